/** Decisions: fresh normal images carry the threshold and leave the ROC; other photographs and fewer images are tried on the run that stands. */
import { expect, test } from '@playwright/test';
import { DataColumn } from './pages/data-column.ts';
import { Playground, type AutomationWindow } from './pages/playground.ts';

test('fresh normal images are taken for the threshold; trials say what would change', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.set({
    'data.imageSizePx': 64,
    'training.steps': 2,
    'model.width': 4,
    'model.cropSizePx': 32,
  });
  await playground.set({ 'evaluation.windowSizePx': 32, 'evaluation.windowStridePx': 16 });
  await playground.loadFew('hex-nuts', { train: 12, testNormal: 4, perDefect: 2 });
  await playground.play();
  await playground.finished();
  const panel = playground.panel();
  const normalOnRoc = () =>
    page.evaluate(() => {
      const { evaluations } = (window as unknown as AutomationWindow).playground.store.getState();
      const last = evaluations.at(-1);
      return [last?.testIds.length, last?.calibrationIds.length];
    });
  const before = await normalOnRoc();

  // Two defects turn out to be normal: labelled by hand, they are offered.
  await page.evaluate(() => {
    const { items, relabel } = (window as unknown as AutomationWindow).playground.store.getState();
    const defects = items.filter(({ label }) => label === 'anomalous').slice(0, 2);
    relabel(
      defects.map(({ id }) => id),
      { label: 'normal' },
    );
  });
  const offer = panel.getByText('2 fresh normal images: for the threshold?');
  await expect(offer).toBeVisible();
  await panel.getByRole('button', { name: 'Take these for the threshold' }).click();
  await expect(panel.getByText(/Promised by 2 fresh normal images/)).toBeVisible();
  await expect(offer).toBeHidden();
  await expect.poll(normalOnRoc).toEqual([(before[0] ?? 0) - 2, 2]);

  await panel.getByText('Would other photographs change it?').click();
  await panel.getByRole('button', { name: 'Try it', exact: true }).click();
  const levels = panel.getByRole('table').filter({ hasText: 'Light, %' });
  await expect(levels.getByRole('row')).toHaveCount(8);

  await panel.getByText('Would more images help?').click();
  await panel.getByRole('button', { name: 'Measure', exact: true }).click();
  await expect(panel.getByRole('table').filter({ hasText: 'Training images' }).getByRole('row')).toHaveCount(
    4,
  );

  // The density rests on 8 of the 12 training images; all are ranked once the list is opened.
  await playground.set({ 'evaluation.maxTrainImages': 8 });
  const restsOn = () =>
    page.evaluate(() => {
      const { evaluations, phase } = (window as unknown as AutomationWindow).playground.store.getState();
      return [evaluations.at(-1)?.trainIds.length, phase];
    });
  await expect.poll(restsOn).toEqual([8, 'finished']);
  const doubtful = panel.getByRole('region', { name: 'Doubtful training images' });
  await doubtful.getByText('Doubtful training images').click();
  await expect(doubtful.getByText('The 4 strangest of 12 training images')).toBeVisible();
  await doubtful.getByRole('button', { name: 'Show 8 more' }).click();
  await expect(doubtful.getByRole('listitem')).toHaveCount(12);
  expect(playground.errors).toEqual([]);
});

test('images that belong together are put together by hand, kept with the session and taken apart again', async ({
  page,
}) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.loadFew('hex-nuts', { train: 8, testNormal: 2, perDefect: 1 });
  const { column: data, thumbnails } = new DataColumn(page);
  const note = data.getByText(/3 training images in 1 group belong together \(put together by hand\)/);
  await thumbnails.nth(0).click();
  await thumbnails.nth(2).click({ modifiers: ['Shift'] });
  await data.getByRole('button', { name: 'These belong together' }).click();
  await expect(note).toBeVisible();
  await data.getByRole('button', { name: 'Each by itself' }).click();
  await expect(note).toBeHidden();
  await data.getByRole('button', { name: 'Undo' }).click();
  await expect(note).toBeVisible();

  // What looks like one part is offered; taken, it joins what was there.
  await page.evaluate(() => {
    const store = (window as unknown as AutomationWindow).playground.store as unknown as {
      getState(): { items: { id: string; role: string }[] };
      setState(change: { alike: string[][] }): void;
    };
    const train = store.getState().items.filter(({ role }) => role === 'train');
    store.setState({ alike: [train.slice(4, 6).map(({ id }) => id)] });
  });
  await expect(data.getByText('2 images in 1 group look like shots of one part.')).toBeVisible();
  await data.getByRole('button', { name: 'Put each group together' }).click();
  await expect(
    data.getByText(
      /5 training images in 2 groups belong together \(put together by hand, because they look alike\)/,
    ),
  ).toBeVisible();
  await data.getByRole('button', { name: 'Undo' }).click();
  await expect(note).toBeVisible();

  // A table that is dropped says the same; one that names other images is refused in words, and nothing is lost.
  const table = (text: string) =>
    page
      .getByTestId('files-input')
      .setInputFiles({ name: 'groups.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  const paths = await page.evaluate(() =>
    (window as unknown as AutomationWindow).playground.store
      .getState()
      .items.flatMap(({ path, role }) => (role === 'train' ? [path] : [])),
  );
  await table(`image,group\nelsewhere.png,a\n${paths[6]},a\n`);
  await expect(data.getByText(/1 of 2 rows name an image that is not there: elsewhere\.png/)).toBeVisible();
  await expect(note).toBeVisible();
  await expect(data.getByText(/Loading stopped/)).toBeHidden();
  await table(`image,group\n${paths[6]},lot 1\n${paths[7]},lot 1\n`);
  await expect(data.getByText(/elsewhere/)).toBeHidden();
  await expect(
    data.getByText(/5 training images in 2 groups belong together \(put together by hand, from a table\)/),
  ).toBeVisible();
  expect(playground.errors).toEqual([]);
});
