/** Runs as jobs of BullMQ. A job holds names only (some 200 bytes): the configuration comes from the grid's plan, images and results go by http. */
import type { JobsOptions } from 'bullmq';
import * as v from 'valibot';

export const jobSchema = v.object({
  grid: v.pipe(v.string(), v.regex(/^[0-9a-f-]{36}$/)),
  /** `runHash`: configuration, seed and images. */
  hash: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
});
export type RunJob = v.InferOutput<typeof jobSchema>;

/** One job for each run of a grid, however often it is asked for. */
export const jobId = ({ grid, hash }: RunJob): string => `${grid}.${hash}`;

export function readJobId(id: string): RunJob | null {
  const [grid, hash, ...rest] = id.split('.');
  const found = v.safeParse(jobSchema, { grid, hash });
  return found.success && rest.length === 0 ? found.output : null;
}

/** Tries of a run that fails by itself, before it is given up. */
export const TRIES = 3;
/** A run whose worker dies this often, one after the other, is given up. */
export const DEATHS = 5;
/** A worker that says nothing for so long is dead, and its run another's. */
export const LOCK_MS = 30_000;

export const DEFAULT_PRIORITY = 100;

export const jobOptions = (job: RunJob, priority: number): JobsOptions => ({
  jobId: jobId(job),
  attempts: TRIES,
  backoff: { type: 'exponential', delay: 1000 },
  priority,
  // The server knows which runs are done by their files; a few are kept for those who look at the queue itself.
  removeOnComplete: { count: 200 },
  removeOnFail: false,
  stackTraceLimit: 3,
});

/** What BullMQ says in its own words. */
export function failureWords(reason: string): string {
  return /stalled more than allowable limit/.test(reason)
    ? `Its worker died ${DEATHS + 1} times in the middle of it (out of memory, perhaps); it was given up.`
    : reason;
}
