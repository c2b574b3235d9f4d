/**
 * Built-in picture sets, made from a seed so that the first click works offline. Each set has a scene (what the camera
 * sees, with its natural variation) and defects drawn into the very same scene, so that every anomalous picture has a
 * defect-free twin and its mask is exact. Lengths are in design pixels: the picture is 256 of them wide at any size.
 */
import type { BinaryMask, RgbImage } from '../image/types.ts';
import type { Label, Role } from '../dataset/types.ts';
import type { Random } from '../random/random.ts';

export type SampleName = 'wire-mesh' | 'woven-cloth' | 'brushed-metal' | 'hex-nuts' | 'circuit-pads';

export interface SampleImage {
  /** As in MVTec AD, for example `test/hole/003.png`. */
  readonly path: string;
  readonly role: Role;
  readonly label: Label;
  /** Folder name of the defect, `good` for normal pictures. */
  readonly defectType: string;
  readonly image: RgbImage;
  /** Null for normal pictures. */
  readonly mask: BinaryMask | null;
}

/** Linear light, `[sizePx, sizePx, 3]` row-major; `scale` is pixels per design pixel. */
export interface Canvas {
  readonly sizePx: number;
  readonly scale: number;
  readonly data: Float32Array;
  /** Only this part is painted; null means all of it. */
  readonly clip: Box | null;
}

/** Where a defect can change the picture, in design pixels. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** One arrangement in front of the camera. Painting is a pure function of the scene and the defect. */
export interface Scene<D extends { readonly box: Box }> {
  /** Draws a defect of the given type; its parameters come from `random` alone. */
  drawDefect(type: string, random: Random): D;
  /** Paints the scene, with or without a defect. */
  paint(canvas: Canvas, defect: D | null): void;
  /** How the camera and lamp vary. */
  readonly exposure: Exposure;
}

export interface SampleSet<D extends { readonly box: Box } = never> {
  readonly name: SampleName;
  readonly kind: 'texture' | 'object';
  readonly defectTypes: readonly string[];
  /** `exposure` in [0, 1) is the picture's place in the range of exposures. */
  createScene(random: Random, exposure: number): Scene<D>;
}

/** Lamp and camera of one picture; light is multiplied by gain, tint and a slow field, then noise is added. */
export interface Exposure {
  readonly gain: number;
  readonly tint: readonly [number, number, number];
  /** Change of light from one side to the other, as a fraction, along x and y. */
  readonly gradientX: number;
  readonly gradientY: number;
  /** Darkening of the corners and its centre in design pixels. */
  readonly vignette: number;
  readonly centreX: number;
  readonly centreY: number;
  /** Weight of the neighbours in a 3-tap blur, 0 (sharp) to 1/3. */
  readonly blur: number;
  /** Standard deviation of the noise in grey levels (0..255). */
  readonly noise: number;
  readonly noiseSeed: number;
}
