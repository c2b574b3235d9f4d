/** What the lessons may look at (core/lessons), picked out of the state; and what they learn from watching it. */
import { familyOf } from '../core/augment/tasks.ts';
import type { DatasetItem } from '../core/dataset/types.ts';
import type { AskedTask, LessonFacts, LessonView, MeasuredRun, Mistake } from '../core/lessons/facts.ts';
import { jitterIsOff, LESSON_CONFIG, withJitter } from '../core/lessons/setups.ts';
import { confusionAt } from '../core/metrics/precision-recall.ts';
import { auroc } from '../core/metrics/roc.ts';
import type { Config } from '../core/config/schema.ts';
import type { Evaluation } from '../worker/protocol.ts';
import type { PlaygroundState } from './state.ts';

/** Scores of the test images of an evaluation with their labels as they are now. */
export function labelledScores(
  evaluation: Evaluation,
  items: readonly DatasetItem[],
): { readonly scores: Float64Array; readonly labels: Uint8Array } {
  const anomalous = new Set(items.filter(({ label }) => label === 'anomalous').map(({ id }) => id));
  return {
    scores: evaluation.testScores,
    labels: Uint8Array.from(evaluation.testIds, (id) => Number(anomalous.has(id))),
  };
}

export function aurocOf(evaluation: Evaluation, items: readonly DatasetItem[]): number | null {
  const { scores, labels } = labelledScores(evaluation, items);
  return auroc(scores, labels);
}

export function lessonViewOf(state: PlaygroundState): LessonView {
  const { items, evaluations, manualThreshold, pretrained, pretrainedError } = state;
  const latest = evaluations.at(-1);
  let errorsByHand: LessonView['errorsByHand'] = null;
  if (latest && manualThreshold !== null) {
    const { scores, labels } = labelledScores(latest, items);
    errorsByHand = confusionAt(scores, labels, manualThreshold);
  }
  return {
    facts: state.lessonFacts,
    phase: state.phase,
    step: state.step,
    accuracy: recentAccuracy(state.records),
    pace: state.pace,
    errorsByHand,
    sigmaPx: state.config.evaluation.sigmaPx,
    gradcam: state.askedMaps.some(({ kind }) => kind === 'gradcam'),
    ownData: items.length > 0 && state.sampleName === null,
    trainImages: items.filter(({ role }) => role === 'train').length,
    evaluatedTrained: latest !== undefined && latest.step > 0,
    pretrainedMaps: pretrained !== null && state.mapSource === 'pretrained' && state.stageTab === 'maps',
    laterTask: familyOf(state.config.augment.task) === 'descendant' && state.stageTab === 'augment',
    besides: besidesOf(state),
    pretrained: pretrained ? 'measured' : pretrainedError?.code === 'backbone-missing' ? 'missing' : 'none',
  };
}

/** Page 10: the trained run and pretrained features on the same images. */
function besidesOf({ pretrained, evaluations, items }: PlaygroundState): LessonView['besides'] {
  const latest = evaluations.at(-1);
  if (!pretrained || !latest || latest.step === 0) return null;
  const [run, other] = [aurocOf(latest, items), aurocOf(pretrained, items)];
  return run === null || other === null ? null : { run, pretrained: other };
}

const RECENT_STEPS = 10;

function recentAccuracy(records: PlaygroundState['records']): number | null {
  const recent = records.slice(-RECENT_STEPS);
  return recent.length > 0 ? recent.reduce((sum, { accuracy }) => sum + accuracy, 0) / recent.length : null;
}

/** Page 3: how the present pretext task goes. */
export function askedTask({
  confusion,
  records,
  step,
  evaluations,
  items,
}: PlaygroundState): AskedTask | null {
  if (!confusion || records.length === 0) return null;
  const accuracy = recentAccuracy(records) as number;
  const at = (wanted: (step: number) => boolean) => {
    const evaluation = evaluations.findLast((one) => wanted(one.step));
    return evaluation ? aurocOf(evaluation, items) : null;
  };
  const figures = { before: at((one) => one === 0), after: at((one) => one > 0) };
  return { step, accuracy, confusion: [...confusion], auroc: figures };
}

/** Page 8: which mistake a run was made with; null where several were. */
function mistakeOf(config: Config): Mistake | 'right' | null {
  const { pasteBeforeResize, densityOnAugmented } = config.mistakes;
  const made: Mistake[] = [];
  if (jitterIsOff(config)) made.push('jitterOff');
  if (pasteBeforeResize) made.push('pasteBeforeResize');
  if (densityOnAugmented) made.push('densityOnAugmented');
  return made.length === 0 ? 'right' : made.length === 1 ? made[0] : null;
}

/** Data and settings of a run, whatever mistakes it was made with. */
function withoutMistakes(
  config: Config,
  { datasetName }: PlaygroundState,
  testIds: readonly string[],
): string {
  const { mistakes } = LESSON_CONFIG;
  return JSON.stringify([datasetName, testIds, { ...withJitter(config, true), mistakes }]);
}

/** Page 8: what was measured, with what a finished run adds to it. Runs of other data or settings are let go. */
export function measuredBy(state: PlaygroundState): LessonFacts['measured'] {
  const { measured } = state.lessonFacts;
  const { runConfig, phase, evaluations, items, config } = state;
  const latest = evaluations.at(-1);
  if (phase !== 'finished' || !runConfig || latest?.step !== runConfig.training.steps) return measured;
  const made = mistakeOf(runConfig);
  if (made === null) return measured;
  const of = withoutMistakes(runConfig, state, latest.testIds);
  const runOf = (evaluation: Evaluation): MeasuredRun | null => {
    const { scores, labels } = labelledScores(evaluation, items);
    const value = auroc(scores, labels);
    return value === null ? null : { auroc: value, scores: [...scores], labels: [...labels], of };
  };
  const run = runOf(latest);
  if (!run) return measured;
  const change: Partial<Record<Mistake | 'right', MeasuredRun>> = { [made]: run };
  if (made === 'right' && config.mistakes.chooseByTestAuroc) {
    const all = evaluations.filter(({ step }) => step > 0).flatMap((one) => runOf(one) ?? []);
    change.chooseByTestAuroc = all.reduce((best, one) => (one.auroc > best.auroc ? one : best));
  }
  const known = (key: string) => measured[key as Mistake];
  const same = Object.entries(change).every(
    ([key, one]) => known(key)?.of === of && known(key)?.auroc === one.auroc,
  );
  if (same) return measured;
  const kept = Object.entries(measured).filter(([, one]) => one.of === of);
  return { ...Object.fromEntries(kept), ...change };
}
