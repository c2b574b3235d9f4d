/** `--export`: the finished run as detectors and as a script, saved by the page as its button does; the command line catches the download. */
import { join } from 'node:path';
import type { Page } from 'playwright';
import type { TakeHomeFormat } from '../../src/services/detector/protocol.ts';
import { placesReadout } from '../../src/core/config/readout.ts';
import type { AutomationWindow } from './page-store.ts';
import { missingViews } from '../../src/core/detector/pytorch/written-views.ts';
import { UsageError } from '../command-line/usage-error.ts';
import type { Progress } from './progress.ts';

/** In the folder of the results. */
export const exportFile = (format: TakeHomeFormat): string =>
  format === 'pytorch' ? 'run_pytorch.py' : `detector-${format}.zip`;

/** Before a run that could not be exported after it. @throws UsageError naming what cannot be written */
export async function requireExportable(page: Page, formats: readonly TakeHomeFormat[]): Promise<void> {
  if (formats.length === 0) return;
  const config = await page.evaluate(
    () => (window as unknown as AutomationWindow).playground.store.getState().config,
  );
  const detectors = formats.filter((format) => format !== 'pytorch');
  const kind = placesReadout(config);
  if (kind && detectors.length > 0)
    throw new UsageError(
      `--export ${detectors.join(',')}: a run that is scored by its places (evaluation.readout=${kind}, as in the preset best) cannot be exported as a detector. Leave it out, or add --set evaluation.readout=top.`,
    );
  if (!formats.includes('pytorch')) return;
  const missing = missingViews(config);
  if (missing.length > 0)
    throw new UsageError(
      `--export pytorch: the task ${config.augment.task} has views that a script cannot be written for (${missing.join(', ')}). Leave it out, or choose another task.`,
    );
}

/** @throws Error with the page's words where a detector cannot be exported, or scores otherwise than the page; no file is left then. */
export async function exportDetectors(
  page: Page,
  formats: readonly TakeHomeFormat[],
  out: string,
  progress: Progress,
): Promise<void> {
  for (const format of formats) {
    progress.update(`exporting: ${format}`);
    const download = page.waitForEvent('download', { timeout: 0 });
    // Where nothing is saved the page is closed, and so is this wait.
    download.catch(() => undefined);
    const { check, error } = await page.evaluate(
      (asked) => (window as unknown as AutomationWindow).playground.saveDetector(asked),
      format,
    );
    if (error) throw new Error(`--export ${format}: ${error.message}`);
    const file = join(out, exportFile(format));
    await (await download).saveAs(file);
    const proof = check
      ? ` ONNX Runtime scored ${check.images} images as the page did (scores within ${check.score.toExponential(1)}, maps within ${check.map.toExponential(1)}).`
      : '';
    progress.line(`Exported ${file}.${proof}`);
  }
}
