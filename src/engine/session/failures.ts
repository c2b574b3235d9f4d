/** Errors of the backends in words a person can act on. */
import { PlaygroundError } from '../../core/errors.ts';
import type { EngineImage } from '../../worker/protocol.ts';

const OUT_OF_MEMORY =
  /out of memory|memory access out of bounds|allocation failed|cannot enlarge memory|\bOOM\b|createBuffer|invalid (typed )?array length/i;

/** `error` as a PlaygroundError; running out of memory is recognised by its many texts. */
export function asPlaygroundError(error: unknown): PlaygroundError {
  if (error instanceof PlaygroundError) return error;
  const text = error instanceof Error ? error.message : String(error);
  if (OUT_OF_MEMORY.test(text)) {
    return new PlaygroundError(
      'out-of-memory',
      `The device has no memory left for this step (${text}). The last checkpoint was kept; use fewer source images per step, smaller images or the small network.`,
      { reason: text },
      { cause: error },
    );
  }
  return new PlaygroundError(
    'engine-failed',
    `The engine failed: ${text}`,
    { reason: text },
    { cause: error },
  );
}

export function notPrepared(): PlaygroundError {
  return new PlaygroundError(
    'not-prepared',
    'There is no model yet. Prepare a run first; nothing was changed.',
  );
}

export function notInitialised(): PlaygroundError {
  return new PlaygroundError(
    'not-initialised',
    'The engine has no backend yet. Initialise it first; nothing was changed.',
  );
}

const FEWEST_TRAINING_IMAGES = 2;

/** @throws PlaygroundError `too-few-images`. */
export function requireTraining({ length: count }: readonly EngineImage[]): void {
  if (count >= FEWEST_TRAINING_IMAGES) return;
  throw new PlaygroundError(
    'too-few-images',
    `Normal training images: ${count}; at least ${FEWEST_TRAINING_IMAGES} are needed. Add some, or choose a sample.`,
    { count, needed: FEWEST_TRAINING_IMAGES },
  );
}
