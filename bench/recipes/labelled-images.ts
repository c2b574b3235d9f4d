/**
 * Images with labels and masks for benches in Node, at the page's working size: a folder as in MVTec AD, or a built-in sample by name. Normal
 * training images are split as the page splits them: a part is kept for the threshold where there are enough.
 */
import { existsSync, readdirSync } from 'node:fs';
import { basename, join, parse } from 'node:path';
import sharp from 'sharp';
import { chooseCalibration } from '../../src/core/calibration/split.ts';
import { resizeArea } from '../../src/core/image/resize.ts';
import { paintSample, planSample, SAMPLES } from '../../src/core/samples/samples.ts';
import type { EngineImage } from '../../src/worker/protocol.ts';
import { readPixels, SIZE } from '../normal-images.ts';

/** Share of the training images that the presets keep for the threshold. */
const KEPT_SHARE = 0.2;

export interface LabelledSet {
  readonly name: string;
  readonly images: readonly EngineImage[];
}

/** `source`: a folder, or the name of a sample; `share` of the normal training images is kept for the threshold. */
export async function readLabelled(
  source: string,
  seed: number,
  share: number = KEPT_SHARE,
): Promise<LabelledSet> {
  const sample = SAMPLES.find(({ name }) => name === source);
  const images = sample ? paintAll(sample.name) : await readFolder(source);
  const train = images.filter(({ role }) => role === 'train').map((image) => ({ ...image, path: image.id }));
  const kept = new Set([...chooseCalibration(train, share, seed)].map(({ path }) => path));
  return {
    name: basename(source),
    images: images.map((image) => (kept.has(image.id) ? { ...image, role: 'calibration' } : image)),
  };
}

function paintAll(name: (typeof SAMPLES)[number]['name']): EngineImage[] {
  return planSample(SAMPLES.find((sample) => sample.name === name)!).map((planned) => {
    const { path, role, label, image, mask } = paintSample(name, 0, SIZE, planned).sample;
    return { id: path, role, label, pixels: image.data, mask: mask?.data ?? null };
  });
}

async function readFolder(folder: string): Promise<EngineImage[]> {
  const images: EngineImage[] = [];
  const types = readdirSync(join(folder, 'test')).sort();
  for (const part of ['train/good', ...types.map((type) => `test/${type}`)]) {
    const type = basename(part);
    for (const file of readdirSync(join(folder, part)).sort()) {
      const path = `${part}/${file}`;
      images.push({
        id: path,
        role: part === 'train/good' ? 'train' : 'test',
        label: type === 'good' ? 'normal' : 'anomalous',
        pixels: await readPixels(join(folder, path)),
        mask: await readMask(join(folder, 'ground_truth', type, `${parse(file).name}_mask.png`)),
      });
    }
  }
  return images;
}

/** 0 or 1 for each pixel; null where there is no such file. */
async function readMask(path: string): Promise<Uint8Array | null> {
  if (!existsSync(path)) return null;
  const { data, info } = await sharp(path)
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const image = { width: info.width, height: info.height, data: new Uint8Array(data) };
  const { data: pixels } = resizeArea(image, SIZE, SIZE);
  return Uint8Array.from({ length: SIZE * SIZE }, (_, i) => (pixels[3 * i] > 127 ? 1 : 0));
}
