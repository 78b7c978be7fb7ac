/** What a chart's look rests on; the style sheet does not travel with the file. */
const LOOK = [
  'stroke-width',
  'stroke-opacity',
  'stroke-linecap',
  'stroke-linejoin',
  // A halo is drawn before its letters, not over them.
  'paint-order',
  'fill-opacity',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
] as const;
const SVG = 'http://www.w3.org/2000/svg';

/** What a colour looks like on a background, as programs know it that have never heard of oklch(), which is most that open a drawing. */
function createMixer(background: string): (colour: string) => string {
  const paper = new OffscreenCanvas(1, 1).getContext('2d');
  return (colour) => {
    if (!paper || colour === 'none') return colour;
    for (const layer of [background, colour]) {
      paper.fillStyle = layer;
      paper.fillRect(0, 0, 1, 1);
    }
    const [red, green, blue] = paper.getImageData(0, 0, 1, 1).data;
    return `rgb(${red},${green},${blue})`;
  };
}

/** A chart as a file of its own, looking as it does here, on the page's background. */
export function writeSvg(chart: SVGSVGElement): string {
  const copy = chart.cloneNode(true) as SVGSVGElement;
  const copies = [...copy.querySelectorAll<SVGElement>('*')];
  const background = getComputedStyle(document.documentElement).backgroundColor;
  const mix = createMixer(background);
  for (const [index, element] of [...chart.querySelectorAll<SVGElement>('*')].entries()) {
    const look = getComputedStyle(element);
    const target = copies[index];
    if (!target) continue;
    for (const name of LOOK) target.setAttribute(name, look.getPropertyValue(name));
    for (const name of ['fill', 'stroke']) target.setAttribute(name, mix(look.getPropertyValue(name)));
    target.removeAttribute('class');
  }
  const { width, height } = chart.viewBox.baseVal;
  const back = document.createElementNS(SVG, 'rect');
  for (const [name, value] of Object.entries({ width, height, fill: mix(background) })) back.setAttribute(name, String(value));
  copy.prepend(back);
  copy.removeAttribute('class');
  copy.setAttribute('xmlns', SVG);
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  return new XMLSerializer().serializeToString(copy);
}
