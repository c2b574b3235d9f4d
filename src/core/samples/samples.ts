/**
 * The built-in sets as a data set: 60 normal pictures to learn from, 20 normal and 30 anomalous ones to test, with masks.
 * A picture depends on (seed, set, path) alone; pictures come one by one, so that a worker can report progress.
 */
import { PlaygroundError } from '../errors.ts';
import { resizeArea } from '../image/resize.ts';
import type { RgbImage } from '../image/types.ts';
import { createRandom } from '../random/random.ts';
import { planSample, SAMPLES, type PlannedImage, type SampleDescription } from './catalogue.ts';
import { WOVEN_CLOTH } from './cloth/cloth.ts';
import { develop } from './develop.ts';
import { composeWithMask } from './mask.ts';
import { WIRE_MESH } from './mesh/mesh.ts';
import { BRUSHED_METAL } from './metal/metal.ts';
import { HEX_NUTS } from './nut/nut.ts';
import { CIRCUIT_PADS } from './pads/pads.ts';
import { shrinkMask } from './shrink.ts';
import type { Box, Canvas, SampleImage, SampleName, SampleSet } from './types.ts';

export { firstOfEach, planSample, SAMPLE_SIZE, SAMPLES } from './catalogue.ts';
export type { PlannedImage } from './catalogue.ts';

/** Pictures are drawn at this size or above; smaller ones are averaged down from it. */
const DESIGN_SIZE_PX = 256;

/** A picture and the same scene without its defect (the picture itself where it is normal). */
export interface PaintedImage {
  readonly sample: SampleImage;
  readonly twin: RgbImage;
}

function paintFrom<D extends { readonly box: Box }>(
  set: SampleSet<D>,
  seed: number,
  sizePx: number,
  { path, role, defectType, exposure }: PlannedImage,
): PaintedImage {
  const drawSize = Math.max(sizePx, DESIGN_SIZE_PX);
  const canvas: Canvas = {
    sizePx: drawSize,
    scale: drawSize / DESIGN_SIZE_PX,
    data: new Float32Array(3 * drawSize * drawSize),
    clip: null,
  };
  const shift = createRandom(seed, set.name, role, 'exposure').float();
  const scene = set.createScene(createRandom(seed, set.name, path), (exposure + shift) % 1);
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
    case 'wire-mesh':
      return paintFrom(WIRE_MESH, seed, sizePx, planned);
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
