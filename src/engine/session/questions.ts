/** What is asked about a run with its present weights and settings, between its training steps. */
import type { EngineApi } from '../../worker/protocol.ts';
import { detectorParts } from '../export/detector-parts.ts';
import { compareDense } from '../inference/compare-dense.ts';
import type { EvaluationInput } from '../inference/evaluation-input.ts';
import { judgeView } from '../inference/judge-view.ts';
import { learningCurve } from '../inference/learning-curve.ts';
import { mapsOfKind } from '../inference/map-sets.ts';
import { rankTraining } from '../inference/rank-training.ts';
import { robustness } from '../inference/robustness.ts';

type Question =
  'maps' | 'compareDense' | 'robustness' | 'learningCurve' | 'rankTraining' | 'judgeView' | 'detectorParts';

export function runQuestions(
  ask: <T>(answer: (input: EvaluationInput) => Promise<T>) => Promise<T>,
): Pick<EngineApi, Question> {
  return {
    maps: (kind, ids) => ask((input) => mapsOfKind(input, kind, ids)),
    compareDense: (most) => ask((input) => compareDense(input, most)),
    robustness: (corruption) => ask((input) => robustness(input, corruption)),
    learningCurve: () => ask(learningCurve),
    rankTraining: () => ask(rankTraining),
    judgeView: (pixels) => ask(({ embedder }) => judgeView(embedder, pixels)),
    detectorParts: () => ask(detectorParts),
  };
}
