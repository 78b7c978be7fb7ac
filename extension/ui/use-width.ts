import { useLayoutEffect, useState } from 'preact/hooks';

/** An element's width in px, followed; Infinity before it is known. */
export function useWidth(element: { current: HTMLElement | null }): number {
  const [widthPx, setWidthPx] = useState(Number.POSITIVE_INFINITY);
  useLayoutEffect(() => {
    const watched = element.current;
    if (!watched) return;
    setWidthPx(watched.clientWidth);
    const observer = new ResizeObserver(() => setWidthPx(watched.clientWidth));
    observer.observe(watched);
    return () => observer.disconnect();
  }, [element]);
  return widthPx;
}
