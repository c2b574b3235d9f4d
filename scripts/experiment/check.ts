/** `cutpaste check --data DIR`: how the folder is read, as the page would say it, and data.json; nothing is trained. */
import { join } from 'node:path';
import { regionAt } from '../../src/core/region/region.ts';
import { openPage } from './browser.ts';
import { loadData, setRegion } from './drive.ts';
import type { CheckOptions } from './options.ts';
import type { Progress } from './progress.ts';
import { reportText, takeReading } from './read-data.ts';
import { writeAtomic } from './write-atomic.ts';

/** Side at which the share of a region is told. */
const SHARE_PX = 256;

/** Returns 0 when all is clear, 2 when something is asked; `say` gets what was found. */
export async function runCheck(
  options: CheckOptions,
  url: string,
  progress: Progress,
  say: (line: string) => void,
): Promise<number> {
  const page = await openPage(url, 'cpu');
  try {
    await Promise.race([page.broken, loadData(page.page, options, (text) => progress.update(text))]);
    const reading = await takeReading(page.page);
    say(`${options.data ?? ''}:`);
    for (const line of reportText(reading)) say(line);
    if (options.roi !== undefined && !reading.question) {
      const code = await setRegion(page.page, options.roi);
      const share = regionAt(code, SHARE_PX)?.share ?? 1;
      say(`  region of interest: ${(100 * share).toFixed(1)} % of each image`);
    }
    const file = join(options.out, 'data.json');
    writeAtomic(file, `${JSON.stringify(reading, null, 2)}\n`);
    progress.line(`Written to ${file}`);
    return reading.question ? 2 : 0;
  } finally {
    await page.close();
  }
}
