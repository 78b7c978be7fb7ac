import { elementScroll, observeElementOffset, observeElementRect, Virtualizer, type VirtualItem } from '@tanstack/virtual-core';
import { useLayoutEffect, useReducer, useRef } from 'preact/hooks';

interface VirtualRows {
  /** The rows to render; `start` in px from the top of the list. */
  items: VirtualItem[];
  heightPx: number;
  scrollTo: (index: number) => void;
  toTop: () => void;
  /** Whole rows that fit, for Page Down. */
  pageRows: () => number;
}

/** Renders only the rows in sight of a scrolling element. `count` rows of `rowPx` each. */
export function useVirtualRows(scroller: { current: HTMLElement | null }, count: number, rowPx: number): VirtualRows {
  const [, rerender] = useReducer((turn: number) => turn + 1, 0);
  const made = useRef<Virtualizer<HTMLElement, Element> | null>(null);
  const options = {
    count,
    estimateSize: () => rowPx,
    overscan: 8,
    getScrollElement: () => scroller.current,
    scrollToFn: elementScroll,
    observeElementRect,
    observeElementOffset,
    onChange: () => rerender(0),
  };
  const rows = (made.current ??= new Virtualizer<HTMLElement, Element>(options));
  rows.setOptions(options);
  useLayoutEffect(() => rows._didMount(), [rows]);
  useLayoutEffect(() => rows._willUpdate());
  useLayoutEffect(() => rows.measure(), [rows, rowPx]);
  return {
    items: rows.getVirtualItems(),
    heightPx: rows.getTotalSize(),
    scrollTo: (index) => rows.scrollToIndex(index, { align: 'auto' }),
    // Asking the element where it stands would lay the page out at every keystroke of a search.
    toTop: () => {
      if (rows.scrollOffset) scroller.current?.scrollTo({ top: 0 });
    },
    pageRows: () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? rowPx) / rowPx) - 1),
  };
}
