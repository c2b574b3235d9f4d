/** Whether the page's run has come to anything that a person would miss. */
import { trainsNothing } from '../../core/config/untrained.ts';
import type { PlaygroundState } from '../state.ts';

/** A step was made, or the run has none to make and was judged. */
export const hasResult = ({
  step,
  runConfig,
  evaluations,
}: Pick<PlaygroundState, 'step' | 'runConfig' | 'evaluations'>): boolean =>
  runConfig !== null && (step > 0 || (trainsNothing(runConfig) && evaluations.length > 0));
