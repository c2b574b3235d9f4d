/**
 * The ten pages of the textbook: each task is really done, in English; then the same page with what was done is read in Japanese. Axe finds
 * nothing on the whole page (colours: on the stage, at the end on all), in English and light nor in Japanese and dark, and everything is given back.
 */
import { existsSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { encodePng, testPicture } from '../src/core/dataset/fixtures/encode-png.ts';
import { violations } from './pages/axe.ts';
import { type AutomationWindow, Playground, SMALL_IMAGES } from './pages/playground.ts';
import { Textbook } from './pages/textbook.ts';

/** Few steps and few windows: the tasks are what is tested, not the network. */
const SHORT = {
  'training.steps': 6,
  'training.sourcesPerStep': 4,
  'evaluation.everySteps': 2,
  'evaluation.windowStridePx': 32,
};

const photo = (i: number) => ({
  name: `own${i}.png`,
  mimeType: 'image/png',
  buffer: Buffer.from(encodePng(testPicture(64, 64, i))),
});

test('lessons 1 to 10, each read in both languages', async ({ page }) => {
  test.setTimeout(300_000);
  const playground = new Playground(page);
  const book = new Textbook(page);
  await page.goto('/?automation');
  await playground.set({ 'training.steps': 123 });
  await page.getByRole('button', { name: /^Learn the method/ }).click();
  /** The column as it is now, task done, and the page around it: in Japanese (dark), and in English (light). */
  const readable = async (changed = 'main') => {
    const text: string[] = [];
    for (const [language, button] of [
      ['ja', '日本語'],
      ['en', 'English'],
    ]) {
      await page.getByRole('button', { name: button, exact: true }).click();
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      await expect(book.column()).not.toContainText(
        /\b(oneClass|byHand|question|gaussian|breakIt)\.[a-z]\w*/,
      );
      text.push((await book.column().locator('article').innerText()).replace(/\s/g, ''));
      await playground.darkMode(language === 'ja');
      expect(await violations(page, changed), `the page in ${language}`).toEqual([]);
    }
    // Two languages, each whole: the same page in as many letters of its own.
    const kana = text.map((one) => (one.match(/[\u3040-\u30ff\u4e00-\u9fff]/g) ?? []).length / one.length);
    expect(kana[0]).toBeGreaterThan(0.4);
    expect(kana[1]).toBeLessThan(0.01);
  };

  await test.step('1: a classifier misses what it was not shown', async () => {
    await book.openPage(1);
    const figure = book.figure();
    await expect(figure.getByRole('checkbox').first()).toBeVisible();
    await book.expectBefore('none');
    await figure.getByRole('checkbox').first().check();
    const others = figure.locator('[data-type]:not(:has(:checked)) button');
    const found = await others.and(figure.locator('[data-found="true"]')).count();
    const share = found / (await others.count());
    expect(await book.outcome('none')).toBe(share === 0 ? 'none' : share < 0.5 ? 'few' : 'most');
    await figure.locator('button[data-found="false"]').last().click();
    await book.met('show', 'missed');
    await readable();
  });

  await test.step('2: pasting by hand', async () => {
    await book.openPage(2);
    const cut = page.locator('[role="application"][data-name="cut"]');
    const paste = page.locator('[role="application"][data-name="paste"]');
    await expect(paste).toBeVisible();
    const drag = async (box: typeof cut, fx: number, fy: number) => {
      const frame = await box.locator('xpath=..').boundingBox();
      const at = await box.boundingBox();
      if (!frame || !at) throw new Error('The boxes are not there.');
      await page.mouse.move(at.x + at.width / 2, at.y + at.height / 2);
      await page.mouse.down();
      for (const share of [0.5, 1])
        await page.mouse.move(
          at.x + at.width / 2 + (frame.x + frame.width * fx - at.x - at.width / 2) * share,
          at.y + at.height / 2 + (frame.y + frame.height * fy - at.y - at.height / 2) * share,
        );
      await page.mouse.up();
    };
    await book.expectBefore('plain to see');
    await drag(cut, 0.05, 0.05);
    for (const [x, y] of [
      [0.5, 0.25],
      [0.3, 0.4],
      [0.7, 0.6],
      [0.5, 0.75],
    ])
      await drag(paste, x, y);
    await book.met('plain');
    await drag(paste, 0.0, 0.0);
    await drag(cut, 0.0, 0.0);
    await book.met('hidden');
    const came = await book.outcome('plain');
    expect(['hidden', 'between', 'plain']).toContain(came);
    await expect(
      book.column().getByText(/^Pastes you have tried: [1-9]\d* hidden, \d+ between, [1-9]/),
    ).toBeVisible();
    await readable();
  });

  await test.step('3: two questions', async () => {
    await book.openPage(3, { ...SHORT, 'evaluation.everySteps': 0 });
    const [two, three] = await book.figure().getByRole('button').all();
    await two.click();
    await book.met('two');
    await playground.finished();
    await three.click();
    await book.met('three');
    await playground.finished();
    await readable();
  });

  await test.step('4: one step, slow motion, full speed', async () => {
    await book.openPage(4, SHORT);
    const figure = book.figure();
    await figure.getByRole('button').first().click();
    await book.met('step');
    await figure.getByRole('combobox').selectOption('4');
    await figure.getByRole('button').nth(1).click();
    await book.met('slow');
    await figure.getByRole('combobox').selectOption('full');
    await book.met('finish');
    await readable();
  });

  // The pages after this one keep the run only where its settings are theirs; the test shortens these afterwards.
  const again = async (number: number) => {
    await book.openPage(number, SHORT);
    await book
      .figure()
      .or(book.column())
      .getByRole('button', { name: /^Train/ })
      .first()
      .click();
    await playground.finished();
  };

  await test.step('5: a point in the Gaussian', async () => {
    await again(5);
    const probe = book.figure().getByRole('application');
    await book.expectBefore('more than two thirds');
    await probe.focus();
    for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowDown');
    for (let i = 0; i < 10; i++) await page.keyboard.press('ArrowRight');
    await book.met('along');
    const [outside, defects] = (
      (
        await book
          .figure()
          .getByText(/Outside the outermost/)
          .innerText()
      ).match(/Outside the outermost ellipse: (\d+) of (\d+)/) ?? []
    )
      .slice(1)
      .map(Number);
    const share = outside / defects;
    expect(await book.outcome('most')).toBe(share < 1 / 3 ? 'few' : share <= 2 / 3 ? 'some' : 'most');
    const box = await probe.boundingBox();
    const plane = await book.figure().locator('svg').last().boundingBox();
    if (!box || !plane) throw new Error('The point is not there.');
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2, box.y - 150, { steps: 3 });
    await page.mouse.up();
    await book.met('far');
    await readable();
  });

  await test.step('6: a threshold without misses, and one without false alarms', async () => {
    await again(6);
    const slider = book.column().getByRole('slider');
    await slider.focus();
    await page.keyboard.press('Home');
    await book.met('noMiss');
    await page.keyboard.press('End');
    await book.met('noAlarm');
    await readable();
  });

  await test.step('7: the highest window, sigma, GradCAM', async () => {
    await again(7);
    await book.expectBefore('its centre on the defect');
    const places = await book
      .column()
      .locator('[data-place]')
      .evaluateAll((cells) => {
        const shares = cells.map((cell) => Number((cell as HTMLElement).style.opacity));
        return { best: shares.indexOf(Math.max(...shares)), columns: Math.sqrt(cells.length) };
      });
    await book.column().getByRole('application').focus();
    for (let i = 0; i < Math.floor(places.best / places.columns); i++) await page.keyboard.press('ArrowDown');
    for (let i = 0; i < places.best % places.columns; i++) await page.keyboard.press('ArrowRight');
    if (places.best === 0) {
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('ArrowLeft');
    }
    await book.met('window');
    expect(await book.outcome('on')).toBe(
      await page.evaluate(
        () => (window as unknown as AutomationWindow).playground.store.getState().lessonFacts.window?.place,
      ),
    );
    await book.figure().getByRole('button').first().click();
    await book.met('gradcam');
    await book.column().getByRole('slider').focus();
    await page.keyboard.press('Home');
    await book.met('sigma');
    await readable();
  });

  await test.step('8: four mistakes and their numbers', async () => {
    await book.openPage(8, SHORT);
    const train = book.figure().getByRole('button').first();
    const turn = (name: string) => book.column().locator(`[data-mistake="${name}"]`).getByRole('switch');
    await train.click();
    await playground.finished();
    await turn('chooseByTestAuroc').check();
    await book.met('chooseByTestAuroc');
    await turn('chooseByTestAuroc').uncheck();
    await turn('densityOnAugmented').check();
    await book.met('densityOnAugmented');
    await turn('densityOnAugmented').uncheck();
    for (const name of ['jitterOff', 'pasteBeforeResize']) {
      await playground.finished();
      await turn(name).check();
      await train.click();
      await book.met(name);
      await turn(name).uncheck();
    }
    await readable();
  });

  await test.step('9: own images', async () => {
    await book.openPage(9);
    expect(
      await page.evaluate(
        () => (window as unknown as AutomationWindow).playground.store.getState().config.training.steps,
      ),
    ).toBe(123);
    await page.getByTestId('files-input').setInputFiles(Array.from({ length: 7 }, (_, i) => photo(i)));
    await book.met('open');
    await playground.set({ ...SHORT, 'evaluation.everySteps': 0 });
    await book.expectBefore('over 80 %');
    await book.figure().getByRole('button').last().click();
    await book.met('train');
    // Of so few steps the mean over the last ten is that over all.
    await playground.finished();
    const right = await page.evaluate(() => {
      const { records } = (window as unknown as AutomationWindow).playground.store.getState();
      return records.reduce((sum, { accuracy }) => sum + accuracy, 0) / records.length;
    });
    expect(await book.outcome('high')).toBe(right < 0.5 ? 'low' : right <= 0.8 ? 'middle' : 'high');
    await readable();
  });

  await test.step('10: beyond', async () => {
    await playground.finished();
    await book.openPage(10);
    await expect(book.figure().getByRole('table')).toBeVisible();
    await book.figure().getByRole('button', { name: 'Look at it' }).first().click();
    await book.met('later');
    await readable('body');
  });
  expect(playground.errors).toEqual([]);
});

