/**
 * The session as a state machine: which phase may follow which. Every change of phase goes through `assertTransition`, so a
 * slip in the code shows itself at once instead of leaving the page in a phase that it cannot leave.
 */
import { PlaygroundError } from '../../core/errors.ts';
import type { SessionPhase } from '../state.ts';

const NEXT: Readonly<Record<SessionPhase, readonly SessionPhase[]>> = {
  idle: ['ready'],
  ready: ['idle', 'preparing'],
  preparing: ['training', 'paused', 'finished', 'ready', 'idle', 'failed'],
  training: ['pausing', 'paused', 'finished', 'preparing', 'ready', 'idle', 'failed'],
  pausing: ['paused', 'finished', 'preparing', 'ready', 'idle', 'failed'],
  paused: ['training', 'evaluating', 'preparing', 'ready', 'idle', 'failed'],
  evaluating: ['paused', 'finished', 'preparing', 'ready', 'idle', 'failed'],
  finished: ['evaluating', 'preparing', 'ready', 'idle', 'failed'],
  failed: ['preparing', 'evaluating', 'ready', 'idle'],
};

export type SessionAction =
  'play' | 'pause' | 'stepOnce' | 'reset' | 'evaluateNow' | 'restoreCheckpoint' | 'trainLonger';

/** Phases in which a person (or a script) may start an action. */
const ALLOWED: Readonly<Record<SessionAction, readonly SessionPhase[]>> = {
  play: ['ready', 'paused', 'finished', 'failed'],
  pause: ['training', 'pausing', 'evaluating'],
  stepOnce: ['ready', 'paused'],
  reset: ['preparing', 'training', 'pausing', 'paused', 'evaluating', 'finished', 'failed'],
  evaluateNow: ['ready', 'training', 'paused', 'finished'],
  restoreCheckpoint: ['training', 'paused', 'finished', 'failed'],
  trainLonger: ['finished'],
};

/** Throws `illegal-transition` when `to` may not follow `from`. */
export function assertTransition(from: SessionPhase, to: SessionPhase): void {
  if (from === to || NEXT[from].includes(to)) return;
  throw new PlaygroundError('illegal-transition', `The session cannot go from ${from} to ${to}.`, {
    from,
    to,
  });
}

export function mayDo(action: SessionAction, phase: SessionPhase): boolean {
  return ALLOWED[action].includes(phase);
}

/** Throws `not-now` when the action is not possible in this phase; nothing has changed then. */
export function assertAction(action: SessionAction, phase: SessionPhase): void {
  if (mayDo(action, phase)) return;
  throw new PlaygroundError('not-now', `"${action}" is not possible while the session is ${phase}.`, {
    action,
    phase,
  });
}

/** True while the engine is at work and its images must not change. */
export function isBusy(phase: SessionPhase): boolean {
  return phase === 'preparing' || phase === 'training' || phase === 'pausing' || phase === 'evaluating';
}
