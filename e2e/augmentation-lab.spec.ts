/** The augmentation lab: the pixels shown are the pixels trained on; boxes move with mouse and keyboard; every task can be looked at. */
import { expect, test } from '@playwright/test';
import { makeBatch } from '../src/core/augment/batch.ts';
import { taskViews } from '../src/core/augment/tasks.ts';
import { PRESETS } from '../src/core/config/presets.ts';
import { TASKS, type Task } from '../src/core/config/schema.ts';
import { withParameter } from '../src/core/config/update.ts';
import type { RgbImage } from '../src/core/image/types.ts';
import { generateSample } from '../src/core/samples/samples.ts';
import { AugmentationLab, LAB_IMAGES } from './pages/augmentation-lab.ts';
import { colourViolations, violations } from './pages/axe.ts';

function trainingImages(name: string): RgbImage[] {
  const images: RgbImage[] = [];
  for (const sample of generateSample(name, 0, 256)) {
    if (images.length === LAB_IMAGES.train) break;
    if (sample.role !== 'train') break; // training pictures come first
    images.push(sample.image);
  }
  return images;
}

test('the canvases hold, byte for byte, the batch that the step trains on', async ({ page }) => {
  const lab = new AugmentationLab(page);
  const images = trainingImages('woven-cloth');
  await lab.openWithSample('woven-cloth');
  for (const [task, step] of [
    ['3way', 0],
    ['union', 41],
  ] as const satisfies readonly (readonly [Task, number])[]) {
    await lab.chooseTask(task);
    await lab.goToStep(step);
    const config = withParameter(PRESETS.quick, 'augment.task', task);
    const { pixels, size } = makeBatch({ images, config, step });
    const bytes = size * size * 3;
    const sources = config.training.sourcesPerStep;
    const classes = taskViews(task).length;
    for (let label = 0; label < classes; label++) {
      for (let source = 0; source < 4; source++) {
        const i = label * sources + source;
        const wanted = Buffer.from(pixels.subarray(i * bytes, (i + 1) * bytes));
        await expect
          .poll(async () => (await lab.pixelsOf(label, source)).equals(wanted), {
            message: `${task}, step ${step}, class ${label}, source ${source}`,
          })
          .toBe(true);
      }
    }
  }
  expect(lab.errors).toEqual([]);
});

test('boxes are moved, resized and given back with keyboard and mouse, and say where they are', async ({
  page,
}) => {
  const lab = new AugmentationLab(page);
  await lab.openWithSample('woven-cloth');
  const drawn = await lab.place('cut');

  await lab.box('cut').focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowDown');
  expect(await lab.place('cut')).toEqual({ ...drawn, x: drawn.x - 1, y: drawn.y + 1 });
  await page.keyboard.press('Shift+ArrowRight');
  expect((await lab.place('cut')).width).toBe(drawn.width + 1);
  expect((await lab.place('paste')).width).toBe(drawn.width + 1);
  await expect(lab.announcement()).toHaveText(
    `Cut box: x ${drawn.x - 1}, y ${drawn.y + 1}, ${drawn.width + 1} by ${drawn.height} px`,
  );
  await page.keyboard.press('Escape');
  expect(await lab.place('cut')).toEqual(drawn);

  const before = await lab.place('paste');
  const area = await lab.box('paste').boundingBox();
  if (!area) throw new Error('The paste box is not on the page.');
  const scale = area.width / before.width;
  await page.mouse.move(area.x + 3, area.y + area.height / 2);
  await page.mouse.down();
  await page.mouse.move(area.x + 3 - 200, area.y + area.height / 2 + 4 * scale, { steps: 5 });
  await page.mouse.up();
  const after = await lab.place('paste');
  expect(after).toEqual({ ...before, x: 0, y: expect.any(Number) });
  expect(Math.abs(after.y - before.y - 4)).toBeLessThanOrEqual(1);

  await lab.newDraw();
  await expect.poll(() => lab.place('cut')).not.toEqual(drawn);
});

test('every task shows its classes; the training size is one to one', async ({ page }) => {
  const lab = new AugmentationLab(page);
  await lab.openWithSample('hex-nuts');
  for (const task of TASKS) {
    await lab.chooseTask(task);
    const last = taskViews(task).length - 1;
    await lab.cell(last, 0).click();
    await expect(lab.cell(last, 0)).toBeChecked();
    await expect(lab.cell(last + 1, 0)).toHaveCount(0);
  }
  await lab.zoom('Training size (1×)');
  expect(await lab.networkInput()).toEqual({ shownPx: 64, pixels: 64 });
  await lab.zoom('4×');
  expect(await lab.networkInput()).toEqual({ shownPx: 256, pixels: 64 });
  expect(lab.errors).toEqual([]);
});

test('the lab can be used without sight of it: no accessibility violation, one tab stop for the samples', async ({
  page,
}) => {
  const lab = new AugmentationLab(page);
  await lab.openWithSample('woven-cloth');
  const panel = '[role="tabpanel"]';
  expect(await violations(page, panel)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await colourViolations(page, panel)).toEqual([]);
  await lab.cell(1, 0).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await expect(lab.cell(2, 1)).toBeFocused();
  await expect(lab.cell(2, 1)).toBeChecked();
});
