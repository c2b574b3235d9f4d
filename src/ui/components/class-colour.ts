/** Colour of a class of the pretext task: a role of tokens.css, the same everywhere on the page; words always stand beside it. */
import { kindOf } from '../../core/augment/registry.ts';
import type { TaskClass } from '../../core/augment/tasks.ts';

export const classColour = ({ kinds }: TaskClass): string => `var(--${kindOf(kinds[0]).colour})`;
