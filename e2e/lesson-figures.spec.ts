/** The figures of the textbook say what its texts say: on the whole of a page's data and with its own settings, in one browser. */
import { expect, test } from '@playwright/test';
import { QUESTIONS } from '../src/core/lessons/guesses.ts';
import { OPENED, violations } from './pages/axe.ts';
import { Playground, type AutomationWindow } from './pages/playground.ts';
import { Textbook } from './pages/textbook.ts';

/** As a reader does: nothing is left out. */
async function openWhole(book: Textbook, number: number): Promise<void> {
  await book.page.evaluate(
    (page) => (window as unknown as AutomationWindow).playground.store.getState().openLesson(page),
    number,
  );
  await expect(book.column().locator(`[data-page="${number}"][data-busy="false"]`)).toBeVisible();
}

test('lesson 1: the classifier finds the types that it is shown and misses most of the others', async ({
  page,
}) => {
  const playground = new Playground(page);
  const book = new Textbook(page);
  await playground.open();
  await openWhole(book, 1);
  const rows = page.locator('[data-type]');
  await expect(rows.first()).toBeVisible({ timeout: 60_000 });
  const found = () =>
    rows.evaluateAll((all) => all.map((row) => Number((row as HTMLElement).dataset.foundCount)));
  const each = await rows.evaluateAll((all) => all.map((row) => row.querySelectorAll('button').length));
  expect(await found()).toEqual(each.map(() => 0));
  for (let type = 0; type < each.length; type++) {
    const box = rows.nth(type).getByRole('checkbox');
    await box.check();
    await expect.poll(async () => (await found())[type]).toBeGreaterThan(each[type] / 2);
    const now = await found();
    const others = now.reduce((sum, count, i) => (i === type ? sum : sum + count), 0);
    const possible = each.reduce((sum, count, i) => (i === type ? sum : sum + count), 0);
    expect(others / possible, `others found by one who knows type ${type}`).toBeLessThanOrEqual(0.5);
    await box.uncheck();
  }
});

test('lessons 3 and 5: the quiz is learnt, defects are found better by it, and leave the cloud', async ({
  page,
}) => {
  const playground = new Playground(page);
  const book = new Textbook(page);
  await playground.open();
  await openWhole(book, 3);
  await book.figure().getByRole('button', { name: 'Ask 3-way' }).click();
  await book.met('three');
  await playground.finished();
  await expect(book.figure().locator('[data-auroc="3way"]')).toBeVisible();
  const { accuracy, auroc } = await page.evaluate(
    () => (window as unknown as AutomationWindow).playground.store.getState().lessonFacts.asked['3way'],
  );
  expect(accuracy).toBeGreaterThan(1 / 3 + 0.1);
  expect(auroc.after).toBeGreaterThan(auroc.before ?? 1);

  await openWhole(book, 5);
  const plane = book.figure().locator('svg');
  await expect(plane.locator('circle[data-kind="test"]').first()).toBeVisible();
  const far = await plane.evaluate((svg) => {
    const side = svg.getBoundingClientRect();
    const ellipse = [...svg.querySelectorAll('ellipse')].at(-1)?.getBoundingClientRect();
    const outside = (mark: Element) => {
      const box = mark.getBoundingClientRect();
      const across = (box.x + box.width / 2 - side.x - side.width / 2) / ((ellipse?.width ?? 1) / 2);
      const up = (box.y + box.height / 2 - side.y - side.height / 2) / ((ellipse?.height ?? 1) / 2);
      return Math.hypot(across, up) > 1;
    };
    const share = (marks: Element[]) => marks.filter(outside).length / marks.length;
    return {
      defects: share([...svg.querySelectorAll('path')]),
      normal: share([...svg.querySelectorAll('circle[data-kind="test"]')]),
    };
  });
  expect(far.normal).toBeLessThanOrEqual(0.1);
  expect(far.defects).toBeGreaterThan(0.3);
  expect(playground.errors).toEqual([]);
});

test('lesson 4: nothing is ticked on arrival, and one step draws a point', async ({ page }) => {
  const playground = new Playground(page);
  const book = new Textbook(page);
  await playground.open();
  await book.openPage(4);
  await expect(book.column().locator('[data-goal][data-met="true"]')).toHaveCount(0);
  await book.figure().getByRole('button', { name: 'One step' }).click();
  await book.met('step');
  const loss = page.getByRole('region', { name: 'Loss' });
  await expect(loss.locator('[data-point]')).toBeVisible();
  await expect(book.column().locator('[data-goal][data-met="true"]')).toHaveCount(1);
});

