/**
 * The built-in sets as a data set: 60 normal pictures to learn from, 20 normal and 30 anomalous ones to test, with masks.
 * A picture depends on (seed, set, path) alone; pictures come one by one, so that a worker can report progress.
 */
import { createRandom } from '../random/random.ts';
import type { RgbImage } from '../image/types.ts';
import { PlaygroundError } from '../errors.ts';
import { WOVEN_CLOTH } from './cloth/cloth.ts';
import { develop } from './develop.ts';
import { composeWithMask } from './mask.ts';
import { BRUSHED_METAL } from './metal/metal.ts';
import { HEX_NUTS } from './nut/nut.ts';
import { CIRCUIT_PADS } from './pads/pads.ts';
import { shrinkImage, shrinkMask } from './shrink.ts';
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

interface PlannedImage {
  readonly path: string;
  readonly role: 'train' | 'test';
  /** Null for a normal picture. */
  readonly defectType: string | null;
}

const fileName = (index: number): string => `${String(index).padStart(3, '0')}.png`;

function plan(defectTypes: readonly string[]): PlannedImage[] {
  const good = (role: 'train' | 'test', count: number): PlannedImage[] =>
    Array.from({ length: count }, (_, i) => ({
      path: `${role}/good/${fileName(i)}`,
      role,
      defectType: null,
    }));
  const anomalous: PlannedImage[] = defectTypes.flatMap((type, t) => {
    const count = Math.floor((TEST_ANOMALOUS + defectTypes.length - 1 - t) / defectTypes.length);
    return Array.from({ length: count }, (_, i) => ({
      path: `test/${type}/${fileName(i)}`,
      role: 'test' as const,
      defectType: type,
    }));
  });
  return [...good('train', TRAIN_NORMAL), ...good('test', TEST_NORMAL), ...anomalous];
}

/** Paints one planned picture; `twin` is the same scene without its defect. */
function makeImage<D extends { readonly box: Box }>(
  set: SampleSet<D>,
  seed: number,
  sizePx: number,
  planned: PlannedImage,
): { sample: SampleImage; twin: RgbImage } {
  const drawSize = Math.max(sizePx, DESIGN_SIZE_PX);
  const canvas: Canvas = {
    sizePx: drawSize,
    scale: drawSize / 256,
    data: new Float32Array(3 * drawSize * drawSize),
  };
  const scene = set.createScene(createRandom(seed, set.name, planned.path));
  scene.paint(canvas, null, null);
  const twin = develop(canvas, scene.exposure);
  const { path, role, defectType } = planned;
  if (defectType === null) {
    const image = shrinkImage(twin, sizePx);
    return { twin: image, sample: { path, role, label: 'normal', defectType: 'good', image, mask: null } };
  }
  const defect = scene.drawDefect(defectType, createRandom(seed, set.name, planned.path, 'defect'));
  scene.paint(canvas, defect, defect.box);
  const { image, mask } = composeWithMask(twin, develop(canvas, scene.exposure));
  return {
    twin: shrinkImage(twin, sizePx),
    sample: {
      path,
      role,
      label: 'anomalous',
      defectType,
      image: shrinkImage(image, sizePx),
      mask: shrinkMask(mask, sizePx),
    },
  };
}

function* generateSet<D extends { readonly box: Box }>(
  set: SampleSet<D>,
  seed: number,
  sizePx: number,
): Generator<{ sample: SampleImage; twin: RgbImage }> {
  for (const planned of plan(set.defectTypes)) yield makeImage(set, seed, sizePx, planned);
}

/**
 * The pictures of a set with their defect-free twins (the picture itself where it is normal), one by one.
 * @throws PlaygroundError `unknown-sample`.
 */
export function generateSampleWithTwins(
  name: string,
  seed: number,
  sizePx: number,
): Generator<{ sample: SampleImage; twin: RgbImage }> {
  switch (name as SampleName) {
    case 'woven-cloth':
      return generateSet(WOVEN_CLOTH, seed, sizePx);
    case 'brushed-metal':
      return generateSet(BRUSHED_METAL, seed, sizePx);
    case 'hex-nuts':
      return generateSet(HEX_NUTS, seed, sizePx);
    case 'circuit-pads':
      return generateSet(CIRCUIT_PADS, seed, sizePx);
    default:
      throw new PlaygroundError(
        'unknown-sample',
        `There is no built-in sample "${name}". Choose one of ${SAMPLES.map((s) => s.name).join(', ')}.`,
        { name },
      );
  }
}

/**
 * The pictures of a set, one by one: `SAMPLE_SIZE` of them, `sizePx` wide and high, training pictures first.
 * @throws PlaygroundError `unknown-sample`.
 */
export function* generateSample(name: string, seed: number, sizePx: number): Generator<SampleImage> {
  for (const { sample } of generateSampleWithTwins(name, seed, sizePx)) yield sample;
}
