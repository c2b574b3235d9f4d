/**
 * Sense, after checksums have proved the bytes: weights that can compute, counters that a run can have. Whatever comes from a file or the browser's storage passes
 * here before anything of the page changes.
 */
import { PlaygroundError } from '../errors.ts';
import { allFinite } from '../metrics/finite.ts';
import type { KeptEvaluation, SessionOutline } from './content.ts';

/** Weights, running statistics and optimiser slots of a run that learns lie some orders of magnitude below. */
const LARGEST_WEIGHT = 1e9;

interface Tensor {
  readonly name: string;
  readonly data: Float32Array;
}

/** Why these cannot be the weights of a network, or null. */
export function weightsProblem(tensors: readonly Tensor[]): string | null {
  for (const { name, data } of tensors) {
    // NaN fails every comparison.
    const wrong = data.find((value) => !(Math.abs(value) <= LARGEST_WEIGHT));
    if (wrong !== undefined)
      return `the weight ${wrong} in ${name} cannot be one of a network that has learned`;
  }
  return null;
}

/** @throws PlaygroundError `project-implausible`; nothing was changed then. */
export function requireSensibleWeights(tensors: readonly Tensor[]): void {
  const reason = weightsProblem(tensors);
  if (reason) throw implausible(reason);
}

function implausible(reason: string): PlaygroundError {
  return new PlaygroundError(
    'project-implausible',
    `The file is whole, but what it says cannot be: ${reason}. Nothing was changed.`,
    { reason },
  );
}

const ascending = (steps: readonly number[]): boolean =>
  steps.every((step, i) => i === 0 || step > steps[i - 1]);

/** Why no page can have written this session, or null. */
function sessionProblem({ run, dataset, items }: SessionOutline): string | null {
  if (dataset.heldOutCount > items.length)
    return `${dataset.heldOutCount} of ${items.length} images were set aside`;
  if (!run) return null;
  const { step, config, records, evaluations, stepMs, confusion } = run;
  const total = config.training.steps;
  if (step > total) return `step ${step} of ${total}`;
  const curve = [...records.step];
  if (!ascending(curve) || !curve.every((one) => Number.isInteger(one) && one >= 1 && one <= step))
    return 'its training curve names steps that were not made';
  if (records.accuracy.some((value) => !(value >= 0 && value <= 1)))
    return 'an accuracy is not between 0 and 1';
  if (records.loss.some((value) => !(value >= 0 && value < Infinity)))
    return 'a loss is negative or no number';
  if (records.learningRate.some((value) => !(value >= 0 && value < Infinity)))
    return 'a learning rate is negative or no number';
  if (stepMs !== null && !(stepMs >= 0 && stepMs < 86_400_000)) return `a step took ${stepMs} ms`;
  if (confusion?.some((count) => count < 0)) return 'a count of samples is negative';
  const evaluated = evaluations.map((one) => one.step);
  if (!ascending(evaluated) || evaluated.some((one) => one > step))
    return 'it was evaluated at steps that were not made';
  for (const one of [...evaluations, ...(run.formerEvaluations ?? [])]) {
    const problem = evaluationProblem(one);
    if (problem) return `${problem} at step ${one.step}`;
  }
  return null;
}

/** An evaluation is refused where a score is no number, so none can be kept. */
function evaluationProblem({
  testScores,
  heldOutScores,
  calibrationScores,
  maps,
}: KeptEvaluation): string | null {
  if (![testScores, heldOutScores, calibrationScores].every(allFinite)) return 'a score is no finite number';
  return maps.every(({ scores }) => allFinite(scores)) ? null : 'a map has values that are no finite numbers';
}

/** @throws PlaygroundError `project-implausible`; nothing was changed then. */
export function requireSensibleSession(outline: SessionOutline): void {
  const reason = sessionProblem(outline);
  if (reason) throw implausible(reason);
}
