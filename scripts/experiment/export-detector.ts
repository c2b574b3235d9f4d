/** `--export`: the finished run as detectors, saved by the page as its button does; the command line catches the download. */
import { join } from 'node:path';
import type { Page } from 'playwright';
import type { DetectorFormat } from '../../src/services/detector/protocol.ts';
import type { AutomationWindow } from './page-store.ts';
import type { Progress } from './progress.ts';

/** In the folder of the results. */
export const exportFile = (format: DetectorFormat): string => `detector-${format}.zip`;

/** @throws Error with the page's words where a detector cannot be exported, or scores otherwise than the page; no file is left then. */
export async function exportDetectors(
  page: Page,
  formats: readonly DetectorFormat[],
  out: string,
  progress: Progress,
): Promise<void> {
  for (const format of formats) {
    progress.update(`exporting the detector: ${format}`);
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
