/**
 * The ranking of tasks without labels: how well a task's embeddings and density tell probes of the families it did not train on from the normal images
 * they were made from (AUROC), adjusted for how hard the families are. The uncertainty comes from redrawing the held-out images (bootstrap); every task
 * is judged on the same draw, so that what they share cancels out.
 */
import { percentileInterval } from '../metrics/bootstrap.ts';
import { requireFiniteScores } from '../metrics/finite.ts';
import { createRandom } from '../random/random.ts';
import { adjustedMeans } from './adjusted.ts';
import { PROBES, probesFor, type Probe } from './families.ts';
import { separability } from './separability.ts';
import type { RankedTask, TaskTrial } from './trial.ts';

const DRAWS = 500;

/** For one family: `wins[i * n + j]`, the share of probes made from image j that score above normal image i; a tie is half of one. */
function winsOf(heldOut: Float64Array, scores: Float64Array): Float64Array {
  const n = heldOut.length;
  const repeats = scores.length / n;
  const wins = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let at = 0; at < scores.length; at++) {
      const won = scores[at] > heldOut[i] ? 1 : scores[at] === heldOut[i] ? 0.5 : 0;
      wins[i * n + Math.floor(at / repeats)] += won / repeats;
    }
  return wins;
}

/** AUROC where image i occurs `counts[i]` times, as a normal image and as the source of its probes. */
function aurocOf(wins: Float64Array, counts: ArrayLike<number>): number {
  const n = counts.length;
  let [sum, total] = [0, 0];
  for (let i = 0; i < n; i++) {
    total += counts[i];
    if (counts[i] === 0) continue;
    let row = 0;
    for (let j = 0; j < n; j++) row += counts[j] * wins[i * n + j];
    sum += counts[i] * row;
  }
  return sum / total ** 2;
}

/** Best first; tasks without a score last, in the order given. @throws PlaygroundError `scores-not-finite` */
export function rankTasks(trials: readonly TaskTrial[], seed: number, draws = DRAWS): RankedTask[] {
  if (trials.length === 0) return [];
  for (const { heldOut, probes } of trials)
    for (const scores of [heldOut, ...probes.map((one) => one.scores)]) requireFiniteScores(scores);
  const images = trials[0].heldOut.length;
  const foreign = trials.map(({ task }) => new Set<Probe>(probesFor(task)));
  const wins = trials.map(({ heldOut, probes }) =>
    PROBES.map((probe) => {
      const found = probes.find((one) => one.probe === probe);
      return found ? winsOf(heldOut, found.scores) : null;
    }),
  );
  const scoresAt = (counts: ArrayLike<number>): (number | null)[] =>
    adjustedMeans(
      wins.map((line, t) =>
        line.map((own, p) => (own && foreign[t].has(PROBES[p]) ? aurocOf(own, counts) : null)),
      ),
    );
  const scores = scoresAt(new Uint32Array(images).fill(1));
  const random = createRandom(seed, 'task-ranking');
  const drawn = trials.map(() => new Float64Array(draws));
  const first = trials.map(() => 0);
  const counts = new Uint32Array(images);
  for (let d = 0; d < draws; d++) {
    counts.fill(0);
    for (let i = 0; i < images; i++) counts[random.int(0, images - 1)]++;
    const found = scoresAt(counts);
    const top = Math.max(...found.map((score) => score ?? -Infinity));
    const leaders = found.filter((score) => score === top).length;
    found.forEach((score, t) => {
      drawn[t][d] = score ?? NaN;
      if (score === top) first[t] += 1 / leaders;
    });
  }
  return trials
    .map((trial, t): RankedTask => ({
      task: trial.task,
      score: scores[t],
      interval: scores[t] === null ? null : percentileInterval(drawn[t]),
      first: draws > 0 ? first[t] / draws : 0,
      probes: trial.probes.map(({ probe, scores: own }) => ({
        probe,
        auroc: aurocOf(winsOf(trial.heldOut, own), new Uint32Array(images).fill(1)),
        separability: separability(trial.heldOut, own),
        own: !foreign[t].has(probe),
      })),
      proxyAccuracy: trial.proxyAccuracy,
      chance: trial.chance,
    }))
    .map((ranked, place) => ({ ranked, place }))
    .sort((a, b) => (b.ranked.score ?? -1) - (a.ranked.score ?? -1) || a.place - b.place)
    .map(({ ranked }) => ranked);
}
