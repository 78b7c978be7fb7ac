/** The browser keeps this page to itself: its own pages, the extension store, another extension's. */
export class PageClosed extends Error {}
