/**
 * `npm run bench`: training speed in a headless Chromium.
 *
 *   npm run bench -- --only viewer     frames a second of the light table of the built page, printed
 *   npm run bench -- [--only step] [--out FILE] [--backend wasm|webgpu] [--label TEXT] [--network TEXT] [--steps N]
 *   npm run bench -- --only density
 *   npm run bench -- --only dispatches [--network NAME] [--steps N] [--kernels] [--rate GFLOPS]     what a WebGPU step asks of the processor, counted without a GPU
 *   npm run bench -- --hardware [--out FILE] [--seconds 540]     a real GPU in a headless Chromium: steps, encoding, whole runs; ends with 3 without one
 *   npm run bench -- --only step-encode [--network small] [--steps 50]     the engine's thread for a recorded WebGPU step, in Chromium
 *   npm run bench -- --only views     batches of the pretext tasks, in batches of CutPaste
 *   npm run bench -- --only queue [--sample NAME] [--seeds 3]
 *   npm run bench -- --only first-roc --data FOLDER
 *   npm run bench -- --only time-to-auroc --data FOLDER [--seeds 3] [--preset NAME,NAME] [--set PATH=VALUE,...] [--count 250]     seconds of training to the paper's AUROC, resumable
 *   npm run bench -- --only dense --data FOLDER,FOLDER [--sample NAME,NAME] [--preset NAME] [--set PATH=VALUE,PATH=VALUE]
 *   npm run bench -- --only export [--preset NAME,NAME] [--count 100] [--parts agree,rates,service] [--set PATH=VALUE]     exported detectors against the page, and how fast
 *   npm run bench -- --only configurations [--count 200] [--from 0]     random legal ones, two steps each, in Node
 *   npm run bench -- --only page-configurations [--count 200] [--from 0]     the same through the command line's check and the page
 *   npm run bench -- --only held-out --data DIR [--sets NAME,NAME] [--seeds 3] [--share 0.2]     what images kept for the threshold cost, resumable
 *   npm run bench -- --only against --former DIR [--turns 5] [--steps 40]     a step and an evaluation of another checkout against those of this one
 *   npm run bench -- --only kill [--count 10] [--from 0]     `kill -9` of the browser at random moments, and what is restored
 *   npm run bench -- --only memory [--steps 10000] [--count 100]     over the steps of a run, and over starts and stops
 *   npm run bench -- --only run [--preset quick] [--backend wasm|webgpu] [--sample NAME] [--steps N]
 *
 * `run` is a run as the page makes it, twice in the same engine: printed, not written.
 *
 * Per network and backend: ours, stock tfjs on the same backend (with the gradients that it lacks composed of its own
 * operations) and PyTorch on the same machine, measured in turns. Writes {machine, rows} to bench/results/step.json or FILE;
 * null where a figure was not to be had. Rows that are not measured this time stay as the file has them, so that a
 * long table can be made network by network (--network, --label).
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startBrowser } from './browser.ts';
import { machineInWords } from './machine.ts';
import { startPyTorch } from './pytorch.ts';
import type { WholeRunRequest } from './page/whole-run.ts';
import { NETWORKS } from './networks.ts';
import { emptyRow, measureSteps, type StepPlan, type StepRow } from './step.ts';
import { measureRun, printRun } from './whole-run.ts';

const { values: options } = parseArgs({
  options: {
    only: { type: 'string' },
    out: { type: 'string', default: fileURLToPath(new URL('./results/step.json', import.meta.url)) },
    backend: { type: 'string' },
    label: { type: 'string', default: '' },
    network: { type: 'string', default: '' },
    preset: { type: 'string', default: 'quick' },
    sample: { type: 'string', default: 'hex-nuts' },
    steps: { type: 'string' },
    data: { type: 'string' },
    set: { type: 'string' },
    sets: { type: 'string' },
    former: { type: 'string' },
    turns: { type: 'string', default: '5' },
    share: { type: 'string', default: '0.2' },
    parts: { type: 'string', default: 'agree,rates,service' },
    seeds: { type: 'string', default: '3' },
    count: { type: 'string', default: '200' },
    from: { type: 'string', default: '0' },
    kernels: { type: 'boolean', default: false },
    hardware: { type: 'boolean', default: false },
    seconds: { type: 'string', default: '540' },
    rate: { type: 'string', default: '0' },
  },
});
if (options.hardware) {
  const { measureHardware } = await import('./hardware.ts');
  const out = process.argv.includes('--out') ? options.out : 'gpu-browser.json';
  process.exit(await measureHardware(out, Number(options.seconds)));
}
if (options.only === 'viewer') {
  const { measureViewer } = await import('./viewer.ts');
  await measureViewer(({ what, framesPerSecond, longestFrameMs, longTasks, processorMs, load }) =>
    console.log(
      `${what}: ${framesPerSecond.toFixed(1)} frames a second, longest ${longestFrameMs.toFixed(0)} ms, ${longTasks} long tasks, ` +
        `${processorMs?.toFixed(0) ?? '-'} ms of processor time, load ${load.toFixed(1)}`,
    ),
  );
  process.exit(0);
}
if (options.only === 'configurations') {
  const { runRandomConfigurations } = await import('./random-configurations.ts');
  process.exit((await runRandomConfigurations(Number(options.from), Number(options.count))) === 0 ? 0 : 1);
}
if (options.only === 'page-configurations') {
  const { runConfigurationsInPage } = await import('./page-configurations.ts');
  process.exit((await runConfigurationsInPage(Number(options.from), Number(options.count))) === 0 ? 0 : 1);
}
if (options.only === 'kill') {
  const { measureKills } = await import('./kill.ts');
  const count = options.count === '200' ? 10 : Number(options.count);
  process.exit((await measureKills(Number(options.from), count)) === 0 ? 0 : 1);
}
if (options.only === 'memory') {
  const { measureMemory } = await import('./memory.ts');
  await measureMemory(Number(options.steps ?? 10_000), options.count === '200' ? 100 : Number(options.count));
  process.exit(0);
}
if (options.only === 'against') {
  if (!options.former) throw new Error('--former DIR is missing: the other checkout.');
  const { measureAgainst } = await import('./against.ts');
  measureAgainst(options.former, Number(options.turns), Number(options.steps ?? 40));
  process.exit(0);
}
if (options.only === 'held-out') {
  if (!options.data) throw new Error('--data DIR is missing: the folder that has the sets.');
  const { HELD_OUT_SETS, measureHeldOut } = await import('./held-out.ts');
  await measureHeldOut({
    folder: options.data,
    sets: (options.sets ?? HELD_OUT_SETS).split(',').filter(Boolean),
    seeds: Number(options.seeds),
    share: Number(options.share),
  });
  process.exit(0);
}
if (options.only === 'time-to-auroc') {
  if (!options.data) throw new Error('--data FOLDER is missing: one complete class.');
  const { measureTimeToAuroc } = await import('./time-to-auroc.ts');
  const given = (name: string) => process.argv.includes(name);
  await measureTimeToAuroc({
    data: options.data,
    seeds: Number(options.seeds),
    presets: (given('--preset') ? options.preset : 'quick,localise,standard').split(','),
    set: options.set?.split(',').filter(Boolean) ?? [],
    everySteps: given('--count') ? Number(options.count) : 250,
    backend: options.backend === 'cpu' ? 'cpu' : 'wasm',
  });
  process.exit(0);
}
if (options.only === 'queue') {
  const { measureQueue } = await import('./queue.ts');
  await measureQueue(options.sample, Number(options.seeds));
  process.exit(0);
}
if (options.only === 'export') {
  const { measureExport } = await import('./export.ts');
  const listed = (text: string | undefined) => text?.split(',').filter(Boolean) ?? [];
  await measureExport({
    cases: process.argv.includes('--preset') ? listed(options.preset) : [],
    count: Number(options.count === '200' ? '100' : options.count),
    steps: options.steps ?? '4',
    set: listed(options.set),
    parts: listed(options.parts),
  });
  process.exit(0);
}
if (options.only === 'views') {
  await import('./views.ts');
  process.exit(0);
}
if (options.only === 'density') {
  const { measureDensities } = await import('./density.ts');
  console.log(machineInWords('not used', null));
  console.log('| setting | first | slowest first | again | processor, first |');
  for (const { setting, firstMs, slowestFirstMs, againMs, firstCpuMs } of measureDensities())
    console.log(
      `| ${JSON.stringify(setting)} | ${[firstMs, slowestFirstMs, againMs, firstCpuMs].map((ms) => ms.toFixed(0)).join(' | ')} |`,
    );
  process.exit(0);
}
if (options.only === 'dispatches') {
  const { HEADING, measureDispatches, rowInWords } = await import('./dispatches.ts');
  console.log(HEADING);
  await measureDispatches(options.network, Number(options.steps ?? 10), Number(options.rate), (row) => {
    console.log(rowInWords(row));
    if (!options.kernels) return;
    const kernels = [...row.labels].sort(([, a], [, b]) => b - a);
    for (const [label, count] of kernels) console.log(`  ${count} ${label}`);
  });
  process.exit(0);
}
if (options.only === 'step-encode') {
  const { measureEncoding } = await import('./step-encode.ts');
  await measureEncoding(options.network || 'small', Number(options.steps ?? 50), (row) =>
    console.log(
      `${row.network}: ${row.medianMs.toFixed(2)} ms of the engine's thread for a recorded step (median of ${row.steps}; ` +
        `fastest ${row.fastestMs.toFixed(2)}, slowest ${row.slowestMs.toFixed(2)})`,
    ),
  );
  process.exit(0);
}
if (options.only === 'first-roc') {
  if (!options.data) throw new Error('--data FOLDER is missing: the folder that is dropped.');
  const { measureFirstRoc } = await import('./first-roc.ts');
  const dist = fileURLToPath(new URL('../dist', import.meta.url));
  console.log(JSON.stringify(await measureFirstRoc(options.data, dist), null, 2));
  process.exit(0);
}
if (options.only === 'dense') {
  const { benchDense } = await import('./dense.ts');
  const listed = (text: string | undefined) => text?.split(',').filter(Boolean) ?? [];
  const samples = process.argv.includes('--sample') ? listed(options.sample) : [];
  const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));
  const settings = { preset: options.preset, set: listed(options.set) };
  await benchDense(listed(options.data), samples, settings, file('../dist'), file('./results/dense'));
  process.exit(0);
}
if (options.only && !['step', 'run'].includes(options.only)) {
  console.error(
    `There is no benchmark "${options.only}"; there are step, step-encode, run, viewer, density, dense, dispatches and first-roc.`,
  );
  process.exit(1);
}
if (options.only === 'run') {
  const backend = options.backend === 'webgpu' ? 'webgpu' : 'wasm';
  const runBrowser = await startBrowser(backend === 'webgpu' ? 'software' : 'none');
  const request: WholeRunRequest = {
    backend,
    preset: options.preset as WholeRunRequest['preset'],
    sample: options.sample,
    steps: Number(options.steps ?? 200),
    again: true,
  };
  printRun(request, await measureRun(runBrowser, request));
  await runBrowser.close();
  process.exit(0);
}

const HARDWARE = 'WebGPU, hardware adapter';
const steps = Number(options.steps ?? 10);
const cores = os.cpus().length;
const wasm = {
  backend: 'wasm',
  mostGflop: Infinity,
  mostStockGflop: 10,
  longGflop: 300,
  slowStock: false,
  steps,
} as const;
const plans: StepPlan[] = [
  { ...wasm, label: 'wasm, 1 thread', threads: 1 },
  ...(cores > 1 ? [{ ...wasm, label: `wasm, all ${cores} threads`, threads: cores }] : []),
  {
    ...{ backend: 'webgpu', label: 'WebGPU, software adapter', threads: 1 },
    ...{ mostGflop: 15, mostStockGflop: Infinity, longGflop: 3, slowStock: true, steps },
  },
];

const shown = (ms: number | null) => (ms === null ? '-' : ms.toFixed(1));
const ratio = (ms: number | null, to: number | null) => (ms && to ? ` (x${(ms / to).toFixed(2)})` : '');

function print(row: StepRow): void {
  console.log(
    `${row.network}, ${row.backend}: ${shown(row.msPerStep)} ms a step, ` +
      `PyTorch ${shown(row.pytorchMsPerStep)}${ratio(row.msPerStep, row.pytorchMsPerStep)}, ` +
      `stock ${shown(row.stockMsPerStep)}${ratio(row.msPerStep, row.stockMsPerStep)}; ` +
      `embedding ${shown(row.embedMs)}, stock ${shown(row.stockEmbedMs)}, PyTorch ${shown(row.pytorchEmbedMs)}; ` +
      `${shown(row.gflops)} GFLOP/s, ${shown(row.peakBytes && row.peakBytes / 1e6)} MB`,
  );
}

/** The rows of the file with those measured now in their places; hardware WebGPU is always there, null: this benchmark runs without a GPU. */
function withFormer(measured: readonly StepRow[]): StepRow[] {
  const former = existsSync(options.out)
    ? (JSON.parse(readFileSync(options.out, 'utf8')) as { rows: StepRow[] }).rows
    : [];
  const labels = [...plans.map(({ label }) => label), HARDWARE];
  return labels.flatMap((backend) =>
    NETWORKS.flatMap(({ name }) => {
      const same = (row: StepRow) => row.network === name && row.backend === backend;
      const found = measured.find(same) ?? former.find(same);
      return found ?? (backend === HARDWARE ? emptyRow(name, backend) : []);
    }),
  );
}

const pytorch = await startPyTorch();
const browser = await startBrowser('software');
const machine = machineInWords(browser.version, pytorch?.version ?? null);
console.log(machine);
const rows: StepRow[] = [];
try {
  for (const plan of plans) {
    if (options.backend && options.backend !== plan.backend) continue;
    if (!plan.label.includes(options.label)) continue;
    const chosen = ({ name }: { name: string }) => name.includes(options.network);
    await measureSteps(browser, plan, pytorch, chosen, (row) => {
      rows.push(row);
      print(row);
    });
  }
} finally {
  pytorch?.close();
  await browser.close();
}
mkdirSync(dirname(options.out), { recursive: true });
writeFileSync(options.out, `${JSON.stringify({ machine, rows: withFormer(rows) }, null, 2)}\n`);
console.log(`${HARDWARE}: not measured, this benchmark drives a software adapter; its rows are null.`);
console.log(`Written to ${options.out}`);
