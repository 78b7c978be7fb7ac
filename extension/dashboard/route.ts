import { signal, type ReadonlySignal } from '@preact/signals';
import { STAGES } from '../../contract/index.ts';
import type { StageFilter } from './list/list-store.ts';

export type Route = { view: 'list'; stage: StageFilter; application: string | null } | { view: 'unsent' } | { view: 'settings' };

export interface Router {
  route: ReadonlySignal<Route>;
  go: (route: Route) => void;
}

/** `#/` the list · `#/stage/applied` one stage · `#/application/<id>` with one open · `#/unsent` · `#/settings`. */
export function parseRoute(hash: string): Route {
  const [place = '', name = '', then = '', id = ''] = hash.replace(/^#\/?/, '').split('/');
  const stage = STAGES.find((known) => known === name) ?? 'all';
  if (place === 'unsent' || place === 'settings') return { view: place };
  if (place === 'application' && name !== '') return { view: 'list', stage: 'all', application: name };
  if (place === 'stage') return { view: 'list', stage, application: then === 'application' && id !== '' ? id : null };
  return { view: 'list', stage: 'all', application: null };
}

export function writeRoute(route: Route): string {
  if (route.view !== 'list') return `#/${route.view}`;
  const stage = route.stage === 'all' ? '' : `/stage/${route.stage}`;
  const application = route.application === null ? '' : `/application/${route.application}`;
  return `#${stage}${application}` === '#' ? '#/' : `#${stage}${application}`;
}

/** Where the person is, kept in the address, so that Back works and the popup can point at an application. */
export function createRouter(target: Window = window): Router {
  const route = signal(parseRoute(target.location.hash));
  target.addEventListener('hashchange', () => {
    route.value = parseRoute(target.location.hash);
  });
  return {
    route,
    go(next) {
      const now = route.value;
      route.value = next;
      // From one open application to the next, Back should leave the list, not walk through everything looked at.
      const replaces = now.view === 'list' && next.view === 'list' && now.application !== null && next.application !== null;
      if (replaces) target.history.replaceState(null, '', writeRoute(next));
      else if (target.location.hash !== writeRoute(next)) target.history.pushState(null, '', writeRoute(next));
    },
  };
}
