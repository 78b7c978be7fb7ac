import { until } from '../until.ts';
import type { Marionette } from './marionette.ts';

/**
 * A tab or a popup. Selectors are CSS, or XPath where they begin with `//`; what does something waits until its element is there. The
 * part of Playwright's `Page` that our tests of both browsers need, under its names.
 */
export interface View {
  evaluate<R, A>(work: (argument: A) => R | Promise<R>, argument?: A): Promise<Awaited<R>>;
  /** A real click, with the rights that a person's click has. */
  click(selector: string): Promise<void>;
  /** Types over what is there. */
  fill(selector: string, text: string): Promise<void>;
  press(selector: string, key: keyof typeof KEYS): Promise<void>;
  /** Resolves to the text that is seen in it. */
  waitForSelector(selector: string): Promise<string>;
  isClosed(): Promise<boolean>;
  close(): Promise<void>;
}

/** As WebDriver writes them. */
const KEYS = { Enter: '\uE007', Tab: '\uE004', Escape: '\uE00C' };

/** Runs in Firefox's own window. The actor is what WebDriver's commands end at; asked here, it also serves a popup, which no command reaches. */
const ACT = `
  const [browserId, deed, selector, value] = arguments;
  const context = BrowsingContext.getCurrentTopByBrowserId(browserId);
  const actor = context?.currentWindowGlobal?.getActor('MarionetteCommands');
  if (!actor) return { gone: true };
  if (deed === 'evaluate') return { result: await actor.executeScript(selector, value, { timeout: 60000 }) };
  const strategy = selector.startsWith('//') ? 'xpath' : 'css selector';
  const capabilities = { toJSON: () => ({}) };
  const [element] = await actor.findElements(strategy, selector, { timeout: 0 });
  if (!element || !(await actor.isElementDisplayed(element, capabilities))) return { missing: true };
  if (deed === 'click') await actor.clickElement(element, capabilities);
  if (deed === 'fill') await actor.clearElement(element);
  if (deed === 'fill' || deed === 'press') await actor.sendKeysToElement(element, value, capabilities);
  return { result: deed === 'read' ? await actor.getElementText(element) : null };`;
const CLOSE = `
  const context = BrowsingContext.getCurrentTopByBrowserId(arguments[0]);
  const tab = context && gBrowser.getTabForBrowser(context.embedderElement);
  if (tab) gBrowser.removeTab(tab);`;
const IS_OPEN = `return Boolean(BrowsingContext.getCurrentTopByBrowserId(arguments[0])?.currentWindowGlobal);`;

/** What is shown in the browser element with this id, over whatever it is taken to. */
export function createView(marionette: Marionette, browserId: number): View {
  type Acted = { gone?: boolean; missing?: boolean; result?: unknown };
  const act = (deed: string, selector: string, value: unknown = null) => marionette.run<Acted>(ACT, browserId, deed, selector, value);
  async function actOnceThere(deed: string, selector: string, value?: string): Promise<unknown> {
    const { result } = await until(`"${selector}" to ${deed}`, async () => {
      const acted = await act(deed, selector, value);
      if (acted.gone === true) throw new Error(`nothing is open any more to ${deed} "${selector}"`);
      return acted.missing !== true && acted;
    });
    return result;
  }
  return {
    async evaluate(work, argument) {
      const acted = await act('evaluate', `return (${work.toString()})(arguments[0]);`, [argument ?? null]);
      if (acted.gone === true) throw new Error('nothing is open any more to evaluate in');
      return acted.result as never;
    },
    click: async (selector) => void (await actOnceThere('click', selector)),
    fill: async (selector, text) => void (await actOnceThere('fill', selector, text)),
    press: async (selector, key) => void (await actOnceThere('press', selector, KEYS[key])),
    waitForSelector: async (selector) => (await actOnceThere('read', selector)) as string,
    isClosed: async () => !(await marionette.run<boolean>(IS_OPEN, browserId)),
    close: () => marionette.run<void>(CLOSE, browserId),
  };
}

/** What a person sees, as XPath. */
export const button = (name: string) => `//button[normalize-space() = '${name}' or @aria-label = '${name}']`;
export const heading = (name: string) => `//*[self::h1 or self::h2][normalize-space() = '${name}']`;
export const labelled = (name: string) => `//*[@id = //label[normalize-space() = '${name}']/@for]`;
