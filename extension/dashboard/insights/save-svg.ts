/** What a chart's look rests on; the style sheet does not travel with the file. */
const LOOK = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'fill-opacity',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
] as const;

/** A chart as a file of its own, looking as it does here, on the page's background. */
export function writeSvg(chart: SVGSVGElement): string {
  const copy = chart.cloneNode(true) as SVGSVGElement;
  const copies = [...copy.querySelectorAll<SVGElement>('*')];
  for (const [index, element] of [...chart.querySelectorAll<SVGElement>('*')].entries()) {
    const look = getComputedStyle(element);
    const target = copies[index];
    if (!target) continue;
    for (const name of LOOK) target.setAttribute(name, look.getPropertyValue(name));
    target.removeAttribute('class');
  }
  const { width, height } = chart.viewBox.baseVal;
  const back = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  for (const [name, value] of Object.entries({ width, height, fill: getComputedStyle(document.documentElement).backgroundColor }))
    back.setAttribute(name, String(value));
  copy.prepend(back);
  copy.removeAttribute('class');
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  return new XMLSerializer().serializeToString(copy);
}
