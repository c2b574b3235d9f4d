/**
 * Scores an image as the playground did when it trained this detector: resize, normalise, features of the image or of every window of
 * it, density, and the highest value (or the one that stands highest above normal images) as the score. Runs in a browser and in Node.
 */
import { openDensity } from './density.mjs';
import { resize } from './resize.mjs';

/** What a detector cannot do without. */
export const FILES = ['detector.json', 'model/model.json', 'model/weights.bin', 'density.bin'];

/** `tf` is TensorFlow.js; `read(name)` gives the bytes of a file of this folder. */
export async function openDetector(tf, read) {
  const json = async (name) => JSON.parse(new TextDecoder().decode(await read(name)));
  const settings = await json('detector.json');
  const { modelTopology, weightsManifest } = await json('model/model.json');
  const model = await tf.loadLayersModel(
    tf.io.fromMemory({
      modelTopology,
      weightSpecs: weightsManifest[0].weights,
      weightData: await read('model/weights.bin'),
    }),
  );
  const law = settings.windows?.correction
    ? openCorrection(tf, await read('correction.bin'), settings.density.dimension)
    : null;
  const density = openDensity(settings.density, new Float64Array(await read('density.bin')));
  const scale = settings.imageScore === 'standardised' ? new Float64Array(await read('places.bin')) : null;
  return {
    settings,
    /** `image`: width, height and data with 4 bytes a pixel, as a canvas gives them. */
    async score(image) {
      const pixels = limit(resize(image, settings.image.sizePx, settings.image.fit), settings.region);
      const features = placesInside(await embed(tf, model, pixels, settings, law), settings);
      const own = features.map((feature, place) => density(feature, place));
      const score = highest(own, scale);
      const places = settings.region && settings.windows ? settings.region.nearest.map((i) => own[i]) : own;
      return {
        score,
        pValue: pValue(score, settings.calibration?.scores),
        anomalous: score >= settings.threshold,
        places,
        side: Math.sqrt(places.length),
      };
    },
  };
}

/** Paints over what lies outside of the region of interest, in place. `inside` holds lengths of runs, outside first. */
function limit(pixels, region) {
  let at = 0;
  region?.inside.forEach((length, run) => {
    for (const end = at + length; at < end; at++) if (run % 2 === 0) pixels.set(region.colour, 3 * at);
  });
  return pixels;
}

/** Windows outside of the region have no score; the map repeats the nearest one inside. */
function placesInside(features, { region, windows }) {
  return region && windows ? region.kept.map((place) => features[place]) : features;
}

/**
 * The highest value or, where the numbers bring what normal images score at each place (centres, then spreads), the most standard deviations
 * above it.
 */
function highest(places, scale) {
  const inScore = scale ? places.map((value, p) => (value - scale[p]) / scale[places.length + p]) : places;
  return inScore.reduce((most, value) => Math.max(most, value), -Infinity);
}

/** Share of normal images at least as unusual, with one added above and below; null for a detector that brings no such scores. */
function pValue(score, calibration) {
  if (!calibration?.length) return null;
  const atLeast = calibration.filter((other) => other >= score).length;
  return (atLeast + 1) / (calibration.length + 1);
}

/** Features of the whole image, or of its windows row by row. */
async function embed(tf, model, pixels, settings, law) {
  const { normalise, windows } = settings;
  const { sizePx } = settings.image;
  const image = tf.tidy(() =>
    tf.tensor3d(pixels, [sizePx, sizePx, 3], 'float32').div(255).sub(normalise.mean).div(normalise.deviation),
  );
  const means = (batch) => tf.tidy(() => model.predict(batch).mean([1, 2]));
  const all = [];
  if (!windows) {
    all.push(await rowsOf(means(image.expandDims())));
  } else if (windows.dense === 'exact') {
    // Every window by itself, a row of them at a time.
    const { sizePx: w, stridePx } = windows;
    const side = Math.floor((sizePx - w) / stridePx) + 1;
    const starts = Array.from({ length: side }, (_, i) => i * stridePx);
    const row = (y) => tf.tidy(() => means(tf.stack(starts.map((x) => image.slice([y, x, 0], [w, w, 3])))));
    for (const y of starts) all.push(await rowsOf(row(y)));
  } else {
    all.push(await fastWindows(tf, model, image, settings, law));
  }
  image.dispose();
  return all.flat();
}

/** Weights `[5 * D, D]` and bias `[D]` that make a window's feature from its mean and those along its edges. */
function openCorrection(tf, bytes, d) {
  const numbers = new Float32Array(bytes);
  const rows = numbers.length / d - 1;
  return {
    weights: tf.tensor2d(numbers.subarray(0, rows * d), [rows, d]),
    bias: tf.tensor1d(numbers.subarray(rows * d)),
  };
}

/**
 * Windows of `cells` x `cells` cells that lie `apart` places apart: their means or, with a law, what it makes of the mean over all cells and
 * the means along the four edges.
 */
function poolWindows(tf, map, cells, apart, law) {
  const mean = (part, tall, wide) =>
    tall * wide === 1 ? part : tf.pool(part, [tall, wide], 'avg', 'valid', apart, 1);
  if (!law) return mean(map, cells, cells);
  const reach = (cells - 1) * apart;
  const edge = (top, left, tall, wide) => {
    const [, height, width, d] = map.shape;
    const size = [1, height - (tall === 1 ? reach : 0), width - (wide === 1 ? reach : 0), d];
    return mean(map.slice([0, top, left, 0], size), tall, wide);
  };
  const edges = [
    [0, 0, 1, cells],
    [reach, 0, 1, cells],
    [0, 0, cells, 1],
    [0, reach, cells, 1],
  ];
  const all = [mean(map, cells, cells), ...(cells > 1 ? edges.map((part) => edge(...part)) : [])];
  const means = tf.concat(all, 3);
  const [, rows, columns, inputs] = means.shape;
  return means
    .reshape([-1, inputs])
    .matMul(law.weights)
    .add(law.bias)
    .reshape([1, rows, columns, law.bias.shape[0]]);
}

/**
 * The whole image at once: the cells of the last feature map that lie in each window. The map has a place every `placePx`; where windows
 * start between its places, the image is shifted.
 */
async function fastWindows(tf, model, image, { windows, networkStridePx, placePx }, law) {
  const { sizePx, stridePx, cells } = windows;
  const side = Math.floor((image.shape[0] - sizePx) / stridePx) + 1;
  const starts = Array.from({ length: side }, (_, i) => i * stridePx);
  const shifts = [...new Set(starts.map((start) => start % placePx))];
  const features = [];
  for (const top of shifts)
    for (const left of shifts) {
      const pooled = tf.tidy(() => {
        const shifted = tf.pad(image.slice([top, left, 0]), [
          [0, top],
          [0, left],
          [0, 0],
        ]);
        const map = model.predict(shifted.expandDims());
        return poolWindows(tf, map, cells, networkStridePx / placePx, law).squeeze([0]);
      });
      const columns = pooled.shape[1];
      const values = await rowsOf(pooled);
      starts.forEach((y, r) =>
        starts.forEach((x, c) => {
          if (y % placePx !== top || x % placePx !== left) return;
          features[r * side + c] = values[((y - top) / placePx) * columns + (x - left) / placePx];
        }),
      );
    }
  return features;
}

/** The values of a tensor `[..., D]` as rows of D; the tensor is freed. */
async function rowsOf(tensor) {
  const [d] = tensor.shape.slice(-1);
  const values = await tensor.data();
  tensor.dispose();
  return Array.from({ length: values.length / d }, (_, i) => values.subarray(i * d, (i + 1) * d));
}
