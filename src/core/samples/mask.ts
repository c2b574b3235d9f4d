/**
 * Exact masks: where the picture with the defect differs visibly from its defect-free twin. Small gaps are closed and
 * specks removed; outside the mask the twin's own pixels are kept, so that nothing but the masked region is anomalous.
 */
import type { BinaryMask, RgbImage } from '../image/types.ts';

/** Grey levels from which a difference counts. */
const VISIBLE = 7;

/** Grows (`value` 1) or shrinks (`value` 0) a mask by `radius` pixels in the maximum norm. */
function spread(mask: Uint8Array, size: number, radius: number, value: 0 | 1): Uint8Array {
  let from = mask;
  for (const step of [1, size]) {
    const to = from.slice();
    for (let i = 0; i < from.length; i++) {
      if (from[i] !== value) continue;
      const at = step === 1 ? i % size : Math.floor(i / size);
      const low = Math.max(-radius, -at);
      const high = Math.min(radius, size - 1 - at);
      for (let k = low; k <= high; k++) to[i + k * step] = value;
    }
    from = to;
  }
  return from;
}

/**
 * Mask of the difference, and the defective picture with the twin's pixels outside it.
 * Both pictures are square and of one size. The mask is never empty when any visible pixel differs.
 */
export function composeWithMask(twin: RgbImage, defective: RgbImage): { image: RgbImage; mask: BinaryMask } {
  const size = twin.width;
  const differs = new Uint8Array(size * size);
  for (let i = 0; i < differs.length; i++) {
    let largest = 0;
    for (let c = 3 * i; c < 3 * i + 3; c++) {
      largest = Math.max(largest, Math.abs(twin.data[c] - defective.data[c]));
    }
    differs[i] = largest >= VISIBLE ? 1 : 0;
  }
  const closed = spread(spread(differs, size, 3, 1), size, 3, 0);
  const opened = spread(spread(closed, size, 1, 0), size, 1, 1);
  // Opening removes lines thinner than 3 px too: keep what touches a solid part, or everything if nothing is solid.
  const solid = opened.includes(1) ? spread(opened, size, 3, 1) : closed;
  const mask = closed.map((value, i) => (value && solid[i] ? 1 : 0));
  const data = twin.data.slice();
  for (let i = 0; i < mask.length; i++) {
    if (mask[i]) for (let c = 3 * i; c < 3 * i + 3; c++) data[c] = defective.data[c];
  }
  return {
    image: { width: size, height: size, data },
    mask: { width: size, height: size, data: mask },
  };
}
