/** A built-in set as images of the data set, painted by a few workers. */
import { fileName } from '../../core/dataset/paths.ts';
import type { DatasetItem } from '../../core/dataset/types.ts';
import { PlaygroundError } from '../../core/errors.ts';
import type { SamplePart } from '../../core/samples/catalogue.ts';
import { firstOfEach, planSample, SAMPLES } from '../../core/samples/samples.ts';
import { poolSize, WorkerPool } from '../worker-pool.ts';
import type { PaintRequest, PaintResponse } from './sample.worker.ts';

export interface SampleOptions {
  readonly name: string;
  readonly seed: number;
  readonly sizePx: number;
  /** Only the first of each group. */
  readonly part?: SamplePart;
  /** Only these of the set, by path. */
  readonly paths?: readonly string[];
  /** Workers that paint; absent: as many as the machine allows. */
  readonly workers?: number;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
}

export interface PaintedItem {
  readonly item: Omit<DatasetItem, 'id'>;
  readonly hash: number;
}

/**
 * All pictures of a set in the order of its plan; a function of name, seed and size.
 * @throws PlaygroundError `unknown-sample`; the signal's reason when it is aborted.
 */
export async function loadSample(options: SampleOptions): Promise<PaintedItem[]> {
  const { seed, sizePx, signal, onProgress } = options;
  const set = SAMPLES.find((sample) => sample.name === options.name);
  if (!set) {
    throw new PlaygroundError(
      'unknown-sample',
      `There is no built-in sample "${options.name}". Choose one of ${SAMPLES.map((s) => s.name).join(', ')}.`,
      { name: options.name },
    );
  }
  const pool = new WorkerPool<PaintRequest, PaintResponse>(
    () => new Worker(new URL('./sample.worker.ts', import.meta.url), { type: 'module', name: 'sample' }),
    options.workers ?? poolSize(),
  );
  const square = { width: sizePx, height: sizePx };
  const whole = options.part ? firstOfEach(planSample(set), options.part) : planSample(set);
  const plan = options.paths ? whole.filter(({ path }) => options.paths?.includes(path)) : whole;
  let done = 0;
  try {
    return await Promise.all(
      plan.map(async (planned) => {
        const { pixels, mask, hash } = await pool.run({ name: set.name, seed, sizePx, planned }, signal);
        onProgress(++done, plan.length);
        const { path, role, defectType } = planned;
        const item = {
          name: fileName(path),
          path,
          role,
          label: defectType === null ? ('normal' as const) : ('anomalous' as const),
          defectType: defectType ?? 'good',
          image: { ...square, data: pixels },
          mask: mask && { ...square, data: mask },
        };
        return { item, hash };
      }),
    );
  } finally {
    pool.close();
  }
}
