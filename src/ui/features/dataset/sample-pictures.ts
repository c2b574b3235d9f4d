/**
 * A good and a bad picture of every built-in sample for the cards that it is chosen by, painted off the page's thread, one sample after the other.
 * Of a texture only the part around the defect is shown, at both pictures' same place: the whole would be too fine for a thumbnail.
 */
import { SAMPLES, type SampleDescription } from '../../../core/samples/catalogue.ts';
import type { SampleName } from '../../../core/samples/types.ts';
import { cropImage } from '../../../core/image/rgb.ts';
import type { BinaryMask, RgbImage } from '../../../core/image/types.ts';
import { loadSample } from '../../../services/samples/load-sample.ts';

export interface SamplePictures {
  readonly good: RgbImage;
  readonly bad: RgbImage;
}

const SIZE_PX = 256;
const PART_PX = 112;
const GOOD = 'train/good/000.png';
/** A defect that can be seen in a small picture. */
const BAD: Readonly<Record<SampleName, string>> = {
  'wire-mesh': 'test/bent-wire/001.png',
  'hex-nuts': 'test/rust/000.png',
  'woven-cloth': 'test/missing-yarn/000.png',
  'circuit-pads': 'test/bridge/000.png',
  'brushed-metal': 'test/dent/000.png',
};

/** Middle of the marked pixels, [x, y]. */
function middleOf({ width, data }: BinaryMask): readonly [number, number] {
  let count = 0;
  let x = 0;
  let y = 0;
  data.forEach((marked, i) => {
    if (!marked) return;
    count++;
    x += i % width;
    y += Math.floor(i / width);
  });
  return count === 0 ? [width / 2, width / 2] : [x / count, y / count];
}

async function paint({ name, kind }: SampleDescription, signal: AbortSignal): Promise<SamplePictures> {
  const paths = [GOOD, BAD[name]];
  // Whoever has just come may want to begin: the page's other work comes first.
  const painted = await loadSample({
    ...{ name, seed: 0, sizePx: SIZE_PX, paths, signal },
    workers: 1,
    onProgress: () => undefined,
  });
  const [good, bad] = paths.map((path) => {
    const found = painted.find(({ item }) => item.path === path);
    if (!found) throw new Error(`The sample ${name} has no ${path}.`);
    return found.item;
  });
  if (kind === 'object' || !bad.mask) return { good: good.image, bad: bad.image };
  const corner = (middle: number) =>
    Math.round(Math.min(SIZE_PX - PART_PX, Math.max(0, middle - PART_PX / 2)));
  const [x, y] = middleOf(bad.mask).map(corner);
  const part = (image: RgbImage) => cropImage(image, { x, y, width: PART_PX, height: PART_PX });
  return { good: part(good.image), bad: part(bad.image) };
}

/** They are the same every time. */
const kept = new Map<SampleName, SamplePictures>();

/** Calls `onPainted` for each sample as its pictures come. Rejects with the signal's reason. */
export async function paintPictures(
  signal: AbortSignal,
  onPainted: (pictures: ReadonlyMap<SampleName, SamplePictures>) => void,
): Promise<void> {
  for (const sample of SAMPLES) {
    if (!kept.has(sample.name)) kept.set(sample.name, await paint(sample, signal));
    signal.throwIfAborted();
    onPainted(new Map(kept));
  }
}
