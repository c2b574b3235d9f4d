/** What the command line asks of the page beyond its store; fetched when it is asked for. */
import type { TakeHomeFormat } from '../services/detector/protocol.ts';

/** Saves the run on the page as a detector, as its button does. */
export async function saveDetector(format: TakeHomeFormat) {
  const { saveCurrentDetector } = await import('./features/experiments/save-detector.ts');
  return saveCurrentDetector(format);
}
