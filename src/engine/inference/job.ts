/** A long piece of work that reports how far it is, lets other messages in between, and can be stopped. */
import { PlaygroundError } from '../../core/errors.ts';
import type { EngineEvent } from '../../worker/protocol.ts';
import { breathe } from '../session/breathe.ts';

export type Phase = Extract<EngineEvent, { type: 'status' }>['phase'];

export interface Job {
  /** `fraction` of this phase in [0, 1], or null when unknown. Yields to the event loop; throws `cancelled` when asked to stop. */
  progress(phase: Phase, fraction: number | null): Promise<void>;
}

const REPORT_INTERVAL_MS = 100;

/** Reports at most ten times a second (and at each change of phase). */
export function createJob(
  report: (phase: Phase, fraction: number | null) => void,
  isCancelled: () => boolean,
): Job {
  let last: Phase | null = null;
  let lastMs = 0;
  return {
    progress: async (phase, fraction) => {
      const now = performance.now();
      if (phase !== last || now - lastMs >= REPORT_INTERVAL_MS || fraction === 1) {
        report(phase, fraction);
        last = phase;
        lastMs = now;
      }
      await breathe();
      if (isCancelled())
        throw new PlaygroundError('cancelled', 'The evaluation was stopped. The last scores were kept.');
    },
  };
}

/** A job that nobody watches. */
export const SILENT_JOB: Job = { progress: () => Promise.resolve() };
