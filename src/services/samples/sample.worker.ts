/** Paints pictures of the built-in sets off the page's thread, one a request. */
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
    return { pixels: share(sample.image.data), mask: shareMask(sample.mask) };
  },
  ({ pixels, mask }) => (mask ? [pixels.buffer, mask.buffer] : [pixels.buffer]),
);
