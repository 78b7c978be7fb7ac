import { readFileSync, writeFileSync } from 'node:fs';
import { chromium } from 'playwright-core';

/**
 * Draws extension/icons/jackdaw.svg as the PNG files that browsers ask for. Run when the drawing changed: CHROMIUM_PATH=… tsx scripts/draw-icons.ts,
 * then optipng -o7 -strip all extension/icons/*.png: the package is at its limit. */
const folder = 'extension/icons';
const executablePath = process.env['CHROMIUM_PATH'];
if (executablePath === undefined) throw new Error('CHROMIUM_PATH must name a Chromium');

const browser = await chromium.launch({ executablePath, chromiumSandbox: false });
try {
  const page = await browser.newPage();
  const drawing = readFileSync(`${folder}/jackdaw.svg`, 'utf8');
  for (const size of [16, 32, 48, 128]) {
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(`<style>html,body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${drawing}`);
    writeFileSync(`${folder}/jackdaw-${size}.png`, await page.screenshot({ omitBackground: true }));
  }
} finally {
  await browser.close();
}
