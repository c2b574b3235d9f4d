/**
 * A real GPU as a visitor has it: a headless Chromium, the engine's worker. Stages, each written to the file as soon as it is over: the adapter;
 * milliseconds a step of the four networks, ours and stock, with the engine's thread for a recorded step; the small network on WASM with all
 * threads; whole runs of two presets on a sample. A stage that fails is told there, and the next one begins.
 */
import { writeFileSync } from 'node:fs';
import os from 'node:os';
import { startBrowser, type BenchBrowser } from './browser.ts';
import { machineInWords } from './machine.ts';
import type { BenchNetwork } from './networks.ts';
import type { BenchBackend, Kernels } from './page/step.worker.ts';
import { measureRun } from './whole-run.ts';
import { median } from './median.ts';

/** As process.exit gives it: there is no GPU, or only a software one. */
const NO_GPU = 3;

const CASES: readonly BenchNetwork[] = [
  { name: 'small 64 px batch 48', backbone: 'small', sizePx: 64, batch: 48 },
  { name: 'ResNet-18 64 px batch 48', backbone: 'resnet18', sizePx: 64, batch: 48 },
  { name: 'ResNet-18 256 px batch 96', backbone: 'resnet18', sizePx: 256, batch: 96 },
  { name: 'EfficientNet-B0 256 px batch 24', backbone: 'efficientnet-b0', sizePx: 256, batch: 24 },
];
const STEPS = 20;
const ADAPTER_MS = 30_000;

/** Median of some steps in a fresh page; the first ones compile. */
async function stepMs(
  browser: BenchBrowser,
  [backend, kernels]: readonly [BenchBackend, Kernels],
  network: BenchNetwork,
): Promise<number> {
  const page = await browser.open();
  try {
    await page.call('start', backend, os.cpus().length, kernels);
    await page.call('steps', network, 3);
    return median(await page.call('steps', network, STEPS));
  } finally {
    await page.close();
  }
}

/** Self-test, subgroups and tiles, as the page's engine finds them at its first start. */
async function startReport(browser: BenchBrowser): Promise<unknown> {
  const page = await browser.open();
  try {
    const startedMs = performance.now();
    await page.call('start', 'webgpu', 1, 'own');
    return { ...(await page.call('report')), startMs: performance.now() - startedMs };
  } finally {
    await page.close();
  }
}

async function encodeMs(browser: BenchBrowser, network: BenchNetwork): Promise<number> {
  const page = await browser.open();
  try {
    await page.call('start', 'webgpu', 1, 'own');
    return median(await page.call('encodes', network, STEPS, 60));
  } finally {
    await page.close();
  }
}

/** The exit code. */
export async function measureHardware(out: string, seconds: number): Promise<number> {
  const endMs = performance.now() + 1000 * seconds;
  const browser = await startBrowser('hardware');
  const report: Record<string, unknown> = { machine: machineInWords(browser.version, null) };
  const tell = (stage: string, figures: unknown) => {
    report[stage] = figures;
    writeFileSync(out, `${JSON.stringify(report, null, 2)}\n`);
    console.log(stage, JSON.stringify(figures));
  };
  const stage = async (name: string, work: () => Promise<unknown>) => {
    const left = performance.now() < endMs;
    tell(
      name,
      left
        ? await work().catch((error: unknown) => ({ failed: String(error) }))
        : { leftOut: 'the time was over' },
    );
  };
  try {
    const page = await browser.open();
    // A browser that was told to use a GPU may look for one for ever.
    const adapter = await Promise.race([
      page.call('adapter'),
      new Promise<null>((resolve) => setTimeout(() => resolve(null), ADAPTER_MS)),
    ]);
    await page.close();
    tell('adapter', adapter);
    if (!adapter?.available || adapter.software) return NO_GPU;
    await stage('tiles', () => startReport(browser));
    for (const network of CASES) {
      await stage(`${network.name}, ours`, () => stepMs(browser, ['webgpu', 'own'], network));
      await stage(`${network.name}, thread of a recorded step`, () => encodeMs(browser, network));
      await stage(`${network.name}, stock`, () => stepMs(browser, ['webgpu', 'stock'], network));
    }
    await stage(`${CASES[0].name}, WASM`, () => stepMs(browser, ['wasm', 'own'], CASES[0]));
    for (const preset of ['quick', 'workshop'] as const)
      await stage(`run of ${preset}`, () =>
        measureRun(browser, { backend: 'webgpu', preset, sample: 'hex-nuts', steps: 200, again: false }),
      );
    return 0;
  } finally {
    await browser.close();
  }
}
