/** The verdict on a file's bytes before anything is decoded: an image of some format and size, or why it is left out. */
import { readAvif } from './avif.ts';
import { readBmp } from './bmp.ts';
import { Malformed, Truncated, Unsupported } from './bytes.ts';
import { readGif } from './gif.ts';
import { sizeProblem, type ImageHeader } from './header.ts';
import { readJpeg } from './jpeg.ts';
import { readPng } from './png.ts';
import { sniff, type ImageFormat } from './sniff.ts';
import { readTiff } from './tiff.ts';
import { readWebp } from './webp.ts';
import type { SkipReason } from '../types.ts';

export type Inspection =
  | { readonly ok: true; readonly header: ImageHeader }
  | { readonly ok: false; readonly reason: SkipReason; readonly detail: string };

const READERS: Readonly<Record<ImageFormat, (bytes: Uint8Array) => ImageHeader>> = {
  png: readPng,
  jpeg: readJpeg,
  gif: readGif,
  bmp: readBmp,
  webp: readWebp,
  avif: readAvif,
  tiff: (bytes) => {
    const { widthPx, heightPx, pages, orientation } = readTiff(bytes);
    const turned = orientation > 1 ? { orientation } : {};
    return { format: 'tiff', widthPx, heightPx, several: pages > 1, ...turned };
  },
};

const refuse = (reason: SkipReason, detail: string): Inspection => ({ ok: false, reason, detail });

/** Looks at the whole file (`bytes`); never throws. */
export function inspect(bytes: Uint8Array): Inspection {
  const found = sniff(bytes);
  switch (found.kind) {
    case 'empty':
      return refuse('damaged', 'The file is empty.');
    case 'archive':
      return refuse(
        'nested-archive',
        ['ZIP', 'TAR', 'GZIP'].includes(found.what)
          ? `A ${found.what} archive; drop it by itself, unpacked or as .zip.`
          : `A ${found.what} archive. Unpack it first (7-Zip on Windows, tar -xf on macOS and Linux), then drop the folder.`,
      );
    case 'other-image':
      return found.what === 'SVG'
        ? refuse('not-an-image', 'SVG can carry scripts and is never rendered.')
        : refuse('unsupported-format', `${found.what} images cannot be read; save it as PNG.`);
    case 'other':
      return refuse('not-an-image', `Its content is ${found.what}.`);
    case 'image':
      break;
    default:
      return found satisfies never;
  }
  try {
    const header = READERS[found.format](bytes);
    const problem = sizeProblem(header.widthPx, header.heightPx);
    return problem ? refuse(problem.reason, problem.detail) : { ok: true, header };
  } catch (error) {
    if (error instanceof Unsupported) return refuse('unsupported-format', error.message);
    if (error instanceof Truncated || error instanceof Malformed) return refuse('damaged', error.message);
    return refuse('damaged', 'The header cannot be read.');
  }
}
