/**
 * A drawing in SVG as a picture of pixels, through the browser's own renderer. The page's thread, which alone can draw SVG, draws it band by band with
 * turns between them; a worker puts the bands together and writes the file.
 */
import { PlaygroundError } from '../../core/errors.ts';

interface Wanted {
  readonly width: number;
  readonly height: number;
  readonly type: 'image/png' | 'image/jpeg';
  /** In [0, 1], of JPEG. */
  readonly quality?: number;
}

export type BandRequest =
  | { readonly type: 'start'; readonly width: number; readonly height: number }
  | { readonly type: 'band'; readonly top: number; readonly bitmap: ImageBitmap }
  | { readonly type: 'finish'; readonly options: ImageEncodeOptions };

export type BandReply =
  | { readonly type: 'ready' }
  | { readonly type: 'done'; readonly blob: Blob }
  | { readonly type: 'failed'; readonly message: string };

/** A band of an A4 sheet at 300 dpi has a third of a million pixels: some milliseconds. */
const BAND_PX = 128;

/** @throws where the browser cannot draw it (EncodingError), or has no memory for so many pixels */
export async function svgPicture(svg: string, { width, height, type, quality }: Wanted): Promise<Blob> {
  const image = new Image(width, height);
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  const worker = new Worker(new URL('./picture-bands.worker.ts', import.meta.url), {
    type: 'module',
    name: 'picture-bands',
  });
  const ask = (request: BandRequest, handed: Transferable[] = []): Promise<BandReply> =>
    new Promise((resolve, reject) => {
      const fail = (message: string) => reject(new PlaygroundError('export-failed', message));
      worker.onerror = (event) => {
        event.preventDefault();
        fail(event.message || 'The worker stopped unexpectedly.');
      };
      worker.onmessage = ({ data }: MessageEvent<BandReply>) =>
        data.type === 'failed' ? fail(data.message) : resolve(data);
      worker.postMessage(request, handed);
    });
  try {
    image.src = url;
    await image.decode();
    await ask({ type: 'start', width, height });
    for (let top = 0; top < height; top += BAND_PX) {
      const band = new OffscreenCanvas(width, Math.min(BAND_PX, height - top));
      const context = band.getContext('2d') as OffscreenCanvasRenderingContext2D;
      context.drawImage(image, 0, -top, width, height);
      const bitmap = band.transferToImageBitmap();
      // The answer comes as a task of its own: the page has its turn before the next band.
      await ask({ type: 'band', top, bitmap }, [bitmap]);
    }
    const options = quality === undefined ? { type } : { type, quality };
    const done = await ask({ type: 'finish', options });
    if (done.type !== 'done') throw new PlaygroundError('export-failed', 'The picture was not finished.');
    return done.blob;
  } finally {
    worker.terminate();
    URL.revokeObjectURL(url);
  }
}
