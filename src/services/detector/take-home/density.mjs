/** How unlike the normal training images a feature is: the density that was fitted to them, from its numbers in density.bin. */

function dot(a, b, from = 0) {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[from + i];
  return sum;
}

/**
 * Returns `score(feature, place)`.
 * @param {Record<string, any>} settings `density` of detector.json; `arrays` are the lengths of what lies one after another in the numbers
 * @param {Float64Array} numbers of density.bin
 */
export function openDensity(settings, numbers) {
  const { law, dimension: d, locations, l2Normalise, size, gamma, offset, neighbours } = settings;
  const arrays = {};
  let start = 0;
  for (const [name, length] of Object.entries(settings.arrays)) {
    arrays[name] = numbers.subarray(start, start + length);
    start += length;
  }
  const unit = (feature) => {
    const length = l2Normalise ? Math.sqrt(dot(feature, feature)) : 1;
    return Float64Array.from(feature, (value) => (length > 1e-30 ? value / length : value));
  };
  if (law === 'gaussian') {
    // 1/2 (f - mean)^T precision (f - mean): the squared Mahalanobis distance, halved (paper, Eq. 2).
    const { mean, precision, spread } = arrays;
    return (feature, place) => {
      const from = (place % locations) * d;
      const f = unit(feature).map((value, i) => value - mean[from + i]);
      let sum = 0;
      for (let i = 0; i < d; i++) sum += f[i] * dot(f, precision, i * d);
      // Over how much normal images vary at the place, where places have their own spread.
      return sum / 2 / (spread ? spread[place % locations] : 1);
    };
  }
  // The others compare with rows that were kept of the training images.
  return (feature, place) => {
    const f = unit(feature);
    const square = dot(f, f);
    const { rows: bank } = arrays;
    const rows = Array.from({ length: size }, (_, i) => ((place % locations) * size + i) * d);
    const products = rows.map((from) => dot(f, bank, from));
    const distances = rows.map((from, i) => {
      const row = bank.subarray(from, from + d);
      return Math.max(0, square + dot(row, row) - 2 * products[i]);
    });
    if (law === 'cosine') return 1 - Math.max(...products);
    if (law === 'distance') {
      const nearest = distances.sort((a, b) => a - b).slice(0, neighbours);
      return nearest.reduce((sum, square) => sum + Math.sqrt(square), 0) / nearest.length;
    }
    const exponents = l2Normalise
      ? products.map((product) => 2 * gamma * product)
      : distances.map((distance) => -gamma * distance);
    const top = Math.max(...exponents);
    return offset - (top + Math.log(exponents.reduce((sum, e) => sum + Math.exp(e - top), 0))) / gamma;
  };
}
