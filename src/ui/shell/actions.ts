/** What the buttons and keys of the shell do. Refusals that a race brings about are ignored: the buttons say when they are closed. */
import { PlaygroundError } from '../../core/errors.ts';
import type { PlaygroundState } from '../../store/state.ts';
import { usePlayground } from '../../store/store.ts';
import { whyNotPlay, whyNotStep } from './why-not.ts';

/** What the buttons say already. */
const SAID = new Set(['not-now', 'no-training-images']);

/** Runs an action; a refusal is silent, anything else is a mistake of ours and is thrown. */
export function act(action: () => Promise<unknown>): void {
  action().catch((error: unknown) => {
    if (!(error instanceof PlaygroundError && SAID.has(error.code))) throw error;
  });
}

/** True while the main button pauses, stops or takes back instead of playing. */
export function pauses({ phase, startWaits }: Pick<PlaygroundState, 'phase' | 'startWaits'>): boolean {
  return startWaits || phase === 'training' || phase === 'pausing' || phase === 'evaluating';
}

export function playOrPause(): void {
  const state = usePlayground.getState();
  if (whyNotPlay(state)) return;
  act(pauses(state) ? state.pause : state.play);
}

export function oneStep(): void {
  const state = usePlayground.getState();
  if (!whyNotStep(state)) act(state.stepOnce);
}

export function reset(): void {
  act(usePlayground.getState().reset);
}

/** Turns the page of the open textbook; 0 opens or closes it. */
export function turnLesson(by: -1 | 0 | 1): void {
  const { lessonPage, openLesson, closeLesson } = usePlayground.getState();
  if (by === 0) void (lessonPage === null ? openLesson(1) : closeLesson());
  else if (lessonPage !== null) void openLesson(lessonPage + by);
}
