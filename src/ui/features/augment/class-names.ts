/** Words and colours of classes and view kinds: the paper's meanings, the same as everywhere on the page. */
import type { ClassName } from '../../../core/augment/tasks.ts';
import type { ViewKind } from '../../../core/augment/types.ts';

/** The class whose name describes a view of this kind. */
export function classOfKind(kind: ViewKind): ClassName {
  switch (kind) {
    case 'cutout-grey':
    case 'cutout-mean':
    case 'cutout-colour':
      return 'cutout';
    default:
      return kind;
  }
}

/** Custom property (tokens.css) of a class's colour; words always stand beside it. */
export function classColour(className: ClassName): string {
  switch (className) {
    case 'normal':
      return 'var(--normal)';
    case 'cutpaste':
    case 'cutpaste-or-scar':
      return 'var(--cutpaste)';
    case 'scar':
    case 'scar-colour':
      return 'var(--scar)';
    default:
      return 'var(--other)';
  }
}
