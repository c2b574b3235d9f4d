/** Messages about the present run: they go with it. */
import type { PlaygroundState } from '../state.ts';

const ABOUT_A_RUN: readonly string[] = [
  'engine-recovered',
  'backend-fallback',
  'input-too-small',
  'loss-above-chance',
  'threshold-needs-unseen',
];

/** What still concerns the person when a run is given up or another one begins. */
export function withoutRunNotices(notices: PlaygroundState['notices']): PlaygroundState['notices'] {
  return notices.filter(({ code }) => !ABOUT_A_RUN.includes(code));
}
