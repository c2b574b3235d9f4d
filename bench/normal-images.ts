/** Normal images of the built-in sets and of folders as in MVTec AD, at the page's working size, for benches in Node. */
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import sharp from 'sharp';
import { resizeArea } from '../src/core/image/resize.ts';
import { paintSample, planSample, SAMPLES } from '../src/core/samples/samples.ts';

export const SIZE = 256;

export interface Normal {
  readonly path: string;
  readonly pixels: Uint8Array;
}

export function paintNormals(name: string): Normal[] {
  const sample = SAMPLES.find((one) => one.name === name);
  if (!sample) throw new Error(`There is no sample "${name}".`);
  return planSample(sample)
    .filter(({ defectType }) => defectType === null)
    .map((planned) => {
      const { sample: painted } = paintSample(sample.name, 0, SIZE, planned);
      return { path: painted.path, pixels: painted.image.data };
    });
}

export const readNormals = (folder: string): Promise<Normal[]> =>
  readImages(folder, ['train/good', 'test/good']);

/** All images of these parts of the folder, in the order of their names. */
export async function readImages(folder: string, parts: readonly string[]): Promise<Normal[]> {
  const paths = parts.flatMap((part) =>
    readdirSync(join(folder, part))
      .sort()
      .map((name) => `${part}/${name}`),
  );
  const normals: Normal[] = [];
  for (const path of paths) normals.push({ path, pixels: await readPixels(join(folder, path)) });
  return normals;
}

/** One file as `[SIZE, SIZE, 3]`. */
export async function readPixels(path: string): Promise<Uint8Array> {
  const { data, info } = await sharp(path)
    .flatten({ background: '#000' })
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const image = { width: info.width, height: info.height, data: new Uint8Array(data) };
  return resizeArea(image, SIZE, SIZE).data;
}

/** The sets that a bench was asked for: names of samples and paths of folders, each a list with commas. */
export function normalSets({ sample, data }: { readonly sample: string; readonly data: string }) {
  const listed = (text: string) => text.split(',').filter(Boolean);
  return [
    ...listed(sample).map((name) => ({ name, load: () => Promise.resolve(paintNormals(name)) })),
    ...listed(data).map((folder) => ({ name: basename(folder), load: () => readNormals(folder) })),
  ];
}
