/**
 * What a run will roughly take, before the engine has measured it: arithmetic of the network times what such a backend manages. As soon
 * as a run was measured on this device, its speed replaces the guess. An estimate, and shown as one.
 */
import { inputSizePx } from '../core/augment/batch-size.ts';
import { taskViews } from '../core/augment/tasks.ts';
import { placesReadout } from '../core/config/readout.ts';
import type { Config } from '../core/config/schema.ts';
import { forwardMacs } from '../core/networks/cost.ts';
import { describeNetwork } from '../core/networks/network.ts';
import { headStepsOf } from '../core/schedule/fine-tuning.ts';
import type { PlaygroundState } from '../store/state.ts';
import type { BackendReport } from '../worker/protocol.ts';

/** Floating-point operations a second in training, of ordinary machines; WASM is for each thread. */
const OPERATIONS_PER_SECOND = { webgpu: 1.2e12, webgl: 2e11, wasm: 1.2e10, cpu: 3e8 } as const;
const SOFTWARE_GPU = 2e9;
/** More threads than this gain little. */
const USEFUL_THREADS = 4;

/**
 * Operations of one training step: forward, and twice as much backward. Of fine-tuning the mean of both phases: forward alone, and
 * forward twice (the second time with what the gradients need).
 */
export function stepOperations(config: Config): number {
  const classes = taskViews(config.augment.task).length;
  const size = inputSizePx(config.model, config.data.imageSizePx);
  const network = describeNetwork(config.model, size, classes);
  const head = headStepsOf(config) / Math.max(1, config.training.steps);
  const passes = head + network.backbone.family.trainingPasses * (1 - head);
  return 2 * passes * config.training.sourcesPerStep * classes * forwardMacs(network, size);
}

/** Operations a second: measured on this device where a plan is there, else a guess from the backend. */
export function speed(
  backend: BackendReport | null,
  measured: { readonly stepMs: number; readonly config: Config } | null,
): number {
  if (measured && measured.stepMs > 0) return stepOperations(measured.config) / (measured.stepMs / 1000);
  if (!backend) return OPERATIONS_PER_SECOND.wasm * 2;
  if (backend.software) return SOFTWARE_GPU;
  const threads = backend.name === 'wasm' ? Math.min(USEFUL_THREADS, backend.threads) : 1;
  return OPERATIONS_PER_SECOND[backend.name] * threads;
}

/** Where none have come yet. */
const USUAL_IMAGES = 100;

/** Milliseconds of all steps, without evaluations; of a run without steps, of its only evaluation. */
export function estimateRunMs(config: Config, operationsPerSecond: number, images = 0): number {
  const { steps } = config.training;
  const operations = steps > 0 ? steps * stepOperations(config) : judgeOperations(config, images);
  return (1000 * operations) / operationsPerSecond;
}

/** Every image goes through the network once; by places about as long again for the neighbours. */
function judgeOperations(config: Config, images: number): number {
  const network = describeNetwork(config.model, config.data.imageSizePx, 2);
  const once = placesReadout(config) ? 2 : 1;
  return 2 * once * (images || USUAL_IMAGES) * forwardMacs(network, config.data.imageSizePx);
}

/** The same from the state of the page: by this run's measured step where there is one. */
export function costOf(
  config: Config,
  state: Pick<PlaygroundState, 'backend' | 'plan' | 'runConfig' | 'stepMs'>,
  images = 0,
): number {
  // Measured while nothing else was asked of the engine; the present step's time would wander with what else goes on, and with slow motion.
  const stepMs = state.plan?.measuredStepMs || state.stepMs;
  const measured = stepMs && state.runConfig ? { stepMs, config: state.runConfig } : null;
  return estimateRunMs(config, speed(state.backend, measured), images);
}
