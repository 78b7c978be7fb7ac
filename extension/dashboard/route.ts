import { signal, type ReadonlySignal } from '@preact/signals';
import { STAGES } from '../../contract/index.ts';
import type { StageFilter } from './list/list-store.ts';

/** Applications as a list, of one stage or all, or as a board, with at most one open. */
export interface ApplicationsRoute {
  view: 'list' | 'board';
  /** A board shows them all: its columns are the stages. */
  stage: StageFilter;
  application: string | null;
}
const PLACES = ['insights', 'import', 'unsent', 'trash', 'settings', 'connection', 'recover', 'reset'] as const;
export type Route = ApplicationsRoute | { view: (typeof PLACES)[number] };

export interface Router {
  route: ReadonlySignal<Route>;
  go: (route: Route) => void;
}

export function showsApplications(route: Route): route is ApplicationsRoute {
  return route.view === 'list' || route.view === 'board';
}

/** `#/` the list · `#/stage/applied` one stage · `#/board` · each with `/application/<id>` for the open one · `#/insights` · `#/import` · `#/unsent` · `#/trash` · `#/settings` · `#/connection` · `#/recover` · `#/reset?token=…`. */
export function parseRoute(hash: string): Route {
  const [place = '', ...rest] = hash.replace(/^#\/?/, '').split('?')[0]?.split('/') ?? [];
  const known = PLACES.find((name) => name === place);
  if (known) return { view: known };
  const openIn = (from: number) => (rest[from] === 'application' ? rest[from + 1] || null : null);
  if (place === 'board') return { view: 'board', stage: 'all', application: openIn(0) };
  if (place === 'stage') return { view: 'list', stage: STAGES.find((stage) => stage === rest[0]) ?? 'all', application: openIn(1) };
  return { view: 'list', stage: 'all', application: place === 'application' ? rest[0] || null : null };
}

export function writeRoute(route: Route): string {
  if (!showsApplications(route)) return `#/${route.view}`;
  const place = route.view === 'board' ? '/board' : route.stage === 'all' ? '' : `/stage/${route.stage}`;
  const application = route.application === null ? '' : `/application/${route.application}`;
  return `#${place}${application}` === '#' ? '#/' : `#${place}${application}`;
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
      const replaces = showsApplications(now) && showsApplications(next) && now.application !== null && next.application !== null;
      if (replaces) target.history.replaceState(null, '', writeRoute(next));
      else if (target.location.hash !== writeRoute(next)) target.history.pushState(null, '', writeRoute(next));
    },
  };
}