test('page 10: pretrained features are measured on the same images', async ({ page }) => {
  test.skip(!existsSync('dist/backbones/efficientnet-b0.bin'), 'the optional backbone is not installed');
  const playground = new Playground(page);
  const book = new Textbook(page);
  await playground.open();
  await playground.set({ ...SMALL_IMAGES, 'training.steps': 2, 'evaluation.everySteps': 2 });
  await playground.loadFew('hex-nuts');
  await playground.play();
  await playground.finished();
  await book.openPage(10);
  await book.expectBefore('both the same (within 0.02)');
  const measure = book.figure().getByRole('button').first();
  await expect(measure).toBeEnabled();
  await measure.click();
  await expect(book.column().locator('[data-goal="maps"]')).toHaveAttribute('data-met', 'false');
  await book.figure().getByRole('button', { name: 'Show their maps' }).click();
  await book.met('maps');
  const [, run, other] = (await book.figure().getByRole('cell').allInnerTexts()).map(Number);
  expect(await book.outcome('same')).toBe(
    Math.abs(other - run) <= 0.02 ? 'same' : other > run ? 'pretrained' : 'run',
  );
});

test('closing the textbook gives back images, configuration and run', async ({ page }) => {
  const playground = new Playground(page);
  const book = new Textbook(page);
  await playground.open();
  await playground.set({
    'training.steps': 3,
    'evaluation.everySteps': 0,
    'training.sourcesPerStep': 4,
    ...SMALL_IMAGES,
  });
  await playground.loadFew('brushed-metal');
  await playground.play();
  await playground.finished();
  const facts = () =>
    page.evaluate(() => {
      const state = (window as unknown as AutomationWindow).playground.store.getState();
      const { config, runConfig, step, phase, datasetName, evaluations, stageTab } = state;
      const scores = [...(evaluations.at(-1)?.testScores ?? [])];
      return {
        config,
        runConfig,
        step,
        phase,
        datasetName,
        stageTab,
        scores,
        ids: state.items.map(({ id }) => id),
      };
    });
  const before = await facts();
  await playground.tab('Learn').click();
  await page.getByRole('button', { name: /Break it/ }).click();
  await expect(book.column().locator('[data-page="8"][data-busy="false"]')).toBeVisible();
  await page.getByRole('button', { name: 'Close the textbook' }).click();
  await expect.poll(async () => (await facts()).phase).toBe('finished');
  expect(await facts()).toEqual({ ...before, stageTab: 'learn' });
  expect(playground.errors).toEqual([]);
});
