/** `--resume` and `--longer`: which run the command goes on with, whether it is the one that was meant, and how the page goes on with it. */
import { rmSync } from 'node:fs';
import type { Page } from 'playwright';
import { PARAMETERS, readParameter } from '../../src/core/config/parameters.ts';
import type { Config } from '../../src/core/config/schema.ts';
import { checkpointPath, readCheckpoint, takeUpCheckpoint, type KeptRun } from './checkpoint-file.ts';
import { UsageError, type RunOptions } from './options.ts';
import type { Progress } from './progress.ts';

/** `training.steps: 4000 instead of 1000`, of the settings that differ. */
function differences(kept: Config, wanted: Config, roi: string | undefined): string[] {
  return PARAMETERS.flatMap(({ path, kind }) => {
    // A region that is given as a picture is compared once the page has read it.
    if (kind === 'region' && roi !== undefined) return [];
    const [there, here] = [readParameter(kept, path), readParameter(wanted, path)];
    return Object.is(there, here) ? [] : [`${path}: ${String(there)} instead of ${String(here)}`];
  });
}

/**
 * Null where a run begins: nothing is asked, or there is no checkpoint. A checkpoint of before is then taken away, so that nobody goes on with it.
 * @throws UsageError where the run is another one, or not at the point that is asked for
 */
export function runToGoOnWith(options: RunOptions, progress: Pick<Progress, 'line'>): KeptRun | null {
  const { goOn, out, config, settingsGiven } = options;
  if (goOn === null) {
    if (!options.untrainedOnly) rmSync(checkpointPath(out), { force: true });
    return null;
  }
  const kept = readCheckpoint(out);
  if (!kept) {
    if (goOn === 'longer')
      throw new UsageError(
        `--longer: there is no finished run in ${out} (${checkpointPath(out)} is missing).`,
      );
    progress.line(`There is no checkpoint in ${out}: the run begins.`);
    return null;
  }
  const { step } = kept;
  const { steps } = kept.config.training;
  const others = goOn === 'resume' && settingsGiven ? differences(kept.config, config, options.roi) : [];
  if (others.length > 0)
    throw new UsageError(
      `--resume: the run in ${out} has other settings.\n  ${others.slice(0, 10).join('\n  ')}\nLeave them out to go on with it, or choose another --out.`,
    );
  if (goOn === 'longer' && step < steps)
    throw new UsageError(
      `--longer: the run in ${out} is at step ${step} of ${steps}. Finish it with --resume.`,
    );
  return kept;
}

/** Takes the run up in a page with its settings and images; returns what is to be pressed. */
export async function goOnWith(
  page: Page,
  { goOn, out }: RunOptions,
  { step, config }: KeptRun,
  progress: Pick<Progress, 'line'>,
): Promise<'train' | 'longer' | 'nothing'> {
  const phase = await takeUpCheckpoint(page, out);
  progress.line(`Goes on from step ${step} of ${config.training.steps}.`);
  if (goOn === 'longer') return 'longer';
  return phase === 'finished' ? 'nothing' : 'train';
}
