/** What leaves the light table: the view as PNG, a map or all maps as NPY float32. Each is asked for by the person. */
import { encodeNpy } from '../../../core/export/npy.ts';
import { colourise, colourTable, type ColourTableName } from '../../../core/heatmap/colour-tables.ts';
import type { RgbImage } from '../../../core/image/types.ts';
import { downloadFile } from '../../../services/export/download.ts';
import type { Evaluation } from '../../../worker/protocol.ts';
import { mapValues } from './map-values.ts';
import type { RankedImage } from './ranking.ts';

const stem = (path: string) => path.replace(/\.[^./]*$/, '').replaceAll('/', '_');

/** One map, `[size, size]` float32. */
export function exportMapNpy({ item, index }: RankedImage, evaluation: Evaluation, sigmaPx: number): void {
  const side = item.image.width;
  const bytes = encodeNpy(mapValues(evaluation, index, side, sigmaPx), [side, side]);
  downloadFile(`${stem(item.path)}.npy`, new Blob([bytes]));
}

/** All maps as one archive of NPY files; fflate is loaded when it is needed, and yields between files. */
export async function exportAllMaps(
  images: readonly RankedImage[],
  evaluation: Evaluation,
  sigmaPx: number,
): Promise<void> {
  const { zip } = await import('fflate');
  const files: Record<string, Uint8Array> = {};
  for (const { item, index } of images) {
    const side = item.image.width;
    files[`${stem(item.path)}.npy`] = encodeNpy(mapValues(evaluation, index, side, sigmaPx), [side, side]);
    await new Promise((resolve) => setTimeout(resolve));
  }
  const bytes = await new Promise<Uint8Array<ArrayBuffer>>((resolve, reject) =>
    zip(files, { level: 1 }, (error, data) =>
      error ? reject(error) : resolve(data as Uint8Array<ArrayBuffer>),
    ),
  );
  downloadFile(`maps-step-${evaluation.step}.zip`, new Blob([bytes], { type: 'application/zip' }));
}

interface ViewParts {
  readonly image: RgbImage;
  readonly values: Float32Array;
  readonly table: ColourTableName;
  readonly low: number;
  readonly high: number;
  readonly opacity: number;
}

/** Image and overlay side by side, at the working size. */
export async function exportViewPng(
  name: string,
  { image, values, table, low, high, opacity }: ViewParts,
): Promise<void> {
  const { width, height } = image;
  const picture = new Uint8ClampedArray(width * height * 4);
  for (let i = 0; i < width * height; i++) {
    picture.set(image.data.subarray(3 * i, 3 * i + 3), 4 * i);
    picture[4 * i + 3] = 255;
  }
  const map = new Uint8ClampedArray(width * height * 4);
  colourise(values, colourTable(table), low, high, map);
  const layer = new OffscreenCanvas(width, height);
  layer.getContext('2d')?.putImageData(new ImageData(map, width, height), 0, 0);
  const sheet = new OffscreenCanvas(2 * width, height);
  const context = sheet.getContext('2d') as OffscreenCanvasRenderingContext2D;
  context.putImageData(new ImageData(picture, width, height), 0, 0);
  context.putImageData(new ImageData(picture, width, height), width, 0);
  context.globalAlpha = opacity;
  context.drawImage(layer, width, 0);
  downloadFile(`${stem(name)}-map.png`, await sheet.convertToBlob({ type: 'image/png' }));
}
