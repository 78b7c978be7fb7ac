/** What both browsers' pages can do: of Playwright's `Page`, and of our `View` for Firefox. Selectors are CSS, or XPath from `//` on. */
export interface CampaignPage {
  evaluate<R, A>(work: (argument: A) => R | Promise<R>, argument: A): Promise<R>;
  click(selector: string): Promise<void>;
  fill(selector: string, text: string): Promise<void>;
  press(selector: string, key: 'Enter'): Promise<void>;
  waitForSelector(selector: string): Promise<unknown>;
  close(): Promise<void>;
}

/** A browser with the extension in it, whose parts may be killed; our `Firefox` is one. */
export interface CampaignBrowser {
  openExtensionPage(file: string): Promise<CampaignPage>;
  /** Ends the service worker, or the event page, whatever it is at. */
  stopBackground(): Promise<void>;
  /** SIGKILL, and started again with the same profile. */
  crash(): Promise<void>;
}
