/** How visible a paste is (page 2): the mean change of the pixels under it, in grey levels from 0 to 255. */
import type { Rect, RgbImage } from '../image/types.ts';
import type { LessonFacts } from './facts.ts';
import { HIDDEN, PLAIN } from './lessons.ts';

/** Mean absolute difference of two images of one size inside `rect`, over pixels and channels. */
export function pasteContrast(before: RgbImage, after: RgbImage, rect: Rect): number {
  let sum = 0;
  for (let y = rect.y; y < rect.y + rect.height; y++)
    for (let i = (y * before.width + rect.x) * 3, end = i + rect.width * 3; i < end; i++)
      sum += Math.abs(before.data[i] - after.data[i]);
  return sum / (rect.width * rect.height * 3);
}

/** `tried` with one more paste of this contrast. */
export function withPaste(tried: LessonFacts['pastesTried'], contrast: number): LessonFacts['pastesTried'] {
  const kind = contrast <= HIDDEN ? 'hidden' : contrast >= PLAIN ? 'plain' : 'between';
  return { ...tried, [kind]: tried[kind] + 1 };
}
