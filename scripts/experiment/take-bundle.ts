/**
 * The run as the page keeps it (record, scores at each evaluation, small pictures and maps; no weights), as an archive that the page opens again:
 * "Open runs" takes it, and "Open results of a grid" a whole folder of them.
 */
import { zipSync } from 'fflate';
import type { Page } from 'playwright';
import { packBundle } from '../../src/core/runs/bundle.ts';
import type { RunRecord, RunScores } from '../../src/core/runs/types.ts';
import type { AutomationWindow } from './page-store.ts';

/** Null where the page kept no run: an untrained network is judged without one. */
export async function takeBundle(page: Page): Promise<Uint8Array | null> {
  // Typed arrays do not cross from the page: bytes as text, numbers as lists.
  const taken = await page.evaluate(async () => {
    const { store } = (window as unknown as AutomationWindow).playground;
    await store.getState().runsWritten();
    const { currentRunId } = store.getState();
    if (currentRunId === null) return null;
    const [{ record, scores, thumbnails, maps }] = await store.getState().wholeRuns([currentRunId]);
    // No function of its own: the compiler would give it a name by a helper that the page has not.
    const [pixels, levels] = [thumbnails?.pixels, maps?.levels].map((bytes) => {
      let binary = '';
      for (let i = 0; bytes && i < bytes.length; i += 32_768)
        binary += String.fromCharCode(...bytes.slice(i, i + 32_768));
      return btoa(binary);
    });
    return {
      record,
      scores: scores && {
        images: scores.images,
        evaluations: scores.evaluations.map((one) => ({
          ...one,
          test: Array.from(one.test),
          heldOut: Array.from(one.heldOut),
        })),
      },
      thumbnails: thumbnails && { ...thumbnails, pixels },
      maps: maps && { ...maps, levels },
    };
  });
  if (!taken) return null;
  const { record, scores, thumbnails, maps } = taken;
  const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));
  const files = packBundle([
    {
      record: record as RunRecord,
      scores: scores && {
        images: scores.images as RunScores['images'],
        evaluations: scores.evaluations.map((one) => ({
          ...one,
          test: Float64Array.from(one.test),
          heldOut: Float64Array.from(one.heldOut),
        })),
      },
      thumbnails: thumbnails && { ...thumbnails, pixels: bytes(thumbnails.pixels) },
      maps: maps && { ...maps, levels: bytes(maps.levels) },
      weights: null,
    },
  ]);
  return zipSync(files, { level: 6 });
}
