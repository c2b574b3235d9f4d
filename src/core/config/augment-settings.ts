/**
 * What the views of the pretext tasks are drawn from (paper, sections 3.1 and 3.2): the part of the configuration that `core/augment/kinds` reads.
 * It stands apart from the schema of the whole, which lists the tasks and so needs to know the kinds.
 */
import * as v from 'valibot';
import { integer, number } from './numbers.ts';

/** Strengths of colour jitter, torchvision semantics: factors U(1-s, 1+s), hue shift U(-s, s) of the circle. */
const jitterSchema = v.object({
  brightness: number(0, 1),
  contrast: number(0, 1),
  saturation: number(0, 1),
  hue: number(0, 0.5),
});

export const augmentSettingsSchema = v.object({
  cutpaste: v.object({
    /** Area ratio of the patch to the image, U(min, max). */
    areaMin: number(0.001, 0.9),
    areaMax: number(0.001, 0.9),
    /** Aspect ratio range (1/aspectMax .. aspectMax for log-uniform; (aspectMin,1) u (1,aspectMax) for coin-flip). */
    aspectMin: number(0.05, 1),
    aspectMax: number(1, 20),
    aspectLaw: v.picklist(['log-uniform', 'coin-flip']),
  }),
  scar: v.object({
    /** At 256 px; at another size they scale with size / 256. */
    widthMinPx: number(1, 64),
    widthMaxPx: number(1, 64),
    lengthMinPx: number(1, 128),
    lengthMaxPx: number(1, 128),
    /** Rotation U(-max, max). */
    rotationMaxDeg: number(0, 180),
  }),
  confetti: v.object({ count: integer(1, 100) }),
  /** Drawn shapes as defects (Table 6); their box follows the law of the CutPaste patch. */
  shape: v.optional(
    v.object({
      kind: v.picklist(['digit', 'square', 'ellipse', 'heart']),
      fill: v.picklist(['colour', 'texture']),
    }),
    { kind: 'digit', fill: 'colour' },
  ),
  /** Jitter of the patch before it is pasted. */
  patchJitter: jitterSchema,
  /** Global augmentation of the source image, one draw shared by its views, BEFORE CutPaste. */
  global: v.object({ shiftFraction: number(0, 0.5), jitter: jitterSchema }),
});

export type AugmentSettings = v.InferOutput<typeof augmentSettingsSchema>;
export type JitterConfig = v.InferOutput<typeof jitterSchema>;
