/** What a share link holds of what the page shows. Own images are never part of it. */
import type { HiddenPart } from '../../../core/share/hidden-parts.ts';
import type { LinkContent } from '../../../core/share/link.ts';
import type { PlaygroundState } from '../../../store/state.ts';

export interface LinkChoices {
  readonly hidden: readonly HiddenPart[];
  readonly withTab: boolean;
  readonly withLanguage: boolean;
}

type Shown = Pick<PlaygroundState, 'config' | 'sampleName' | 'stageTab' | 'language' | 'lessonPage'>;

export function linkContent(state: Shown, { hidden, withTab, withLanguage }: LinkChoices): LinkContent {
  return {
    config: state.config,
    sample: state.sampleName,
    tab: withTab ? state.stageTab : null,
    lesson: state.lessonPage === null ? null : String(state.lessonPage),
    hidden,
    language: withLanguage ? state.language : null,
  };
}
