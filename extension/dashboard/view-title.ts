import { stageWord } from '../texts/words.ts';
import { text } from '../texts/text.ts';
import type { Route } from './route.ts';

/** What a view is called in its heading. */
export function headingOf(route: Route): string {
  switch (route.view) {
    case 'unsent':
      return text('unsentView');
    case 'trash':
      return text('trashView');
    case 'settings':
      return text('settings');
    case 'connection':
      return text('connectionTitle');
    case 'import':
      return text('import');
    case 'recover':
      return text('recoverTitle');
    case 'reset':
      return text('resetTitle');
    case 'insights':
      return text('insights');
    case 'board':
      return text('board');
    case 'list':
      return route.stage === 'all' ? text('applicationsView') : stageWord(route.stage);
  }
}

/** What its tab is called. */
export function titleOf(route: Route): string {
  return text('tabTitle', { view: headingOf(route) });
}
