/** Whether a map of a defect-free image has a brighter border: mean of the outer pixels over the mean of the others. */
export function borderShare(map: Float32Array, sizePx: number, borderPx: number): number {
  let [outer, inner] = [0, 0];
  for (let y = 0; y < sizePx; y++)
    for (let x = 0; x < sizePx; x++) {
      const inside = Math.min(x, y, sizePx - 1 - x, sizePx - 1 - y) >= borderPx;
      if (inside) inner += map[y * sizePx + x];
      else outer += map[y * sizePx + x];
    }
  const innerCount = (sizePx - 2 * borderPx) ** 2;
  return outer / (sizePx * sizePx - innerCount) / (inner / innerCount);
}
