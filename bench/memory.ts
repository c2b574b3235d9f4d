/**
 * `npm run bench -- --only memory [--steps 10000] [--count 100]`: the memory of the built page (`npm run build` first) over one run of so many steps, and over so
 * many starts and stops, on WASM with small images and a small network. Prints, at tenths: the page's process (proportional set size), its JavaScript
 * heaps after a collection, and the engine's tensors and bytes. What grows with the run by intention (a loss and an accuracy a step, scores an
 * evaluation) is a few bytes a step. Linux only.
 */
import { BareTab } from '../scripts/bare-tab.ts';
import { serveFolder } from '../scripts/experiment/server.ts';
import { machineInWords } from './machine.ts';
import { memoryMib } from './process-memory.ts';

const STATE = 'window.playground.store.getState()';

const SETTINGS = {
  'training.steps': 10_000,
  'evaluation.everySteps': 1000,
  'training.sourcesPerStep': 2,
  'data.imageSizePx': 64,
  'model.width': 4,
  // So small a network collapses at the usual rate.
  'training.learningRate': 0.001,
  'model.cropSizePx': 32,
  'evaluation.windowSizePx': 32,
  'evaluation.windowStridePx': 16,
};

interface Row {
  readonly at: number;
  readonly pageMib: number;
  readonly allMib: number;
  readonly heapMib: number;
  readonly workersMib: number;
  readonly tensors: number | null;
  readonly engineMib: number | null;
}

async function measure(tab: BareTab, at: number): Promise<Row> {
  const { page: heapMib, workers: workersMib } = await tab.heapsMib();
  const [tensors, bytes] = await tab.evaluate<[number | null, number | null]>(
    `[${STATE}.memory?.tensors ?? null, ${STATE}.memory?.bytes ?? null]`,
  );
  const { all, largest } = memoryMib(tab.pid);
  const row = {
    at,
    pageMib: largest,
    allMib: all,
    heapMib,
    workersMib,
    tensors,
    engineMib: bytes === null ? null : bytes / 2 ** 20,
  };
  console.log(
    `| ${at} | ${largest.toFixed(0)} | ${all.toFixed(0)} | ${heapMib.toFixed(1)} | ${workersMib.toFixed(1)} | ${tensors ?? '-'} | ${row.engineMib?.toFixed(2) ?? '-'} |`,
  );
  return row;
}

const HEADING = (of: string) =>
  `\n| ${of} | page, MiB | all processes, MiB | JS heap of the page, MiB | of its workers, MiB | tensors | engine, MiB |\n| --- | --- | --- | --- | --- | --- | --- |`;

/** Growth from the second tenth on (before it, caches and compiled code fill) to the last, in MiB. */
function growth(rows: readonly Row[]): string {
  const [first, last] = [rows[1], rows[rows.length - 1]];
  return `from ${first.at} to ${last.at}: page ${(last.pageMib - first.pageMib).toFixed(1)} MiB, JS heaps ${(last.heapMib - first.heapMib).toFixed(2)} and ${(last.workersMib - first.workersMib).toFixed(2)} MiB, tensors ${(last.tensors ?? 0) - (first.tensors ?? 0)}`;
}

async function overSteps(tab: BareTab, steps: number): Promise<void> {
  console.log(HEADING('step'));
  const rows: Row[] = [];
  await tab.evaluate(`${STATE}.setParameter('training.steps', ${steps})`);
  await tab.evaluate(`void ${STATE}.play()`);
  for (let tenth = 1; tenth <= 10; tenth++) {
    const at = Math.round((steps * tenth) / 10);
    await tab.until(`${STATE}.step >= ${at} || ${STATE}.phase === 'failed'`, 1_200_000);
    if (await tab.evaluate<boolean>(`${STATE}.phase === 'failed'`)) throw new Error('The run failed.');
    rows.push(await measure(tab, at));
  }
  await tab.until(`${STATE}.phase === 'finished'`, 120_000);
  console.log(growth(rows));
}

async function overStarts(tab: BareTab, count: number): Promise<void> {
  console.log(HEADING('start and stop'));
  const rows: Row[] = [];
  await tab.evaluate(`${STATE}.reset()`);
  for (let i = 1; i <= count; i++) {
    await tab.evaluate(`void ${STATE}.play()`);
    await tab.until(`${STATE}.phase === 'training' && ${STATE}.step >= 2`);
    if (i % Math.ceil(count / 10) === 0) rows.push(await measure(tab, i));
    await tab.evaluate(`${STATE}.reset()`);
    await tab.until(`${STATE}.phase === 'ready'`);
  }
  console.log(growth(rows));
}

export async function measureMemory(steps: number, count: number): Promise<void> {
  const server = await serveFolder('dist');
  const tab = await BareTab.open(`${server.url}?automation=keep`);
  try {
    await tab.until(`window.playground !== undefined && ${STATE}.autosave.state === 'on'`);
    await tab.watchWorkers();
    for (const [path, value] of Object.entries(SETTINGS))
      await tab.evaluate(`${STATE}.setParameter('${path}', ${value})`);
    await tab.evaluate(`${STATE}.loadSample('hex-nuts', 0, { train: 8, testNormal: 4, perDefect: 1 })`);
    await tab.until(`${STATE}.phase === 'ready'`);
    console.log(machineInWords('headless', null));
    await overSteps(tab, steps);
    await overStarts(tab, count);
  } catch (error) {
    console.log(
      await tab.evaluate(
        `JSON.stringify((({ phase, step, status, sessionError }) => ({ phase, step, status, sessionError }))(${STATE}))`,
      ),
    );
    throw error;
  } finally {
    await tab.close();
    await server.close();
  }
}
