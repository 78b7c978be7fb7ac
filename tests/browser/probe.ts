import { readdirSync } from 'node:fs';

/** At least 200 addresses at which a page might look for the extension: each of its files, and what others' have. */
export function pathsToProbe(extension: string): string[] {
  const files = readdirSync(extension, { recursive: true, encoding: 'utf8' }).filter((file) => file.includes('.'));
  const folders = ['popup', 'content', 'options', 'icons', 'assets', 'scripts', 'js', 'images'];
  return [...files, ...Array.from({ length: 200 }, (_, at) => `${folders[at % folders.length]}/${at}.js`)];
}

/** Runs in a page: which of these addresses it finds, by fetch, image, script or style. */
export async function probe(addresses: string[]): Promise<string[]> {
  const loads = (element: HTMLElement) =>
    new Promise<boolean>((resolve) => {
      element.addEventListener('load', () => resolve(true));
      element.addEventListener('error', () => resolve(false));
      document.head.append(element);
    });
  const found = addresses.map(async (address) => {
    const ways = await Promise.all([
      fetch(address).then(
        () => true,
        () => false,
      ),
      loads(Object.assign(new Image(), { src: address })),
      loads(Object.assign(document.createElement('script'), { src: address })),
      loads(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: address })),
    ]);
    return ways.includes(true) ? [address] : [];
  });
  return (await Promise.all(found)).flat();
}
