/**
 * Weights from a file become the run on the page, with the settings that the file names, on the images that are open. Where the engine does
 * not take them, the run before comes back and the error says why.
 */
import type { WeightsOfRun } from '../../core/detector/weights/pytorch-weights.ts';
import { PlaygroundError } from '../../core/errors.ts';
import { newId } from '../../services/new-id.ts';
import type { Host } from '../keeping/adopt.ts';
import { keepAll } from '../lesson-keep.ts';
import { EMPTY_METRICS } from '../metrics-slice.ts';
import { EMPTY_RESULTS } from '../results-slice.ts';
import type { SessionRun } from '../session/session-run.ts';
import { until } from '../until.ts';

/** Resolves when the weights were judged. @throws PlaygroundError; the page is as before then */
export async function openWeights(
  host: Host,
  run: SessionRun,
  { step, config, tensors }: WeightsOfRun,
  name: string,
): Promise<void> {
  const { get, set } = host;
  if (get().items.length === 0)
    throw new PlaygroundError('weights-no-images', 'Open the images first, then the weights.');
  const before = await keepAll(host, run, get().config);
  if (get().phase !== 'ready') await run.abandon('ready');
  get().setConfig(config);
  await until(host, ({ importProgress }) => importProgress === null);
  const checkpoint = { step, config, tensors, weightsOnly: true as const };
  await run.takeUp({
    checkpoint,
    runId: null,
    state: { ...EMPTY_METRICS, ...EMPTY_RESULTS, runConfig: config, step },
  });
  const { phase, sessionError } = get();
  if (phase === 'failed') {
    await run.abandon('ready');
    await before.restore();
    set({ sessionError: null });
    const { code, message, detail } = sessionError ?? { code: 'unexpected', message: '', detail: {} };
    throw new PlaygroundError(code, message, detail);
  }
  await get().adoptRun({ id: newId(), name, step, savedAt: Date.now() });
  await get().evaluateNow();
}
