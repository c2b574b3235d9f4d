/** What is said when a drop held no image: whether earlier ones were kept, and what to do next. */
import { PlaygroundError } from '../core/errors.ts';

export function noImages(name: string, earlier: boolean): PlaygroundError {
  return earlier
    ? new PlaygroundError(
        'no-new-images',
        'No image could be loaded. Your earlier images were kept. See the files left out for the reasons.',
        { name },
      )
    : new PlaygroundError(
        'no-images',
        'No image could be loaded. See the files left out for the reasons, then try other files.',
        { name },
      );
}
