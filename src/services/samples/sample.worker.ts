/** Paints pictures of the built-in sets off the page's thread, one a request. */
import { pixelHash } from '../../core/dataset/pixel-hash.ts';
import type { BinaryMask } from '../../core/image/types.ts';
import { paintSample, type PlannedImage } from '../../core/samples/samples.ts';
import type { SampleName } from '../../core/samples/types.ts';
import { allocateBytes, serve } from '../worker-serve.ts';

export interface PaintRequest {
  readonly name: SampleName;
  readonly seed: number;
  readonly sizePx: number;
  readonly planned: PlannedImage;
}

export interface PaintResponse {
  readonly pixels: Uint8Array;
  readonly mask: Uint8Array | null;
  readonly hash: number;
}

function share(bytes: Uint8Array): Uint8Array {
  const copy = allocateBytes(bytes.length);
  copy.set(bytes);
  return copy;
}

const shareMask = (mask: BinaryMask | null): Uint8Array | null => mask && share(mask.data);

serve<PaintRequest, PaintResponse>(
  ({ name, seed, sizePx, planned }) => {
    const { sample } = paintSample(name, seed, sizePx, planned);
    const pixels = share(sample.image.data);
    return { pixels, mask: shareMask(sample.mask), hash: pixelHash(pixels) };
  },
  ({ pixels, mask }) => (mask ? [pixels.buffer, mask.buffer] : [pixels.buffer]),
);
