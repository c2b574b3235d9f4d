/**
 * Firefox and WebKit: what a visitor does first, with the same numbers as in Chromium. Slim on purpose: what differs between browsers is
 * what they offer and how they draw, so each part of the page is met once.
 */
import { writeFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { encodePng, testPicture } from '../src/core/dataset/fixtures/encode-png.ts';
import { LINK_VERSION } from '../src/core/share/former-presets.ts';
import { AUROC_TOLERANCE, EXPECTED, LOSS_TOLERANCE, SHORT } from './browsers/short-run.ts';
import type { Tab } from './browsers/tab.ts';
import { test } from './browsers/test.ts';
import { inLink, SMALL_IMAGES, type AutomationWindow } from './pages/playground.ts';
import { StaticHost } from './pages/static-host.ts';
import { openFew } from './pages/textbook.ts';

const STATUS = '[data-testid="run-status"]';
const LESSON = '[data-testid="lesson"]';
/** Of a page whose figure is on the stage. */
const FIGURE = '[data-testid="lesson-figure"]';
const RESULTS = 'aside[aria-label="Results"]';
const MAPS = 'section[aria-label="Anomaly maps"]';
const MESSAGES = '[aria-label="Messages"]';

const link = (settings: Readonly<Record<string, string | number>>) =>
  `#v=${LINK_VERSION}&preset=quick&${inLink(settings)}`;

/** Notes errors that nobody catches, and what the page offers as a download, from here on. */
const watch = (tab: Tab) =>
  tab.run(() => {
    const seenErrors: string[] = [];
    addEventListener('error', ({ message }) => seenErrors.push(message));
    addEventListener('unhandledrejection', ({ reason }) => seenErrors.push(String(reason)));
    const make = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (data) => {
      Object.assign(globalThis, { offered: data });
      return make(data);
    };
    Object.assign(globalThis, { seenErrors, offered: null });
  });
const errors = (tab: Tab) => tab.run(() => (globalThis as unknown as { seenErrors: string[] }).seenErrors);

/** The bytes that were last offered as a download, once they are there. */
async function offered(tab: Tab): Promise<Buffer> {
  const there = () => tab.run(() => (globalThis as unknown as { offered: unknown }).offered !== null);
  await expect.poll(there, { timeout: 60_000 }).toBe(true);
  const address = await tab.run(
    () =>
      new Promise<string>((resolve, reject) => {
        const reader = new FileReader();
        reader.onload = () => resolve(reader.result as string);
        reader.onerror = () => reject(reader.error);
        reader.readAsDataURL((globalThis as unknown as { offered: Blob }).offered);
      }),
  );
  return Buffer.from(address.slice(address.indexOf(',') + 1), 'base64');
}

/** Share of a canvas's pixels that differ from its first one: 0 where nothing is drawn. */
const drawn = (tab: Tab, css: string) =>
  tab.run((selector) => {
    const canvas = document.querySelector<HTMLCanvasElement>(selector);
    const data = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data;
    if (!data) return 0;
    let differ = 0;
    for (let i = 4; i < data.length; i += 4)
      if (data[i] !== data[0] || data[i + 1] !== data[1] || data[i + 2] !== data[2]) differ++;
    return (4 * differ) / data.length;
  }, css);

const scores = (tab: Tab) =>
  tab.run((): Record<string, number> => {
    const { evaluations, items } = (window as unknown as AutomationWindow).playground.store.getState();
    const { testIds, testScores } = evaluations[evaluations.length - 1];
    const paths = new Map(items.map(({ id, path }) => [id, path]));
    return Object.fromEntries(testIds.map((id, i) => [paths.get(id) ?? id, testScores[i]]));
  });

test('a sample with one click: its numbers, the lab, the maps', async ({ tab }, info) => {
  test.setTimeout(300_000);
  const address = `${info.project.use.baseURL}/?automation`;
  await tab.goto(address + link(SHORT));
  await watch(tab);
  await tab.click({ role: 'button', name: /Run the sample/ });
  await tab.attribute(STATUS, 'data-phase', 'finished', 240_000);
  const { losses, backend } = await tab.run(() => {
    const state = (window as unknown as AutomationWindow).playground.store.getState();
    return { losses: state.records.map(({ loss }) => loss), backend: state.backend?.name };
  });
  expect(backend).toBe('wasm');
  expect(losses).toHaveLength(12);
  expect(Math.abs(losses[0] - EXPECTED.firstLoss)).toBeLessThan(LOSS_TOLERANCE);
  expect(Math.abs(losses[11] - EXPECTED.lastLoss)).toBeLessThan(LOSS_TOLERANCE);
  await tab.shows(RESULTS, /\[0\.\d{3}, [01]\.\d{3}\]/);
  const panel = await tab.text(RESULTS);
  const shown = (words: RegExp) => Number(words.exec(panel)?.[1]);
  expect(Math.abs(shown(/step 12\D+([01]\.\d{3})/) - EXPECTED.trained)).toBeLessThan(AUROC_TOLERANCE);
  expect(Math.abs(shown(/Untrained network\s+([01]\.\d{3})/) - EXPECTED.untrained)).toBeLessThan(
    AUROC_TOLERANCE,
  );

  await tab.click({ role: 'tab', name: 'Augment' });
  await expect.poll(() => drawn(tab, '[data-sample] canvas')).toBeGreaterThan(0.2);

  await tab.click({ role: 'tab', name: 'Maps' });
  await tab.shows(MAPS, '1 of 50');
  for (const pane of ['Image', 'Patch map', 'GradCAM'])
    await expect
      .poll(() => drawn(tab, `${MAPS} [aria-label^="${pane}."] canvas`), { message: pane })
      .toBeGreaterThan(0.2);
  await tab.focus(`${MAPS} [aria-label^="Patch map."]`);
  await tab.press('ArrowRight');
  await tab.shows(MAPS, '2 of 50');

  expect(await errors(tab)).toEqual([]);
});

test('a project goes out as a file and comes in again, with the same scores', async ({ tab }, info) => {
  test.setTimeout(300_000);
  const address = `${info.project.use.baseURL}/?automation`;
  await tab.goto(address + link({ ...SMALL_IMAGES, 'training.steps': 3, 'evaluation.everySteps': 0 }));
  await tab.find({ role: 'button', name: /Run the sample/ });
  await watch(tab);
  await tab.run(() => {
    const { loadSample } = (window as unknown as AutomationWindow).playground.store.getState();
    return loadSample('hex-nuts', 0, { train: 6, testNormal: 3, perDefect: 1 });
  });
  await tab.click({ role: 'button', name: /^Play/ });
  await tab.attribute(STATUS, 'data-phase', 'finished');
  const before = await scores(tab);
  await tab.click({ role: 'button', name: /use offline$/ });
  await tab.click({ role: 'button', name: /^Project …/ });
  // With its images: decoding them is part of the way back.
  await tab.click('dialog input[type="checkbox"]');
  await tab.click({ role: 'button', name: 'Save as a file' });
  const file = info.outputPath('hex-nuts.zip');
  writeFileSync(file, await offered(tab));
  expect(await errors(tab)).toEqual([]);

  await tab.goto(address);
  await tab.reload();
  await watch(tab);
  await tab.give('[data-testid="files-input"]', file);
  await tab.shows(MESSAGES, /All 8 scores were computed again and agree/, 120_000);
  await tab.attribute(STATUS, 'data-phase', 'finished');
  const after = await scores(tab);
  expect(Object.keys(after).sort()).toEqual(Object.keys(before).sort());
  for (const [path, score] of Object.entries(after))
    expect(Math.abs(score - before[path]) / before[path]).toBeLessThan(1e-5);
  expect(await errors(tab)).toEqual([]);
});

test('the pixels of dropped files lie behind their maps', async ({ tab }, info) => {
  test.setTimeout(300_000);
  await tab.goto(
    `${info.project.use.baseURL}/?automation${link({ 'training.steps': 1, 'evaluation.everySteps': 0, 'training.sourcesPerStep': 4 })}`,
  );
  await tab.find({ role: 'button', name: /Run the sample/ });
  await watch(tab);
  const files = Array.from({ length: 8 }, (_, i) => {
    const [width, height] = i < 6 ? [90, 60] : [1100, 700];
    const path = info.outputPath(`${i < 7 ? 'ok' : 'defect'}_${i}.png`);
    writeFileSync(path, encodePng(testPicture(width, height, i)));
    return path;
  });
  await tab.give('[data-testid="files-input"]', ...files);
  await tab.attribute(STATUS, 'data-phase', 'ready', 60_000);
  await tab.run(() => {
    const { items, relabel } = (window as unknown as AutomationWindow).playground.store.getState();
    relabel(
      items.filter(({ file }) => file?.widthPx === 1100).map(({ id }) => id),
      { role: 'test' },
    );
  });
  await tab.click({ role: 'button', name: /^Play/ });
  await tab.attribute(STATUS, 'data-phase', 'finished', 120_000);
  await tab.click({ role: 'tab', name: 'Maps' });
  await tab.shows(MAPS, '1100 × 700 px: zoom in');
  await tab.focus(`${MAPS} [aria-label^="Image."]`);
  for (let i = 0; i < 8; i++) await tab.press('+');
  await tab.shows(MAPS, 'Zoom 25.6×');
  await expect.poll(() => drawn(tab, `${MAPS} [aria-label^="Image."] canvas`)).toBeGreaterThan(0.2);
  expect(await errors(tab)).toEqual([]);
});

test('lessons 1 and 6', async ({ tab }, info) => {
  test.setTimeout(300_000);
  const met = async (...goals: string[]) => {
    for (const goal of goals) await tab.attribute(`${LESSON} [data-goal="${goal}"]`, 'data-met', 'true');
  };
  await tab.goto(`${info.project.use.baseURL}/?automation`);
  await tab.find({ role: 'button', name: /Run the sample/ });
  await watch(tab);
  await tab.run(openFew, [1, []] as const);
  await tab.attribute(`${LESSON} [data-page]`, 'data-busy', 'false');
  await tab.click(`${FIGURE} input[type="checkbox"]`);
  const unfound = `${FIGURE} button[data-found="false"]`;
  await tab.find(unfound);
  await tab.click(await tab.last(unfound));
  await met('show', 'missed');

  const settings = {
    'training.steps': 6,
    'training.sourcesPerStep': 4,
    'evaluation.everySteps': 2,
    'evaluation.windowStridePx': 32,
  };
  await tab.run(openFew, [6, Object.entries(settings)] as const);
  await tab.attribute(`${LESSON} [data-page="6"]`, 'data-busy', 'false');
  await tab.click({ role: 'button', name: /^Train/, within: LESSON });
  await tab.attribute(STATUS, 'data-phase', 'finished');
  await tab.focus(`${LESSON} input[type="range"]`);
  await tab.press('Home');
  await met('noMiss');
  await tab.press('End');
  await met('noAlarm');
  expect(await errors(tab)).toEqual([]);
});

test('kept by the browser, the page runs with its server stopped', async ({ tab }) => {
  test.setTimeout(300_000);
  const host = new StaticHost('dist', '/course/');
  await host.start();
  try {
    await tab.goto(host.url);
    // Headers come from no host: the service worker brings them, and the page loads once more with them.
    await expect.poll(() => tab.run(() => crossOriginIsolated).catch(() => false)).toBe(true);
    await tab.click({ role: 'button', name: /use offline$/ });
    await tab.click({ role: 'button', name: /Use without a network/ });
    await tab.attribute('[data-testid="offline-app"]', 'data-kept', 'true');
    await host.stop();
    await tab.goto(host.url + link({ 'training.steps': 3, 'evaluation.everySteps': 0 }));
    await tab.reload();
    await watch(tab);
    await tab.click({ role: 'button', name: /Run the sample/ });
    await tab.attribute(STATUS, 'data-phase', 'finished', 240_000);
    // Where there is shared memory there are threads.
    expect(await tab.run(() => crossOriginIsolated)).toBe(true);
    const shares = await tab.run(() => typeof SharedArrayBuffer === 'function');
    const chip = await tab.text('[data-testid="backend-chip"]');
    expect(chip).toMatch(shares ? /[2-9]\d* threads/ : /1 thread\b/);
    expect(await errors(tab)).toEqual([]);
  } finally {
    await host.stop();
  }
});
