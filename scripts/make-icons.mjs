/** Draws the icons of the installed page from public/icons/icon.svg: `node scripts/make-icons.mjs`, after a change of the drawing. */
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright';
import { CHROMIUM_ARGS, findChromium } from './find-chromium.mjs';

const svg = readFileSync('public/icons/icon.svg', 'utf8');
/** Name, side in pixels, share of the side that the drawing takes (a maskable icon keeps its outer tenth free), colour behind. */
const ICONS = [
  ['icon-192', 192, 1, 'transparent'],
  ['icon-512', 512, 1, 'transparent'],
  ['icon-maskable-512', 512, 0.9, '#0072b2'],
  ['apple-touch-icon', 180, 1, '#0072b2'],
];

const browser = await chromium.launch({ executablePath: await findChromium(), args: [...CHROMIUM_ARGS] });
const page = await browser.newPage();
for (const [name, side, share, colour] of ICONS) {
  await page.setViewportSize({ width: side, height: side });
  const inset = `${((1 - share) / 2) * 100}%`;
  await page.setContent(
    `<style>html{background:${colour}}body{margin:0}div{position:fixed;inset:${inset}}svg{display:block;width:100%;height:100%}</style><div>${svg}</div>`,
  );
  await page.screenshot({ path: `public/icons/${name}.png`, omitBackground: colour === 'transparent' });
}
await browser.close();
