/**
 * A comparison of backends, kept from start to start by what it depends on: device, browser, threads, network, batch and kernels. A month later it
 * is measured anew: drivers and browsers change. That it cannot be read or written costs a measurement, nothing else.
 */
import { inputSizePx } from '../../core/augment/batch-size.ts';
import type { Config } from '../../core/config/schema.ts';
import type { BackendName, BackendStep } from '../../worker/protocol.ts';
import type { DeviceNotes } from '../backend/host.ts';
import { inTime } from '../backend/in-time.ts';

const LASTS_MS = 30 * 24 * 3600 * 1000;
export interface ComparisonOf {
  readonly config: Config;
  readonly imageSizePx: number;
  readonly gpu: BackendName;
  readonly device: string;
  readonly threads: number;
}

interface Kept {
  readonly at: number;
  readonly steps: readonly BackendStep[];
}

function keyOf({ config, imageSizePx, gpu, device, threads }: ComparisonOf): string {
  const { model, kernels, augment, training } = config;
  const { userAgent = '' } = globalThis.navigator ?? {};
  const machine = [gpu, device, userAgent, threads, globalThis.crossOriginIsolated ?? false];
  const { sourcesPerStep, optimizer } = training;
  const work = [model, inputSizePx(model, imageSizePx), augment.task, sourcesPerStep, optimizer, kernels];
  return `backends ${JSON.stringify([...machine, ...work])}`;
}

const isStep = (value: unknown): value is BackendStep => {
  const { name, threads, stepMs, share } = (value ?? {}) as Partial<BackendStep>;
  const positive = [threads, stepMs, share].every((n) => typeof n === 'number' && n > 0 && n < Infinity);
  return (name === 'webgpu' || name === 'webgl' || name === 'wasm') && positive;
};

function isKept(value: unknown): value is Kept {
  const { at, steps } = (value ?? {}) as Partial<Kept>;
  return typeof at === 'number' && Array.isArray(steps) && steps.length > 1 && steps.every(isStep);
}

/** Null where nothing usable was kept. */
export async function readComparison(
  notes: DeviceNotes | undefined,
  about: ComparisonOf,
): Promise<readonly BackendStep[] | null> {
  const value = notes ? await inTime(notes.read(keyOf(about))) : null;
  if (!isKept(value)) return null;
  const age = Date.now() - value.at;
  return age >= 0 && age < LASTS_MS ? value.steps : null;
}

export async function writeComparison(
  notes: DeviceNotes | undefined,
  about: ComparisonOf,
  steps: readonly BackendStep[],
): Promise<void> {
  if (notes) await inTime(notes.write(keyOf(about), { at: Date.now(), steps }));
}
