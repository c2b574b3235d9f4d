/** Numbers beside a sample: size, share of area, aspect, and whether the law of the task could have drawn it. */
import type { AugmentSettings } from '../config/augment-settings.ts';
import { pixelScaleOf } from './draw.ts';
import { kindOf, type ViewDraw } from './registry.ts';
import type { PatchReadout, Size } from './types.ts';

/** Numbers of a draw's patch; null where the kind has none. */
export function readPatch(
  draw: ViewDraw,
  view: Size,
  imageSizePx: number,
  settings: AugmentSettings,
): PatchReadout | null {
  return kindOf(draw.kind).readout(draw, { view, settings, pixelScale: pixelScaleOf(imageSizePx) });
}

/** Further numbers of a draw, which its kind has a text for; null where there are none. */
export const factsOf = (draw: ViewDraw): Readonly<Record<string, number | string>> | null =>
  kindOf(draw.kind).facts?.(draw) ?? null;
