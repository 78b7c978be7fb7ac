import { computed, effect, signal, untracked, type ReadonlySignal, type Signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { createToasts, type Toasts } from '../ui/toasts.ts';
import { createAccountStore, type AccountStore } from './account/account-store.ts';
import { createRouter, type Router } from './route.ts';
import type { Services } from './services.ts';
import { createUnsentStore, type UnsentStore } from './unsent/unsent-store.ts';
import { createWorkspace, type Workspace } from './workspace.ts';

/** The stores that every view reads. */
export interface Dashboard {
  services: Services;
  account: AccountStore;
  router: Router;
  toasts: Toasts;
  /** Null while nobody is signed in. */
  workspace: ReadonlySignal<Workspace | null>;
  unsent: ReadonlySignal<UnsentStore>;
  helpOpen: Signal<boolean>;
}

export function createDashboard(services: Services): Dashboard {
  const account = createAccountStore(services);
  const toasts = createToasts();
  const router = createRouter();
  const workspace = computed(() => (account.owner.value ? createWorkspace(services, account.owner.value, toasts) : null));
  const unsent = computed(() => createUnsentStore(services, account.owner.value, toasts));

  effect(() => {
    const opened = workspace.value;
    if (opened) untracked(() => void opened.open());
  });
  effect(() => {
    const opened = unsent.value;
    untracked(() => void opened.refresh());
  });
  effect(() => {
    if (services.online.value) untracked(() => void workspace.value?.sync());
  });
  effect(() => {
    // A web page has no background that tells: that the server ended the session, its own syncing learns.
    if (workspace.value?.stopped.value === 'signed_out') untracked(() => void account.load());
  });
  services.onNews((news) => {
    if (news === 'sessionChanged') void account.load();
    if (news === 'editsChanged') void workspace.value?.edits.load().then(() => workspace.value?.reload());
    if (news === 'libraryChanged') void workspace.value?.reload();
    if (news === 'outboxChanged') void unsent.value.refresh();
  });
  void account.load();

  return { services, account, router, toasts, workspace, unsent, helpOpen: signal(false) };
}

export const DashboardContext = createContext<Dashboard | null>(null);

export function useDashboard(): Dashboard {
  const dashboard = useContext(DashboardContext);
  if (!dashboard) throw new Error('A view was rendered outside the dashboard');
  return dashboard;
}

/** For views that are shown only to somebody who is signed in. */
export function useWorkspace(): Workspace {
  const workspace = useDashboard().workspace.value;
  if (!workspace) throw new Error('A view of applications was rendered with nobody signed in');
  return workspace;
}
