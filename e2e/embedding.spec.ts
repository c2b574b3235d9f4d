/** The embedding map: it makes itself, says whose step it is, and what is chosen there is chosen on the whole page. */
import { expect, test } from '@playwright/test';
import { type AutomationWindow, Playground, SMALL_IMAGES } from './pages/playground.ts';

test('the map makes itself after evaluations, and its points, rectangle and groups choose on the whole page', async ({
  page,
}) => {
  const playground = new Playground(page);
  await page.setViewportSize({ width: 1440, height: 1200 });
  await playground.open();
  await playground.set({
    'training.steps': 4,
    'evaluation.everySteps': 2,
    'training.sourcesPerStep': 4,
    ...SMALL_IMAGES,
  });
  await playground.loadFew('hex-nuts', { train: 6, testNormal: 2, perDefect: 1 });
  await playground.tab('Embedding').click();
  const stage = page.getByRole('region', { name: 'Embedding map' });
  await expect(stage.getByRole('paragraph').filter({ hasText: 'nothing to map yet' })).toBeVisible();
  await playground.play();
  await playground.finished();
  // A person who trains is led to the Train tab once.
  await playground.tab('Embedding').click();
  const plot = stage.getByRole('img', { name: /^Map of \d+ points by PCA/ });
  await expect(plot).toBeVisible();
  const network = stage.getByRole('combobox', { name: 'Network' });
  await expect(network.getByRole('option', { name: 'Now, step 4' })).toBeAttached();
  const trained = await plot.screenshot();
  await network.selectOption({ label: 'Untrained' });
  await expect.poll(async () => (await plot.screenshot()).equals(trained)).toBe(false);
  await network.selectOption({ label: 'Now, step 4' });
  // With less motion nothing travels: the same points are the same picture.
  await expect.poll(async () => (await plot.screenshot()).equals(trained)).toBe(true);

  // Back at step 2, by its weights: figure, curves and points stand there together.
  const scrubber = stage.getByRole('slider', { name: 'Step shown' });
  await scrubber.press('ArrowLeft');
  await expect(network.getByRole('option', { name: 'As of step 2' })).toBeAttached();
  const auroc = playground.panel().getByRole('heading', { name: /^AUROC\s*step 2/ });
  await expect(auroc).toBeVisible();
  await expect.poll(async () => (await plot.screenshot()).equals(trained)).toBe(false);
  await scrubber.press('ArrowLeft');
  await expect(network.getByRole('option', { name: 'As of step 0' })).toBeAttached();
  await playground.tab('Train').click();
  const small = page.getByRole('img', { name: /^Map of \d+ points by PCA, step/ });
  await expect(small).toHaveAccessibleName(/step 0\.$/);
  const card = page.getByRole('region', { name: 'Embedding map' });
  await card.getByRole('slider', { name: 'Step shown' }).press('End');
  await expect(small).toHaveAccessibleName(/step 4\.$/);
  await card.getByRole('button', { name: 'Open the map' }).click();
  await expect(network.getByRole('option', { name: 'Now, step 4' })).toBeAttached();

  const list = stage.getByRole('combobox', { name: 'Points' });
  const option = list
    .getByRole('option')
    .filter({ hasText: /^Anomaly: / })
    .first();
  await list.selectOption(await option.getAttribute('value'));
  const panel = playground.panel();
  const results = panel.getByRole('listbox', { name: 'Test images' });
  await expect(results.getByRole('option', { selected: true })).toHaveCount(1);
  // The same image in the histogram, the ROC, the counts and the column of images.
  await expect(
    panel.getByRole('group', { name: /^Score histogram/ }).locator('[data-chosen=true]'),
  ).toHaveCount(1);
  await expect(panel.locator('rect[data-chosen=true]')).toHaveCount(1);
  await expect(panel.getByRole('button', { name: /The chosen image is among them/ })).toHaveCount(1);
  const data = page.getByRole('listbox', { name: 'Images of the data set' });
  await expect(data.getByRole('option', { selected: true })).toHaveCount(1);

  await stage
    .getByRole('button', { name: /^Anomaly: / })
    .first()
    .click();
  await expect(stage.getByText(/^Picked out: Anomaly: .+, 1 image\./)).toBeVisible();
  await expect(panel.getByText(/Anomaly: /).first()).toBeVisible();

  const box = (await plot.boundingBox())!;
  await page.mouse.move(box.x + 2, box.y + 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width - 2, box.y + box.height - 2, { steps: 4 });
  await page.mouse.up();
  const images = await page.evaluate(
    () => (window as unknown as AutomationWindow).playground.store.getState().items.length,
  );
  await expect(stage.getByText(`Picked out: a part of the embedding map, ${images} images.`)).toBeVisible();
  await stage.getByRole('button', { name: 'Show all' }).click();
  await expect(stage.getByText(/^Picked out/)).toHaveCount(0);

  // And the other way: a bin of the histogram chooses an image and is all that the film strip shows.
  const bins = panel.getByRole('group', { name: /^Score histogram/ });
  await bins.locator('[aria-disabled=false]').last().click();
  await playground.tab('Maps').click();
  const maps = page.getByRole('region', { name: 'Anomaly maps' });
  await expect(maps.getByText(/^Only: /)).toBeVisible();
  const strip = maps.getByRole('group', { name: 'Test images' }).getByRole('button', { name: /, score / });
  const shown = await strip.count();
  expect(shown).toBeLessThan(images);
  await maps.getByRole('button', { name: 'Show all' }).click();
  await expect.poll(() => strip.count()).toBeGreaterThan(shown);
  expect(playground.errors).toEqual([]);
});
