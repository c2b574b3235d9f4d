/**
 * `npm run build && npm run tour [-- --out DIR] [--only TEXT] [--from STOP] [--browser chromium|firefox|webkit] [--steps 300]`: pictures of the built page
 * in every state that a person meets, narrow and wide, light and dark, in English and Japanese, to be looked at one by one; axe looks too. `--only` takes
 * pictures where a stop's name has this text in it, on the whole way; `--from lesson-06` goes there at once, past everything but the sample that is loaded
 * and set up. A browser other than Chromium is Playwright's own (`npx playwright install firefox`).
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as playwright from 'playwright';
import { violations } from '../e2e/pages/axe.ts';
import { Playground, type AutomationWindow } from '../e2e/pages/playground.ts';
import { serveFolder } from './experiment/server.ts';
import { CHROMIUM_ARGS, findChromium } from './find-chromium.mjs';
import { drawn } from './tour/drawn.ts';
import { SET_UP, STOPS } from './tour/stops.ts';

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: 'tour' },
    only: { type: 'string', default: '' },
    from: { type: 'string', default: '' },
    browser: { type: 'string', default: 'chromium' },
    steps: { type: 'string', default: '300' },
    dist: { type: 'string', default: 'dist' },
  },
});

/** Theme and language go together, so that each is seen with both widths in half as many pictures. */
const LOOKS = [
  { theme: 'light', language: 'en' },
  { theme: 'dark', language: 'ja' },
] as const;
const heightOf = (width: number) => (width < 600 ? 844 : width < 1200 ? 768 : width < 1600 ? 900 : 1080);

async function launch(name: string): Promise<playwright.Browser> {
  if (name === 'chromium')
    return playwright.chromium.launch({ executablePath: await findChromium(), args: [...CHROMIUM_ARGS] });
  if (name !== 'firefox' && name !== 'webkit')
    throw new Error(`There is no browser "${name}"; there are chromium, firefox and webkit.`);
  return playwright[name].launch();
}

const first = values.from === '' ? 0 : STOPS.findIndex(({ name }) => name === values.from);
if (first < 0)
  throw new Error(
    `There is no stop "${values.from}"; there are ${STOPS.map(({ name }) => name).join(', ')}.`,
  );

mkdirSync(values.out, { recursive: true });
const server = await serveFolder(values.dist);
const browser = await launch(values.browser);
let pictures = 0;
const found: string[] = [];
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: heightOf(1440) } });
  const playground = new Playground(page);
  await page.goto(`${server.url}?automation`);
  await page.waitForFunction(() => 'playground' in window);
  await playground.runSampleButton().waitFor();
  const tour = { playground, steps: Number(values.steps) };
  for (const [at, { name, widths, column, come, show }] of STOPS.entries()) {
    if (at < first && name !== SET_UP) continue;
    await page.setViewportSize({ width: 1440, height: heightOf(1440) });
    await come(tour);
    if (at < first || !name.includes(values.only)) continue;
    for (const { theme, language } of LOOKS) {
      await playground.darkMode(theme === 'dark');
      for (const width of widths) {
        await page.setViewportSize({ width, height: heightOf(width) });
        await page.evaluate(
          ([to, where]) => {
            const { setLanguage, setNarrowColumn } = (
              window as unknown as AutomationWindow
            ).playground.store.getState();
            setLanguage(to);
            setNarrowColumn(where);
          },
          [language, column] as const,
        );
        await show?.(tour);
        await drawn(page);
        const file = join(values.out, `${name}-${width}-${theme}-${language}.png`);
        await page.screenshot({ path: file });
        pictures += 1;
        // Axe once narrow and once wide: between them it is the same page.
        if (width !== widths[0] && width !== widths.at(-1)) continue;
        for (const one of await violations(page)) {
          console.error(`${file}: ${one}`);
          found.push(file);
        }
      }
    }
    await playground.darkMode(false);
    await page.evaluate(() =>
      (window as unknown as AutomationWindow).playground.store.getState().setLanguage('en'),
    );
  }
  console.log(`${pictures} pictures in ${values.out}`);
  if (found.length > 0) throw new Error(`Axe found something in ${found.join(', ')}.`);
  if (playground.errors.length > 0)
    throw new Error(`The page reported errors:\n${playground.errors.join('\n')}`);
} finally {
  await browser.close();
  await server.close();
}
