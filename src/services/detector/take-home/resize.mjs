/** An image of any size as the square of RGB bytes that the network was trained on: area averages, as the playground makes them. */

/** A mean exactly between two bytes goes up, in whatever order it was summed. */
const HALF = 0.500000001;

/** Which pixels of a line of `from` pixels make up each of `to` pixels, and with what weight. */
function lineWeights(from, to) {
  const scale = from / to;
  return Array.from({ length: to }, (_, i) => {
    if (scale <= 1) {
      // Enlarged: linear between the two nearest pixels.
      const centre = (i * scale + (i * scale + scale)) / 2 - 0.5;
      const first = Math.min(Math.max(Math.floor(centre), 0), from - 1);
      const second = Math.min(Math.max(centre - first, 0), 1);
      return { first, weights: first + 1 < from ? [1 - second, second] : [1] };
    }
    const [left, right] = [i * scale, i * scale + scale];
    const first = Math.floor(left + 1e-9);
    const end = Math.min(from, Math.ceil(right - 1e-9));
    const share = (j) => (Math.min(right, j + 1) - Math.max(left, j)) / scale;
    return { first, weights: Array.from({ length: end - first }, (_, k) => share(first + k)) };
  });
}

/** The part of the original that is used, and where it goes in the square. */
function placing(width, height, size, fit) {
  if (fit === 'crop') {
    const side = Math.min(width, height);
    const [x, y] = [Math.floor((width - side) / 2), Math.floor((height - side) / 2)];
    return { source: { x, y, width: side, height: side }, target: { x: 0, y: 0, width: size, height: size } };
  }
  const source = { x: 0, y: 0, width, height };
  if (fit !== 'letterbox') return { source, target: { x: 0, y: 0, width: size, height: size } };
  const scale = size / Math.max(width, height);
  const [w, h] = [width, height].map((side) => Math.max(1, Math.round(side * scale)));
  const [x, y] = [w, h].map((side) => Math.floor((size - side) / 2));
  return { source, target: { x, y, width: w, height: h } };
}

/** `image`: width, height and data with 4 bytes a pixel. Returns `[size, size, 3]` bytes. */
export function resize({ width, height, data }, size, fit) {
  const { source, target } = placing(width, height, size, fit);
  const columns = lineWeights(source.width, target.width);
  const rows = lineWeights(source.height, target.height);
  const lines = Array.from({ length: source.height }, (_, y) => {
    const start = ((source.y + y) * width + source.x) * 4;
    const line = new Float64Array(target.width * 3);
    columns.forEach(({ first, weights }, x) => {
      for (let c = 0; c < 3; c++) {
        let sum = 0;
        weights.forEach((weight, k) => (sum += weight * data[start + (first + k) * 4 + c]));
        line[x * 3 + c] = sum;
      }
    });
    return line;
  });
  const out = new Uint8Array(size * size * 3);
  rows.forEach(({ first, weights }, y) => {
    const sum = new Float64Array(target.width * 3);
    weights.forEach((weight, k) => {
      const line = lines[first + k];
      for (let i = 0; i < sum.length; i++) sum[i] += weight * line[i];
    });
    const start = ((target.y + y) * size + target.x) * 3;
    for (let i = 0; i < sum.length; i++) out[start + i] = Math.min(255, Math.floor(sum[i] + HALF));
  });
  return out;
}
