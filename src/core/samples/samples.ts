/**
 * The built-in sets as a data set: 60 normal pictures to learn from, 20 normal and 30 anomalous ones to test, with masks.
 * A picture depends on (seed, set, path) alone; pictures come one by one, so that a worker can report progress.
 */
import type { Role } from '../dataset/types.ts';
import { PlaygroundError } from '../errors.ts';
import { resizeArea } from '../image/resize.ts';
import type { RgbImage } from '../image/types.ts';
import { createRandom } from '../random/random.ts';
import { WOVEN_CLOTH } from './cloth/cloth.ts';
import { develop } from './develop.ts';
import { composeWithMask } from './mask.ts';
import { BRUSHED_METAL } from './metal/metal.ts';
import { HEX_NUTS } from './nut/nut.ts';
import { CIRCUIT_PADS } from './pads/pads.ts';
import { shrinkMask } from './shrink.ts';
import type { Box, Canvas, SampleImage, SampleName, SampleSet } from './types.ts';

export interface SampleDescription {
  readonly name: SampleName;
  readonly kind: 'texture' | 'object';
  readonly defectTypes: readonly string[];
}

export const SAMPLES: readonly SampleDescription[] = [HEX_NUTS, WOVEN_CLOTH, CIRCUIT_PADS, BRUSHED_METAL].map(
  ({ name, kind, defectTypes }) => ({ name, kind, defectTypes }),
);

const TRAIN_NORMAL = 60;
const TEST_NORMAL = 20;
const TEST_ANOMALOUS = 30;

/** Pictures are drawn at this size or above; smaller ones are averaged down from it. */
const DESIGN_SIZE_PX = 256;

/** Pictures of one set. */
export const SAMPLE_SIZE = TRAIN_NORMAL + TEST_NORMAL + TEST_ANOMALOUS;

export interface PlannedImage {
  /** As in MVTec AD, for example `test/hole/003.png`. */
  readonly path: string;
  readonly role: Role;
  /** Null for a normal picture. */
  readonly defectType: string | null;
}

const fileName = (index: number): string => `${String(index).padStart(3, '0')}.png`;

/** The pictures of a set before they are painted, training pictures first. */
export function planSample({ defectTypes }: Pick<SampleDescription, 'defectTypes'>): PlannedImage[] {
  const good = (role: Role, count: number): PlannedImage[] =>
    Array.from({ length: count }, (_, i) => ({
      path: `${role}/good/${fileName(i)}`,
      role,
      defectType: null,
    }));
  const anomalous = defectTypes.flatMap((defectType, t) => {
    const count = Math.floor((TEST_ANOMALOUS + defectTypes.length - 1 - t) / defectTypes.length);
    return Array.from({ length: count }, (_, i): PlannedImage => {
      return { path: `test/${defectType}/${fileName(i)}`, role: 'test', defectType };
    });
  });
  return [...good('train', TRAIN_NORMAL), ...good('test', TEST_NORMAL), ...anomalous];
}

/** A picture and the same scene without its defect (the picture itself where it is normal). */
export interface PaintedImage {
  readonly sample: SampleImage;
  readonly twin: RgbImage;
}

function paintFrom<D extends { readonly box: Box }>(
  set: SampleSet<D>,
  seed: number,
  sizePx: number,
  { path, role, defectType }: PlannedImage,
): PaintedImage {
  const drawSize = Math.max(sizePx, DESIGN_SIZE_PX);
  const canvas: Canvas = {
    sizePx: drawSize,
    scale: drawSize / DESIGN_SIZE_PX,
    data: new Float32Array(3 * drawSize * drawSize),
    clip: null,
  };
  const scene = set.createScene(createRandom(seed, set.name, path));
  scene.paint(canvas, null);
  const full = develop(canvas, scene.exposure);
  const twin = resizeArea(full, sizePx, sizePx);
  if (defectType === null) {
    return { twin, sample: { path, role, label: 'normal', defectType: 'good', image: twin, mask: null } };
  }
  const defect = scene.drawDefect(defectType, createRandom(seed, set.name, path, 'defect'));
  scene.paint({ ...canvas, clip: defect.box }, defect);
  const composed = composeWithMask(full, develop(canvas, scene.exposure));
  const image = resizeArea(composed.image, sizePx, sizePx);
  const mask = shrinkMask(composed.mask, sizePx);
  return { twin, sample: { path, role, label: 'anomalous', defectType, image, mask } };
}

function describeSample(name: string): SampleDescription {
  const found = SAMPLES.find((sample) => sample.name === name);
  if (found) return found;
  throw new PlaygroundError(
    'unknown-sample',
    `There is no built-in sample "${name}". Choose one of ${SAMPLES.map((s) => s.name).join(', ')}.`,
    { name },
  );
}

/** One picture of a set, `sizePx` wide and high: a pure function of its arguments. */
export function paintSample(
  name: SampleName,
  seed: number,
  sizePx: number,
  planned: PlannedImage,
): PaintedImage {
  switch (name) {
    case 'woven-cloth':
      return paintFrom(WOVEN_CLOTH, seed, sizePx, planned);
    case 'brushed-metal':
      return paintFrom(BRUSHED_METAL, seed, sizePx, planned);
    case 'hex-nuts':
      return paintFrom(HEX_NUTS, seed, sizePx, planned);
    case 'circuit-pads':
      return paintFrom(CIRCUIT_PADS, seed, sizePx, planned);
    default:
      return name satisfies never;
  }
}

/**
 * The pictures of a set, one by one: `SAMPLE_SIZE` of them, `sizePx` wide and high, training pictures first.
 * @throws PlaygroundError `unknown-sample`.
 */
export function* generateSample(name: string, seed: number, sizePx: number): Generator<SampleImage> {
  const description = describeSample(name);
  for (const planned of planSample(description)) {
    yield paintSample(description.name, seed, sizePx, planned).sample;
  }
}
