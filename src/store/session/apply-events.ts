/** Engine events as a change of the state: a pure function of the state and a batch of events. */
import type { EngineEvent, StepRecord } from '../../worker/protocol.ts';
import { joinEvaluation } from '../evaluation-line.ts';
import { keepCheckpoints, keepLooks } from '../results-memory.ts';
import type { PlaygroundState } from '../state.ts';

/** Appends; after a restart from an earlier step the records of the abandoned branch go. */
export function joinRecords(
  history: readonly StepRecord[],
  added: readonly StepRecord[],
): readonly StepRecord[] {
  if (added.length === 0) return history;
  const first = added[0].step;
  let end = history.length;
  while (end > 0 && history[end - 1].step >= first) end--;
  return [...(end === history.length ? history : history.slice(0, end)), ...added];
}

export function applyEvents(
  state: PlaygroundState,
  events: readonly EngineEvent[],
): Partial<PlaygroundState> {
  const change: { -readonly [K in keyof PlaygroundState]?: PlaygroundState[K] } = {};
  const added: StepRecord[] = [];
  for (const event of events) {
    switch (event.type) {
      case 'status':
        change.status = event;
        break;
      case 'steps':
        added.push(...event.records);
        change.status = null;
        change.confusion = event.confusion;
        change.judged = event.judged;
        change.stepMs = event.stepMs;
        change.dataWaitShare = event.dataWaitShare;
        change.memory = { tensors: event.tensors, bytes: event.bytes };
        break;
      case 'evaluation':
        Object.assign(change, joinEvaluation({ ...state, ...change }, event.evaluation));
        change.status = null;
        break;
      case 'look':
        change.looks = keepLooks(change.looks ?? state.looks, event.look);
        break;
      case 'checkpoint':
        if (event.interim) break;
        change.checkpoints = keepCheckpoints([
          ...(change.checkpoints ?? state.checkpoints),
          event.checkpoint,
        ]);
        break;
      case 'pretrained-status':
        change.pretrainedStatus = event;
        break;
      case 'pretrained-scores':
        if (state.pretrainedRunning) change.pretrained = event.evaluation;
        break;
      case 'choice-status':
        if (state.choiceRunning) change.choiceShare = event.fraction;
        break;
      case 'backend':
      case 'device-lost':
        break;
      default:
        event satisfies never;
    }
  }
  if (added.length > 0) {
    change.records = joinRecords(state.records, added);
    change.step = (added.at(-1) as StepRecord).step;
  }
  return change;
}
