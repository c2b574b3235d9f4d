/** Remarks that the present choice of parameters deserves. Pure: the components turn codes into words. */
import { pixelScaleOf } from '../../../core/augment/draw.ts';
import { taskUses } from '../../../core/augment/tasks.ts';
import type { JitterConfig } from '../../../core/config/augment-settings.ts';
import type { Config } from '../../../core/config/schema.ts';

export type NoteCode =
  | 'jitterZero'
  | 'globalOff'
  | 'areaSwapped'
  | 'scarWidthSwapped'
  | 'scarLengthSwapped'
  | 'mixtureZero'
  | 'scarScaled'
  | 'confettiScaled'
  | 'scarInCrop';

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
  const { scar, cutpaste, patchJitter } = augment;
  const uses = (path: string) => taskUses(augment.task, `augment.${path}`);
  const hasLength = uses('scar.lengthMinPx');
  const hasWidth = uses('scar.widthMinPx');
  const notes: Note[] = [];
  const add = (code: NoteCode, values: Note['values'] = {}) => notes.push({ code, values });
  if (uses('patchJitter.hue') && isZero(patchJitter)) add('jitterZero');
  if (augment.global.shiftFraction === 0 && isZero(augment.global.jitter)) add('globalOff');
  if (uses('cutpaste.areaMin') && cutpaste.areaMin > cutpaste.areaMax) add('areaSwapped');
  if (hasWidth && scar.widthMinPx > scar.widthMaxPx) add('scarWidthSwapped');
  if (hasLength && scar.lengthMinPx > scar.lengthMaxPx) add('scarLengthSwapped');
  const weights = Object.values(augment.mixture);
  if (uses('mixture.cutpaste') && weights.every((weight) => weight === 0)) add('mixtureZero');
  const scale = pixelScaleOf(imageSizePx);
  if (hasWidth && scale !== 1) {
    const width = `${trim(scar.widthMinPx * scale)}–${trim(scar.widthMaxPx * scale)}`;
    const length = `${trim(scar.lengthMinPx * scale)}–${trim(scar.lengthMaxPx * scale)}`;
    if (hasLength) add('scarScaled', { size: imageSizePx, width, length });
    else add('confettiScaled', { size: imageSizePx, width });
  }
  if (hasLength && model.mode === 'patch') add('scarInCrop', { size: imageSizePx, crop: model.cropSizePx });
  return notes;
}
