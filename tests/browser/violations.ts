import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** What axe finds in what is shown now, in words that say where. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  // A colour that is on its way to that of another theme is neither.
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)));
  const found = await page.evaluate(async () => {
    const { run } = (globalThis as unknown as { axe: typeof axe }).axe;
    return (await run(document, { resultTypes: ['violations'] })).violations;
  });
  return found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`);
}
