/** Why a control of the top bar cannot be used now: a key of `shell:why`, or null when it can. */
import type { PlaygroundState, SessionPhase } from '../../store/state.ts';

export type WhyNot =
  | 'no-images'
  | 'no-training'
  | 'importing'
  | 'preparing'
  | 'pausing'
  | 'evaluating'
  | 'training'
  | 'finished'
  | 'failed'
  | 'nothing-to-reset';

type Needed = Pick<PlaygroundState, 'phase' | 'items' | 'importProgress'>;

const BUSY: Partial<Record<SessionPhase, WhyNot>> = {
  preparing: 'preparing',
  pausing: 'pausing',
};

function isLoading({ phase, importProgress }: Needed): boolean {
  return importProgress !== null && (phase === 'idle' || phase === 'ready');
}

function withoutImages({ phase, items }: Needed): WhyNot | null {
  if (phase === 'idle') return 'no-images';
  if (phase === 'ready' && !items.some(({ role }) => role === 'train')) return 'no-training';
  return null;
}

/** Of the play and pause button, which also stops an evaluation. While images are being loaded it asks for a run with them. */
export function whyNotPlay(state: Needed): WhyNot | null {
  if (isLoading(state)) return null;
  return withoutImages(state) ?? BUSY[state.phase] ?? null;
}

export function whyNotStep(state: Needed): WhyNot | null {
  const { phase } = state;
  if (phase === 'evaluating' || phase === 'training' || phase === 'finished' || phase === 'failed')
    return phase;
  if (isLoading(state)) return 'importing';
  return withoutImages(state) ?? BUSY[phase] ?? null;
}

export function whyNotReset({ phase }: Needed): WhyNot | null {
  return phase === 'idle' || phase === 'ready' ? 'nothing-to-reset' : null;
}
