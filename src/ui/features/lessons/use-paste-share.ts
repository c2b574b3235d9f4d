/** Page 8: how many pastes of a batch can hardly be seen, with and without colour jitter; the pixels are those of training. */
import { useMemo } from 'react';
import { makeBatch } from '../../../core/augment/batch.ts';
import type { Config } from '../../../core/config/schema.ts';
import type { RgbImage } from '../../../core/image/types.ts';
import { HIDDEN } from '../../../core/lessons/lessons.ts';
import { pasteContrast } from '../../../core/lessons/paste-contrast.ts';
import { LESSON_CONFIG, withJitter } from '../../../core/lessons/setups.ts';
import { createImage } from '../../../core/image/rgb.ts';
import { usePlayground } from '../../../store/store.ts';

const SOURCES = 32;

function hiddenPercent(images: readonly RgbImage[], on: boolean): number {
  const base: Config = withJitter(LESSON_CONFIG, on);
  const config: Config = {
    ...base,
    augment: { ...base.augment, task: 'cutpaste' },
    training: { ...base.training, sourcesPerStep: SOURCES },
  };
  const { pixels, size, draws } = makeBatch({ images, config, step: 0 });
  const bytes = size * size * 3;
  const view = (i: number) => createImage(size, size, pixels.subarray(i * bytes, (i + 1) * bytes));
  let hidden = 0;
  for (let j = 0; j < SOURCES; j++) {
    const { view: draw } = draws[SOURCES + j];
    if (draw.kind !== 'cutpaste') continue;
    const { width, height } = draw.source;
    if (pasteContrast(view(j), view(SOURCES + j), { ...draw.destination, width, height }) < HIDDEN) hidden++;
  }
  return Math.round((100 * hidden) / SOURCES);
}

export function usePasteShare(wanted: boolean): { readonly right: number; readonly wrong: number } | null {
  const items = usePlayground((state) => state.items);
  return useMemo(() => {
    const images = items.filter(({ role }) => role === 'train').map(({ image }) => image);
    if (!wanted || images.length === 0) return null;
    return { right: hiddenPercent(images, true), wrong: hiddenPercent(images, false) };
  }, [items, wanted]);
}
