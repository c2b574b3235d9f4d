/**
 * Bytes to network input: / 255, then ImageNet mean and standard deviation (method section 2), through a table of 3 x 256 floats
 * on the host. One upload of floats, no extra passes on the device, and the same values on every backend.
 */
export const MEAN = [0.485, 0.456, 0.406];
export const DEVIATION = [0.229, 0.224, 0.225];

const TABLE = Float32Array.from({ length: 3 * 256 }, (_, i) => {
  const channel = Math.floor(i / 256);
  return ((i % 256) / 255 - MEAN[channel]) / DEVIATION[channel];
});

/** `[..., 3]` bytes to floats of the same shape, into `target` where given. */
export function normalisePixels(
  pixels: Uint8Array,
  target: Float32Array = new Float32Array(pixels.length),
): Float32Array {
  for (let i = 0; i < pixels.length; i += 3) {
    target[i] = TABLE[pixels[i]];
    target[i + 1] = TABLE[256 + pixels[i + 1]];
    target[i + 2] = TABLE[512 + pixels[i + 2]];
  }
  return target;
}
