/** Maps beyond looking: pinned images while training, exports, the nearest normal place, the advice on places, fast against exact. */
import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { unzipSync } from 'fflate';
import { Playground } from './pages/playground.ts';

test('pins follow the training; maps are taken away whole; the place most like one; fast against exact', async ({
  page,
}) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.set({
    'training.steps': 4,
    'evaluation.everySteps': 2,
    'training.sourcesPerStep': 4,
    'evaluation.windowStridePx': 32,
  });
  await playground.loadFew('hex-nuts', { train: 9, testNormal: 2, perDefect: 1 });
  await playground.keepOnly(9, 2);

  const pins = page.getByRole('region', { name: 'Pinned images' });
  await playground.tab('Train').click();
  await pins.getByRole('button', { name: 'Pin some for me' }).click();
  const cards = pins.getByRole('button', { name: /^Open .* on the light table$/ });
  await expect(cards).not.toHaveCount(0);
  await playground.play();
  await playground.finished();

  const slider = pins.getByRole('slider', { name: 'Step shown' });
  await expect(pins.getByText('Step 4 · latest')).toBeVisible();
  const picture = () => pins.locator('canvas').first().screenshot();
  const trained = await picture();
  await slider.focus();
  await page.keyboard.press('Home');
  await expect(pins.getByText('Untrained network')).toBeVisible();
  await expect.poll(async () => (await picture()).equals(trained)).toBe(false);
  await page.keyboard.press('End');
  await cards.first().click();

  const table = page.getByRole('region', { name: 'Anomaly maps' });
  const pane = table.getByRole('group', { name: /^Patch map/ });
  await pane.hover();
  await expect(table.getByText(/cosine distance 0\.\d{3}/)).toBeVisible();

  const why = table.getByRole('region', { name: 'Why this decision?' });
  await expect(
    why.getByText(
      /^[\d.]+ is (not )?higher than (any of |all |\d+ of )the \d+ images|^[\d.]+ is (not )?higher than .* training images/,
    ),
  ).toBeVisible();
  await expect(
    why.getByText(
      /Before training it had [\d.]+, higher than (all|none of|\d+ of) \d+: called (normal|anomalous)\.$/,
    ),
  ).toBeVisible();
  await expect(why.getByText(/^The map is hottest (at|in) the .*, with \d/)).toBeVisible();
  await why.getByRole('button', { name: 'Lay normal places beside it' }).click();
  await expect(why.getByRole('img', { name: /^Normal, nearest [123]$/ })).toHaveCount(3);
  await expect(why.getByText(/^distance [01]\.\d{3}$/).or(why.getByText(/distance [01]\.\d{3}/))).toHaveCount(
    3,
  );

  const wipe = table.getByRole('slider', { name: 'Wipe between Untrained network and Now, step 4' });
  const both = table.getByRole('region', { name: 'Before and after' }).locator('canvas').last();
  const shownOfWipe = () =>
    wipe.evaluate((input) => getComputedStyle(input.previousElementSibling as Element).clipPath);
  await expect(both).toBeVisible();
  await wipe.focus();
  await page.keyboard.press('Home');
  await expect(wipe).toHaveAttribute(
    'aria-valuetext',
    /^Untrained network on 0 % of the width, Now, step 4 on 100 %$/,
  );
  expect(await shownOfWipe()).toMatch(/^inset\(0(px)? 0(px)? 0(px)? 0%\)$/);
  await page.keyboard.press('ArrowRight');
  await expect(wipe).toHaveAttribute('aria-valuetext', /on 1 % of the width/);

  await table.getByRole('button', { name: 'Export' }).click();
  const menu = page.getByRole('dialog', { name: 'Export' });
  const taken = async (name: string) => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      menu.getByRole('button', { name, exact: true }).first().click(),
    ]);
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  };
  const png = await taken('This view as PNG');
  expect(png.name).toMatch(/\.png$/);
  expect(png.bytes.subarray(1, 4).toString()).toBe('PNG');
  const npy = await taken('This image, NPY');
  expect(npy.bytes.subarray(1, 6).toString()).toBe('NUMPY');
  expect(npy.bytes.subarray(10, 128).toString()).toContain("'shape': (256, 256)");
  const zip = await taken('All, ZIP of NPY');
  const files = unzipSync(new Uint8Array(zip.bytes));
  expect(Object.keys(files).filter((name) => name.endsWith('.npy'))).toHaveLength(4);
  expect(Buffer.from(files['maps.json']).toString()).toContain('"step": 4');
  await page.keyboard.press('Escape');

  const density = playground.panel().getByRole('region', { name: 'Density' });
  await density.locator('summary').click();
  await expect(density.getByText(/The training images advise/)).toBeVisible();
  await density.getByRole('button', { name: 'Compare now' }).click();
  await expect(density.getByTestId('dense-comparison')).toContainText('Maps of 4 test images', {
    timeout: 60_000,
  });
  expect(playground.errors).toEqual([]);
});
