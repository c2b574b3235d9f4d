/** A few steps before the run: shaders and kernels are compiled, and the time of a step is measured. Nothing of it remains. */
import { PlaygroundError } from '../../core/errors.ts';
import type { Run } from '../training/run.ts';

const MOST_STEPS = 4;
/** No further step when this has passed. */
const LONG_ENOUGH_MS = 1500;

/** Median time of a step, the first (compilation) left out where there are more. */
export async function warmUp(run: Run, report: (fraction: number) => Promise<void>): Promise<number> {
  const times: number[] = [];
  const startedMs = performance.now();
  for (let i = 0; i < MOST_STEPS; i++) {
    await report(i / MOST_STEPS);
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
  run.initialise();
  await report(1);
  const measured = (times.length > 1 ? times.slice(1) : times).sort((a, b) => a - b);
  return measured[Math.floor(measured.length / 2)];
}
