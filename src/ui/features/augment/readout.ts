/**
 * Numbers and remarks beside a sample: share of area, aspect, what lies outside the law of the task, and notes that a choice of
 * parameters deserves. Pure: the components turn codes into words.
 */
import { pixelScaleOf } from '../../../core/augment/draw.ts';
import type { Size, ViewDraw } from '../../../core/augment/types.ts';
import type { JitterConfig } from '../../../core/config/augment-settings.ts';
import type { AugmentConfig, Config } from '../../../core/config/schema.ts';

export interface PatchReadout {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Share of the view's area, in [0, 1]. */
  readonly areaShare: number;
  /** Width over height. */
  readonly aspect: number;
  readonly rotationDeg: number | null;
  /** False when training could not have drawn this patch (it was changed by hand). */
  readonly withinLaw: boolean;
}

const minOf = Math.min;
const maxOf = Math.max;

function cutPasteWithin(size: Size, view: Size, c: AugmentConfig['cutpaste']): boolean {
  // Half a pixel of rounding on each side.
  const area = (w: number, h: number) => (w * h) / (view.width * view.height);
  const { width: w, height: h } = size;
  const low = c.aspectLaw === 'log-uniform' ? 1 / c.aspectMax : c.aspectMin;
  const full = w === view.width || h === view.height;
  return (
    area(w + 0.5, h + 0.5) >= minOf(c.areaMin, c.areaMax) &&
    (full || area(w - 0.5, h - 0.5) <= maxOf(c.areaMin, c.areaMax)) &&
    (full || ((w + 0.5) / (h - 0.5) >= low && (w - 0.5) / (h + 0.5) <= c.aspectMax))
  );
}

function scarWithin(size: Size, rotationDeg: number, scale: number, c: AugmentConfig['scar']): boolean {
  const between = (value: number, a: number, b: number) =>
    value + 0.5 >= minOf(a, b) * scale && value - 0.5 <= maxOf(a, b) * scale;
  return (
    between(size.width, c.widthMinPx, c.widthMaxPx) &&
    between(size.height, c.lengthMinPx, c.lengthMaxPx) &&
    Math.abs(rotationDeg) <= c.rotationMaxDeg
  );
}

/** Numbers of a draw's patch; null where the kind has none. */
export function readPatch(
  draw: ViewDraw,
  view: Size,
  imageSizePx: number,
  config: AugmentConfig,
): PatchReadout | null {
  const numbers = (size: Size, rotationDeg: number | null, withinLaw: boolean): PatchReadout => ({
    widthPx: size.width,
    heightPx: size.height,
    areaShare: (size.width * size.height) / (view.width * view.height),
    aspect: size.width / size.height,
    rotationDeg,
    withinLaw,
  });
  switch (draw.kind) {
    case 'cutpaste':
      return numbers(draw.source, null, cutPasteWithin(draw.source, view, config.cutpaste));
    case 'cutout-grey':
    case 'cutout-mean':
    case 'cutout-colour':
    case 'shape':
      return numbers(draw.box, null, cutPasteWithin(draw.box, view, config.cutpaste));
    case 'scar':
    case 'scar-colour': {
      const box = draw.kind === 'scar' ? draw.source : draw.box;
      const scale = pixelScaleOf(imageSizePx);
      return numbers(box, draw.rotationDeg, scarWithin(box, draw.rotationDeg, scale, config.scar));
    }
    default:
      return null;
  }
}

export type NoteCode =
  | 'jitterZero'
  | 'globalOff'
  | 'areaSwapped'
  | 'scarWidthSwapped'
  | 'scarLengthSwapped'
  | 'scarScaled'
  | 'scarInCrop'
  | 'rotationOnlyNormal';

export interface Note {
  readonly code: NoteCode;
  readonly values: Readonly<Record<string, string | number>>;
}

const isZero = (j: JitterConfig) =>
  j.brightness === 0 && j.contrast === 0 && j.saturation === 0 && j.hue === 0;
const trim = (value: number) => Number(value.toFixed(1));

/** What the present parameters deserve saying, most important first. */
export function notesFor(config: Config, imageSizePx: number): Note[] {
  const { augment, model } = config;
  const { task, scar, cutpaste, patchJitter } = augment;
  const pastes = ['cutpaste', 'scar', 'union', '3way'].includes(task);
  const usesArea = ['cutpaste', 'union', '3way', 'shape'].includes(task) || task.startsWith('cutout');
  const usesScar = ['scar', 'union', '3way', 'scar-colour'].includes(task);
  const notes: Note[] = [];
  const add = (code: NoteCode, values: Note['values'] = {}) => notes.push({ code, values });
  if (pastes && isZero(patchJitter)) add('jitterZero');
  if (augment.global.shiftFraction === 0 && isZero(augment.global.jitter)) add('globalOff');
  if (usesArea && cutpaste.areaMin > cutpaste.areaMax) add('areaSwapped');
  if (usesScar && scar.widthMinPx > scar.widthMaxPx) add('scarWidthSwapped');
  if (usesScar && scar.lengthMinPx > scar.lengthMaxPx) add('scarLengthSwapped');
  if (task === 'rotation') add('rotationOnlyNormal');
  const scale = pixelScaleOf(imageSizePx);
  if (usesScar && scale !== 1) {
    add('scarScaled', {
      size: imageSizePx,
      width: `${trim(scar.widthMinPx * scale)}–${trim(scar.widthMaxPx * scale)}`,
      length: `${trim(scar.lengthMinPx * scale)}–${trim(scar.lengthMaxPx * scale)}`,
    });
  }
  if (usesScar && model.mode === 'patch') add('scarInCrop', { size: imageSizePx, crop: model.cropSizePx });
  return notes;
}
