/**
 * A few steps before the run, with the kernels that it asks for: shaders and kernels are compiled, and the time of a step is measured.
 * Nothing of it remains.
 */
import { getBackend } from '@tensorflow/tfjs-core';
import { inputSizePx } from '../../core/augment/batch-size.ts';
import { forwardMacs } from '../../core/networks/cost.ts';
import { PlaygroundError } from '../../core/errors.ts';
import { headStepsOf } from '../../core/schedule/fine-tuning.ts';
import { chooseKernels } from '../kernels/choose.ts';
import { setMeasuredRate } from '../kernels/webgpu/conv/geometry.ts';
import type { Run } from '../training/run.ts';
import { hadRoom } from './memory-errors.ts';
import { checkPlan } from './plan-check.ts';

const MOST_STEPS = 4;
/** No further step when this has passed. */
const LONG_ENOUGH_MS = 1500;

export interface MeasuredSteps {
  /** Median time of a step; of fine-tuning, of a step of all layers. */
  readonly stepMs: number;
  /** Of all steps of the run. */
  readonly totalMs: number;
}

/**
 * Fine-tuning has two kinds of steps, and both are measured. Null where the device had no room for them: the batch must be cut further.
 * @throws PlaygroundError `out-of-memory` where it cannot be, `device-differs` where the device computes wrongly
 */
export async function warmUp(
  run: Run,
  imageSizePx: number,
  report: (fraction: number) => Promise<void>,
): Promise<MeasuredSteps | null> {
  await chooseKernels(run.config.kernels);
  if (getBackend() === 'webgpu') await checkPlan(run, inputSizePx(run.config.model, imageSizePx));
  const { steps, sourcesPerStep } = run.config.training;
  const head = headStepsOf(run.config);
  let [headMs, stepMs] = [0, 0];
  const room = await hadRoom(async () => {
    headMs = head > 0 ? await measureFrom(run, 0, head, report) : 0;
    stepMs = head < steps ? await measureFrom(run, head, steps, report) : headMs;
    run.initialise();
  });
  if (!room && run.memory.parts < sourcesPerStep) return null;
  if (!room) throw new Error('out of memory, even with one source image at a time');
  // Dispatches of the run are as long as this device allows.
  if (getBackend() === 'webgpu' && stepMs > 0) setMeasuredRate((stepFlops(run, imageSizePx) * 1000) / stepMs);
  await report(1);
  return { stepMs, totalMs: head * headMs + (steps - head) * stepMs };
}

/** Floating-point operations of a step of all layers: forward, and twice that backward. */
function stepFlops({ model, memory, config }: Run, imageSizePx: number): number {
  const samples = memory.samplesPerPart * memory.parts;
  return 6 * samples * forwardMacs(model.network, inputSizePx(config.model, imageSizePx));
}

/** Median time of the steps from `firstStep` to before `end`, the first (compilation) left out where there are more. */
async function measureFrom(
  run: Run,
  firstStep: number,
  end: number,
  report: (fraction: number) => Promise<void>,
): Promise<number> {
  run.step = firstStep;
  const times: number[] = [];
  const startedMs = performance.now();
  const most = Math.min(MOST_STEPS, end - firstStep);
  for (let i = 0; i < most; i++) {
    await report(i / most);
    const stepStartedMs = performance.now();
    await run.advance();
    const [{ outcome }] = await run.pending.read();
    if (!Number.isFinite(outcome.loss))
      throw new PlaygroundError(
        'not-finite',
        'The first steps give numbers that are not finite on this device. Choose another backend or a lower learning rate.',
      );
    times.push(performance.now() - stepStartedMs);
    if (performance.now() - startedMs > LONG_ENOUGH_MS) break;
  }
  const measured = (times.length > 1 ? times.slice(1) : times).sort((a, b) => a - b);
  return measured[Math.floor(measured.length / 2)];
}
