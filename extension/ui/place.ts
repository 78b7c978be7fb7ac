/** Under the button, or above it where there is more room; never outside the window. */
export function place(list: HTMLElement, button: HTMLElement, mostPx = 360): void {
  const gap = 4;
  const edge = 8;
  const anchor = button.getBoundingClientRect();
  const { width, height } = list.getBoundingClientRect();
  const below = innerHeight - anchor.bottom - gap - edge;
  const above = anchor.top - gap - edge;
  const up = height > below && above > below;
  const start = getComputedStyle(button).direction === 'rtl' ? anchor.right - width : anchor.left;
  list.style.left = `${Math.round(Math.max(edge, Math.min(start, innerWidth - width - edge)))}px`;
  list.style.maxHeight = `${Math.round(Math.min(mostPx, Math.max(96, up ? above : below)))}px`;
  list.style.top = `${Math.round(up ? Math.max(edge, anchor.top - gap - Math.min(height, above)) : anchor.bottom + gap)}px`;
}
