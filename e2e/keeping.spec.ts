/** What a person has made comes back: after a reload, on another machine, and with a reason where it cannot. */
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { unzipSync } from 'fflate';
import { Keeping, openOwnImages, SMALL } from './pages/keeping.ts';
import { Playground, type AutomationWindow } from './pages/playground.ts';

test('a tab reloaded in the middle of training goes on from its checkpoint, a project opens elsewhere with the same scores', async ({
  page,
  browser,
}, info) => {
  const playground = new Playground(page);
  const keeping = new Keeping(page);
  await keeping.open();
  expect(await keeping.autosaveState()).toBe('on');
  await playground.set(SMALL);
  await openOwnImages(playground);
  await playground.play();
  await expect
    .poll(async () => (await keeping.kept())[0]?.step ?? 0, { timeout: 60_000 })
    .toBeGreaterThanOrEqual(10);

  // During training, without a word to the page.
  await keeping.open();
  await expect(keeping.messages()).toContainText(/Restore the session of/);
  await expect(keeping.messages()).toContainText(/mine: 12 images, step \d+ of 40, /);
  expect((await playground.state()).phase).toBe('idle');
  await page.screenshot({ path: info.outputPath('offer.png') });
  const [kept] = await keeping.kept();
  await keeping.restore();
  await expect(playground.status()).toHaveAttribute('data-phase', 'paused', { timeout: 60_000 });
  const restored = await playground.state();
  expect(restored.step).toBe(kept.step);
  expect(restored.evaluatedSteps).toContain(kept.step);
  await playground.play();
  await playground.finished();
  const done = await playground.state();
  expect(done.losses).toHaveLength(40);
  expect(done.error).toBeNull();
  const scores = await keeping.scores();

  const path = info.outputPath('mine-project.zip');
  await keeping.saveTo(path, true);

  const elsewhere = await browser.newContext();
  const other = new Playground(await elsewhere.newPage());
  const there = new Keeping(other.page);
  await there.open();
  // Dropped like any archive, it is recognised.
  await other.page.getByTestId('files-input').setInputFiles(path);
  await expect(there.messages()).toContainText(/All 6 scores were computed again and agree/, {
    timeout: 60_000,
  });
  await other.page.screenshot({ path: info.outputPath('opened.png') });
  await expect(other.status()).toHaveAttribute('data-phase', 'finished');
  const found = await there.scores();
  expect(Object.keys(found).sort()).toEqual(Object.keys(scores).sort());
  let worst = 0;
  for (const [name, score] of Object.entries(scores)) {
    worst = Math.max(worst, Math.abs(found[name] - score) / Math.abs(score));
  }
  console.log(`largest relative difference of scores: ${worst}`);
  expect(worst).toBeLessThan(1e-5);
  expect(
    await other.page.evaluate(() => {
      const { items, config, step } = (window as unknown as AutomationWindow).playground.store.getState();
      return [items.length, items.filter(({ mask }) => mask).length, config.training.steps, step];
    }),
  ).toEqual([12, 3, 40, 40]);

  // Its run is in the list, once, also when the file is opened again.
  const listed = () =>
    other.page.evaluate(() =>
      (window as unknown as AutomationWindow).playground.store
        .getState()
        .runs.map(({ name, step, state }) => `${name} ${step} ${state}`),
    );
  await expect.poll(listed).toEqual(['mine-project 40 finished']);
  await there.messages().getByRole('button', { name: 'Dismiss this message' }).first().click();
  await other.page.getByTestId('files-input').setInputFiles(path);
  await there.messages().getByRole('button', { name: 'Open the project' }).click();
  await expect(there.messages()).toContainText(/All 6 scores were computed again and agree/, {
    timeout: 60_000,
  });
  await expect.poll(listed).toEqual(['mine-project 40 finished']);
  expect(await there.scores()).toEqual(found);

  // The density goes with it, for other programs.
  const { session, version } = JSON.parse(
    Buffer.from(unzipSync(readFileSync(path))['project.json']).toString(),
  ) as { version: number; session: { run: { density: Record<string, unknown> } } };
  const { law, dimension, precision } = session.run.density;
  expect([version, law, precision]).toEqual([
    3,
    'gaussian',
    { $array: 'f64', length: Number(dimension) ** 2 },
  ]);

  // A damaged file is refused whole; what is open stays.
  const damaged = readFileSync(path);
  damaged[Math.floor(damaged.length / 2)] ^= 1;
  const broken = info.outputPath('broken.zip');
  writeFileSync(broken, damaged);
  await other.page.getByTestId('files-input').setInputFiles(broken);
  await expect(there.messages()).toContainText(/project file was refused: .+\. Nothing was changed/);
  await expect(other.status()).toHaveAttribute('data-phase', 'finished');
  expect(await there.scores()).toEqual(found);
  expect([...playground.errors, ...other.errors]).toEqual([]);
  await elsewhere.close();
});

