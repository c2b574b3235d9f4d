/** The two halves of a run in an open page: giving it the images, and everything from play to the written files. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import type { TakeHomeFormat } from '../../src/services/detector/protocol.ts';
import { groupsOfImages } from '../../src/core/calibration/given-groups.ts';
import { ROOT } from '../package-root.ts';
import { exportDetectors, requireExportable } from './export-detector.ts';
import { takeBundle } from './take-bundle.ts';
import { takePixels, takeSnapshot, takeTimings } from './collect.ts';
import {
  finishMaps,
  loadData,
  play,
  setGroups,
  tryOut,
  waitForEnd,
  type Play,
  type RunStatus,
} from './drive.ts';
import { UsageError, type DataSource, type MapForm } from './options.ts';
import { refuseQuestion, reportText, takeReading } from './read-data.ts';
import { describeStatus, type Progress } from './progress.ts';
import { summarise, type ExperimentResult } from './result.ts';
import { writeResults } from './write-results.ts';

/** Resolves with the time it took. @throws UsageError when nothing can be trained on. */
export async function loadInto(page: Page, source: DataSource, progress: Progress): Promise<number> {
  const startedAt = performance.now();
  await loadData(page, source, (text) => progress.update(text));
  const loadMs = performance.now() - startedAt;
  await refuseQuestion(page);
  const loaded = await takeSnapshot(page);
  const train = loaded.items.filter(({ role }) => role === 'train').length;
  const given = loaded.items.filter(({ role }) => role === 'calibration').length;
  const test = loaded.items.length - train - given;
  const forThreshold = source.calibrate === undefined ? '' : `, and ${given} for the threshold alone`;
  progress.line(
    `Loaded ${train} training and ${test} test images${forThreshold}; ${loaded.skipped.length} files were left out.`,
  );
  for (const line of reportText(await takeReading(page))) progress.line(line);
  for (const { path, reason, detail } of loaded.skipped.slice(0, 20)) {
    progress.line(`  left out: ${path} (${reason}${detail ? `, ${detail}` : ''})`);
  }
  if (train === 0) {
    throw new UsageError(
      '--data: no training images were found. Put normal images into train/good, or straight into the folder.',
    );
  }
  if (source.groups !== undefined) {
    await setGroups(page, source.groups);
    const { groups, images } = groupsOfImages((await takeSnapshot(page)).items);
    progress.line(`${images} training images in ${groups} groups stay together.`);
  }
  if (source.calibrate !== undefined && given === 0)
    throw new UsageError('--calibrate: every image in it is among the other images already.');
  return loadMs;
}

export interface RunOrder {
  readonly out: string;
  readonly baseline: boolean;
  readonly untrainedOnly: boolean;
  /** How the page goes on where it is in a run already. */
  readonly goOn?: Exclude<Play, 'untrained'>;
  /** The step from which a stopped run goes on. */
  readonly resumedFrom?: number;
  /** Settles when all checkpoints are on the disk, with what went wrong. */
  readonly checkpointsKept?: () => Promise<string | null>;
  /** `performance.now()` at the start of what `totalMs` measures. */
  readonly startedAt: number;
  readonly loadMs: number;
  /** What a finished run of a grid is recognised by. */
  readonly hash?: string;
  readonly maps?: MapForm;
  /** Whether the pictures of the report are written singly too. */
  readonly pictures?: boolean;
  /** Detectors that are written beside the results. */
  readonly exports?: readonly TakeHomeFormat[];
  /** What is tried with the finished run. */
  readonly robustness?: boolean;
  readonly learningCurve?: boolean;
  readonly doubtful?: boolean;
  /** Called with every status of the run, besides the line on the terminal. */
  readonly onStatus?: (status: RunStatus) => void;
}

/** Trains with the configuration that the page has, and writes the results. */
export async function runAndWrite(
  page: Page,
  order: RunOrder,
  progress: Progress,
  prefix = '',
): Promise<ExperimentResult> {
  const {
    out,
    baseline,
    untrainedOnly,
    startedAt,
    loadMs,
    hash,
    maps,
    pictures,
    exports = [],
    onStatus,
  } = order;
  await requireExportable(page, exports);
  const end = play(page, untrainedOnly ? 'untrained' : order.goOn);
  await waitForEnd(page, end, (status) => {
    progress.update(prefix + describeStatus(status));
    onStatus?.(status);
  });
  const totalMs = performance.now() - startedAt;
  const notKept = await order.checkpointsKept?.();
  if (notKept)
    progress.line(
      `The last checkpoint could not be kept (${notKept}): the run cannot be resumed from there.`,
    );
  progress.update(
    prefix + (baseline ? 'ImageNet features without training, for comparison' : 'pixel metrics'),
  );
  const { baselineMs, missing } = await finishMaps(page, baseline);
  if (missing) progress.line(`No ImageNet baseline: ${missing}`);
  if (order.robustness || order.learningCurve || order.doubtful) {
    progress.update(`${prefix}what was asked for after the run`);
    await tryOut(page, order);
  }
  const snapshot = await takeSnapshot(page);
  const timings = await takeTimings(page, snapshot, { loadMs, totalMs, baselineMs });
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  const { resumedFrom } = order;
  const whole = summarise(snapshot, timings, version);
  const summary = resumedFrom === undefined ? whole : { ...whole, resumedFrom };
  const result = hash === undefined ? summary : { ...summary, hash };
  await exportDetectors(page, exports, out, progress);
  progress.update(`${prefix}writing results`);
  const bundle = await takeBundle(page);
  await writeResults(out, snapshot, result, (ids) => takePixels(page, ids), { bundle, maps, pictures });
  return result;
}
