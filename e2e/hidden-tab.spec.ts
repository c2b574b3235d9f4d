/** A tab that is really hidden: its timers are held back by the browser, training goes on all the same. Five minutes of it: bench/hidden.ts. */
import { expect, test } from '@playwright/test';
import { BareTab } from '../scripts/bare-tab.ts';
import { SMALL_IMAGES } from './pages/playground.ts';

const STEPS = 240;
const SETTINGS = {
  ...SMALL_IMAGES,
  'training.steps': STEPS,
  'training.sourcesPerStep': 4,
  'evaluation.everySteps': STEPS / 3,
};

const STATE = 'window.playground.store.getState()';

/** How often a timer of 50 ms comes in two seconds. */
const TICKS = `new Promise((resolve) => {
  const startedMs = performance.now();
  let ticks = 0;
  const timer = setInterval(() => {
    ticks += 1;
    if (performance.now() - startedMs < 2000) return;
    clearInterval(timer);
    resolve(ticks);
  }, 50);
})`;

test('training, evaluations and results go on while the tab is hidden', async ({ baseURL }) => {
  const tab = await BareTab.open(`${baseURL}/?automation`);
  try {
    await tab.until('window.playground !== undefined');
    await tab.evaluate(`(async () => {
      const { setParameter, loadSample } = ${STATE};
      const settings = ${JSON.stringify(SETTINGS)};
      for (const [path, value] of Object.entries(settings)) setParameter(path, value);
      await loadSample('hex-nuts', 0, { train: 6, testNormal: 3, perDefect: 1 });
      ${STATE}.play();
    })()`);
    await tab.until(`${STATE}.step > 0`);
    await tab.hide();
    const before = await tab.evaluate<number>(`${STATE}.step`);
    const ticks = await tab.evaluate<number>(TICKS);
    expect(ticks, 'timers of a hidden page are held back').toBeLessThanOrEqual(4);
    await tab.until(`${STATE}.phase === 'finished'`);
    const { visibility, ...found } = await tab.evaluate<Record<string, unknown>>(`(() => {
      const { step, records, evaluations, sessionError, notices } = ${STATE};
      return {
        visibility: document.visibilityState,
        step,
        losses: records.length,
        evaluated: evaluations.map(({ step }) => step),
        error: sessionError,
        notices: notices.map(({ code }) => code),
      };
    })()`);
    expect(visibility).toBe('hidden');
    expect(before).toBeLessThan(STEPS);
    expect(found).toEqual({
      step: STEPS,
      losses: STEPS,
      evaluated: [0, STEPS / 3, (2 * STEPS) / 3, STEPS],
      error: null,
      notices: [],
    });
    await tab.show();
    await tab.until(`document.querySelector('[data-testid=run-status]').dataset.phase === 'finished'`);
    await tab.until(`document.querySelector('[role=application][aria-label^="ROC curve"]') !== null`);
  } finally {
    await tab.close();
  }
});
