/** scores.json: what an ensemble of runs needs of one of them, as the page keeps it of its runs (core/runs/types). */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunImage, RunScores } from '../../src/core/runs/types.ts';
import { lastEvaluation } from './result.ts';
import type { Snapshot } from './snapshot.ts';

/** The file's content. */
export interface ScoresFile {
  readonly images: readonly RunImage[];
  readonly step: number;
  readonly test: readonly number[];
  readonly heldOut: readonly number[];
  /** Of the images that were kept for the threshold; files of before have none. */
  readonly calibration?: readonly number[] | undefined;
  /** Null where it is infinite: there was too little to choose it from. */
  readonly threshold: number | null;
}

/** Of the last evaluation; test images that are no longer in the data set are left out. */
export function writeRunScores(folder: string, snapshot: Snapshot): void {
  const {
    step,
    testIds,
    testScores,
    heldOutScores: heldOut,
    calibrationScores: calibration,
    threshold,
  } = lastEvaluation(snapshot);
  const items = new Map(snapshot.items.map((item) => [item.id, item]));
  const scored = testIds.flatMap((id, i) => {
    const item = items.get(id);
    return item ? [{ item, score: testScores[i] }] : [];
  });
  const written: ScoresFile = {
    images: scored.map(({ item: { path, label, defectType, hash } }) => ({ path, label, defectType, hash })),
    step,
    test: scored.map(({ score }) => score),
    heldOut,
    calibration,
    threshold,
  };
  writeFileSync(join(folder, 'scores.json'), `${JSON.stringify(written)}\n`);
}

/** Null where a run has none: an earlier version of the command did not write them. */
export function readRunScores(folder: string): RunScores | null {
  try {
    const { images, step, test, heldOut, threshold } = JSON.parse(
      readFileSync(join(folder, 'scores.json'), 'utf8'),
    ) as ScoresFile;
    const scores = { test: Float64Array.from(test), heldOut: Float64Array.from(heldOut) };
    return { images, evaluations: [{ step, ...scores, threshold: threshold ?? Infinity }] };
  } catch {
    return null;
  }
}
