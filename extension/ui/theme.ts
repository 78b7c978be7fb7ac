import { effect, signal, type Signal } from '@preact/signals';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

export const THEME_KEY = 'theme';

/**
 * The chosen theme as a signal that the document follows. Kept in `localStorage`, which every page of one origin shares and
 * which can be read before the first frame; where storage is refused the choice lasts as long as the page.
 */
export function createTheme(root: HTMLElement = document.documentElement, storage: Storage | null = reachableStorage()): Signal<Theme> {
  const kept = storage?.getItem(THEME_KEY);
  const theme = signal<Theme>(THEMES.find((known) => known === kept) ?? 'system');
  effect(() => {
    if (theme.value === 'system') delete root.dataset['theme'];
    else root.dataset['theme'] = theme.value;
    storage?.setItem(THEME_KEY, theme.value);
  });
  return theme;
}

/** Reading `localStorage` itself throws where cookies are blocked. */
function reachableStorage(): Storage | null {
  try {
    return globalThis.localStorage;
  } catch {
    return null;
  }
}