test('lessons 11 and 12: no rule is cheaper than the cheapest, a change of light breaks the promise, and all of it is summed up', async ({
  page,
}) => {
  const playground = new Playground(page);
  const book = new Textbook(page);
  await playground.open();
  await openWhole(book, 11);
  await book.column().getByRole('radio', { name: 'no false alarm' }).check();
  await page.getByRole('button', { name: 'Train it now' }).click();
  await playground.finished();
  const figure = book.figure();
  await figure.getByRole('button', { name: 'Ship: The promise, without defects' }).click();
  const costs = await figure
    .locator('[data-choice]')
    .evaluateAll((rows) => rows.map((row) => Number((row as HTMLElement).dataset.cost)));
  expect(costs).toHaveLength(4);
  expect(Math.min(...costs)).toBe(costs[3]);
  await expect(book.column().locator('[data-guess="noAlarm"][data-outcome]')).toBeVisible();
  await figure.getByRole('button', { name: /^Try the cheapest/ }).click();
  const { stated, unseen } = await figure
    .locator('[data-stated]')
    .evaluate((line: HTMLElement) => ({ ...line.dataset }));
  expect(Number(stated)).toBeLessThanOrEqual(Number(unseen));
  await book.met('ship', 'halves');
  const shipped = await figure.getByText(/^Shipped:/).innerText();
  const [cost, least] =
    shipped.match(/cost (\S+); the least possible on these images is (\S+)\./)?.slice(1) ?? [];

  await openWhole(book, 12);
  const level = (value: number) => book.figure().locator(`[data-level="${value}"]`);
  await book.figure().getByRole('button', { name: 'Brightness' }).click();
  await book.met('light');
  const alarms = async (value: number) => Number(await level(value).getAttribute('data-alarms'));
  for (const value of [-40, 40]) {
    expect(await alarms(value)).toBeGreaterThan((await alarms(0)) + 0.2);
    await expect(level(value)).toHaveAttribute('data-noticed', 'true');
  }
  await expect(level(0)).toHaveAttribute('data-noticed', 'false');
  expect(await violations(page)).toEqual([]);

  await page.getByRole('button', { name: 'My summary on one page' }).click();
  const summary = page.getByRole('dialog', { name: /^What I found out/ });
  await expect(summary.locator('[data-page="11"]')).toContainText(/You expected “no false alarm”/);
  await expect(summary.locator('[data-page="11"]')).toContainText(
    `100 parts cost ${cost} at the threshold you shipped, ${least} at the cheapest.`,
  );
  await expect(summary.locator('[data-page="12"]')).toContainText(
    /With the light changed by [−+]?\d+ % false alarms went/,
  );
  expect(await violations(page, OPENED)).toEqual([]);
  expect(playground.errors).toEqual([]);
});

/** Of all twelve pages, as they are kept on a reader's device. */
const FINDINGS = {
  oneClass: { found: 3, count: 18 },
  byHand: { plain: 63.44, hidden: 2.31 },
  question: { step: 300, accuracy: 0.82, before: 0.6123, after: 0.9134 },
  training: { step: 300, accuracy: 0.841 },
  gaussian: { near: 1.923, far: 1.214 },
  threshold: { alarms: 6, misses: 9 },
  breakIt: {
    right: 0.911,
    jitterOff: 0.802,
    pasteBeforeResize: 0.713,
    densityOnAugmented: 0.854,
    chooseByTestAuroc: 0.935,
  },
  yours: { images: 20, accuracy: 0.9 },
  beyond: { run: 0.916, pretrained: 0.997 },
  ship: { cost: 0.0735, least: 0.031, stated: 0.029, unseen: 0.0411 },
  changed: { level: -40, alarmsBefore: 0.05, alarmsWorst: 0.94, recallBefore: 0.81, recallWorst: 0.93 },
};

test('the summary of all twelve pages is one sheet of paper, in both languages', async ({ page }) => {
  const playground = new Playground(page);
  await page.addInitScript(
    (findings) => localStorage.setItem('lesson-findings', JSON.stringify(findings)),
    FINDINGS,
  );
  await playground.open();
  const guesses = Object.entries(QUESTIONS).map(([id, { options }]) => [
    id,
    { choice: options[0], outcome: options[1] },
  ]);
  await page.evaluate((all) => {
    const state = (window as unknown as AutomationWindow).playground.store.getState();
    state.noteLesson({ guesses: Object.fromEntries(all) });
    state.setDialog('summary');
  }, guesses);
  const summary = page.getByRole('dialog');
  for (const language of ['en', 'ja']) {
    await page.evaluate(
      (to) => (window as unknown as AutomationWindow).playground.store.getState().setLanguage(to),
      language,
    );
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    const items = summary.getByRole('listitem');
    await expect(items).toHaveCount(12);
    for (const said of [
      '63.4',
      '2.3',
      '82 %',
      '0.612',
      '1.92',
      '1.21',
      '0.935',
      '0.997',
      '7.35',
      '4.11',
      '−40 %',
    ])
      await expect(summary).toContainText(said);
    for (const format of ['Letter', 'A4']) {
      const pdf = (await page.pdf({ format, preferCSSPageSize: true })).toString('latin1');
      expect(pdf.match(/\/Type\s*\/Page\b/g), `${format} in ${language}`).toHaveLength(1);
    }
    // On paper the sheet stands alone, and nothing of it is cut off.
    await page.emulateMedia({ media: 'print' });
    await expect(page.getByRole('banner')).toBeHidden();
    const last = await items.last().boundingBox();
    const frame = await summary.boundingBox();
    if (!last || !frame) throw new Error('The summary is not there.');
    expect(last.y + last.height).toBeLessThanOrEqual(frame.y + frame.height);
    await page.emulateMedia({ media: 'screen' });
  }
  expect(playground.errors).toEqual([]);
});
