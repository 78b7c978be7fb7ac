import { ConnectPage } from './account/connect-page.tsx';
import { ConnectionPage } from './account/connection-page.tsx';
import { DashboardContext, type Dashboard } from './dashboard.ts';
import { Shell } from './shell.tsx';
import { text } from '../texts/text.ts';
import { ToastRegion } from '../ui/toast-region.tsx';

/** The whole page: the way in while nobody is signed in here, else the applications. */
export function App({ dashboard }: { dashboard: Dashboard }) {
  const account = dashboard.account.account.value;
  const checks = dashboard.router.route.value.view === 'connection';
  return (
    <DashboardContext.Provider value={dashboard}>
      {account !== undefined && checks && <ConnectionPage />}
      {account === null && !checks && <ConnectPage />}
      {account && !checks && dashboard.workspace.value && <Shell key={account.user.id} />}
      <ToastRegion toasts={dashboard.toasts} label={text('notifications')} dismissLabel={text('dismiss')} />
    </DashboardContext.Provider>
  );
}
