/**
 * `npm run build && npx tsx scripts/record-hero.ts`: trains the first visit's sample with the first visit's settings in the built page and writes what came of it to
 * `src/ui/features/hero/recorded.json`, for the pictures that a first visit sees before anything was trained: the map of one defect, and the scores
 * of all test images before and after. Nothing of it is drawn by hand.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { SAMPLES } from '../src/core/samples/catalogue.ts';
import { openPage } from './experiment/browser.ts';
import type { AutomationWindow } from './experiment/page-store.ts';
import { serveFolder } from './experiment/server.ts';

const { values } = parseArgs({
  options: {
    dist: { type: 'string', default: 'dist' },
    out: { type: 'string', default: 'src/ui/features/hero/recorded.json' },
    image: { type: 'string', default: 'test/rust/000.png' },
  },
});
const SAMPLE = SAMPLES[0].name;
const rounded = (values: ArrayLike<number>, digits: number): number[] =>
  Array.from(values, (value) => Number(value.toPrecision(digits)));

const short = (test: { anomalous: boolean; before: number; after: number }) => {
  const [before, after] = rounded([test.before, test.after], 3);
  return { anomalous: test.anomalous, before, after };
};

const server = await serveFolder(values.dist);
const opened = await openPage(server.url, 'wasm');
try {
  const recorded = await opened.page.evaluate(
    async ([sample, path]) => {
      const { store } = (window as unknown as AutomationWindow).playground;
      await store.getState().loadSample(sample);
      const outcome = await store.getState().play();
      const { evaluations, items, config } = store.getState();
      const [first] = evaluations;
      const last = evaluations[evaluations.length - 1];
      const item = items.find((one) => one.path === path);
      if (!item) throw new Error('There is no such image.');
      const at = last.testIds.indexOf(item.id);
      const map = last.maps[at];
      return {
        outcome,
        sample,
        preset: config.preset,
        seed: config.seed,
        step: last.step,
        path,
        sizePx: item.image.width,
        sigmaPx: config.evaluation.sigmaPx,
        score: last.testScores[at],
        threshold: last.threshold,
        mapThreshold: last.mapThreshold,
        kind: last.mapKind,
        tests: last.testIds.map((id, i) => ({
          anomalous: items.find((one) => one.id === id)?.label === 'anomalous',
          before: first.testScores[first.testIds.indexOf(id)] / first.threshold,
          after: last.testScores[i] / last.threshold,
        })),
        untrainedStep: first.step,
        grid: {
          rows: map.rows,
          columns: map.columns,
          stridePx: map.stridePx,
          offsetPx: map.offsetPx,
          scores: [...map.scores],
        },
      };
    },
    [SAMPLE, values.image] as const,
  );
  if (recorded.outcome !== 'finished') throw new Error(`The run ended as ${recorded.outcome}.`);
  if (recorded.untrainedStep !== 0) throw new Error('The untrained network was not evaluated.');
  const { tests, grid } = recorded;
  const kept = { ...recorded, grid: { ...grid, scores: rounded(grid.scores, 4) }, tests: tests.map(short) };
  writeFileSync(values.out, `${JSON.stringify(kept)}\n`);
  console.log(`score ${recorded.score}, threshold ${recorded.threshold}, written to ${values.out}`);
} finally {
  await opened.close();
  await server.close();
}