test('a project saved in the middle of training has scores and density of its weights, and training goes on', async ({
  page,
  browser,
}, info) => {
  const playground = new Playground(page);
  const keeping = new Keeping(page);
  await playground.open();
  await playground.set({ ...SMALL, 'evaluation.everySteps': 0 });
  await openOwnImages(playground);
  await playground.setPace(2);
  await playground.play();
  await expect.poll(async () => (await playground.state()).step, { timeout: 60_000 }).toBeGreaterThan(2);
  const path = info.outputPath('mine-project.zip');
  await keeping.saveTo(path, true);
  await expect(playground.status()).toHaveAttribute('data-phase', 'training');
  const { evaluatedSteps } = await playground.state();
  const [, step] = evaluatedSteps;
  const scores = Object.values(await keeping.scores());
  const { session } = JSON.parse(Buffer.from(unzipSync(readFileSync(path))['project.json']).toString()) as {
    session: { run: { step: number; density: { law: string } | null; evaluations: { step: number }[] } };
  };
  expect([session.run.step, session.run.density?.law]).toEqual([step, 'gaussian']);
  expect(session.run.evaluations.map((evaluation) => evaluation.step)).toEqual([0, step]);

  const elsewhere = await browser.newContext();
  const other = new Playground(await elsewhere.newPage());
  const there = new Keeping(other.page);
  await other.open();
  await other.page.getByTestId('files-input').setInputFiles(path);
  await expect(there.messages()).toContainText(/All 6 scores were computed again and agree/, {
    timeout: 60_000,
  });
  await expect(other.status()).toHaveAttribute('data-phase', 'paused');
  expect((await other.state()).step).toBe(step);
  const found = Object.values(await there.scores());
  found.forEach((score, i) => expect(Math.abs(score - scores[i]) / Math.abs(scores[i])).toBeLessThan(1e-5));
  await elsewhere.close();
  await playground.setPace(1000);
  await playground.finished();
  expect([...playground.errors, ...other.errors]).toEqual([]);
});

test('of two tabs one keeps; reloads in an evaluation and in a save lose nothing that was kept', async ({
  page,
  context,
}) => {
  const playground = new Playground(page);
  const keeping = new Keeping(page);
  await keeping.open();
  const second = new Keeping(await context.newPage());
  await second.open();
  expect([await keeping.autosaveState(), await second.autosaveState()]).toEqual(['on', 'other-tab']);
  await second.page.close();

  await playground.set(SMALL);
  await openOwnImages(playground);
  await page.getByRole('button', { name: /^One step/ }).click();
  await expect.poll(async () => (await keeping.kept())[0]?.step, { timeout: 30_000 }).toBe(1);

  // In the middle of a save: a large evaluation is on its way when the page goes.
  await page.evaluate(() => {
    const { store } = (window as unknown as AutomationWindow).playground;
    store.getState().relabel([store.getState().items[0].id], { defectType: 'renamed' });
  });
  await page.waitForTimeout(405);
  await keeping.open();
  await keeping.restore();
  await expect(playground.status()).toHaveAttribute('data-phase', 'paused', { timeout: 60_000 });
  expect((await playground.state()).step).toBe(1);

  // In the middle of an evaluation.
  await page.evaluate(
    () => void (window as unknown as AutomationWindow).playground.store.getState().evaluateNow(),
  );
  await expect(playground.status()).toHaveAttribute('data-phase', 'evaluating');
  await keeping.open();
  await keeping.restore();
  await expect(playground.status()).toHaveAttribute('data-phase', 'paused', { timeout: 60_000 });
  const { step, evaluatedSteps } = await playground.state();
  expect([step, evaluatedSteps[0]]).toEqual([1, 0]);
  await page.evaluate(() => void (window as unknown as AutomationWindow).playground.store.getState().reset());
  expect(playground.errors).toEqual([]);
});
