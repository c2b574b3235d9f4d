/**
 * Pixel metrics over ALL pixels of the given maps, exactly: one radix sort of the normal pixels, one of the anomalous
 * pixels (with their region), and one descending sweep that serves every metric.
 *   pixel AUROC and average precision as for images (ties grouped), best F1 over all thresholds, IoU at a threshold
 *   AUPRO (Bergmann et al. 2021): mean over regions of the covered share, against the share of normal pixels called
 *   anomalous, integrated from 0 to FPR 0.3 (the last step is cut by linear interpolation) and divided by 0.3. Regions are
 *   8-connected components of each mask.
 */
import { connectedComponents } from './components.ts';
import { requireFiniteScores } from './finite.ts';
import { floatKeys, keyValue, radixSort } from './radix-sort.ts';

/** The same numbers as the worker's protocol sends. */
export interface PixelScores {
  readonly auroc: number;
  readonly averagePrecision: number;
  readonly aupro: number;
  /** The same up to a false-positive rate of 0.05. */
  readonly aupro05: number;
  readonly bestF1: number;
  /** Threshold of `bestF1`. */
  readonly bestThreshold: number;
  readonly iouAtThreshold: number;
}

export interface PixelInput {
  readonly width: number;
  readonly height: number;
  /** Number of images. */
  readonly count: number;
  /** Anomaly map of image i, `[height, width]`; asked for once each, so it may be computed on demand. */
  mapAt(index: number): Float32Array;
  /** Mask of image i, non-zero where anomalous; null for a normal image. Leave anomalous images without a mask out. */
  maskAt(index: number): Uint8Array | null;
  /** `[height, width]`, 1 in the region of interest: other pixels are not counted. Null or absent for all. */
  readonly inside?: Uint8Array | null;
  /** Pixels at or above it are called anomalous in `iouAtThreshold`. */
  readonly threshold: number;
  /** Where the integration of AUPRO ends. Default 0.3. */
  readonly maxFpr?: number;
}

/** Null where there is no anomalous or no normal pixel. */
export function pixelMetrics(input: PixelInput): PixelScores | null {
  return sweepPixels(sortPixels(input), input.threshold, input.maxFpr);
}

/** Sorted pixels of some images; the regions of their masks belong to them alone. */
export interface SortedPixels {
  /** Keys (`floatKeys`) of the normal pixels in one or more parts, each ascending. */
  readonly negatives: readonly Uint32Array[];
  /** Ascending keys of the anomalous pixels, and the region of each. */
  readonly positives: Uint32Array;
  readonly region: Uint32Array;
  /** Pixels of each region. */
  readonly regionSizes: readonly number[];
}

/** @throws PlaygroundError `scores-not-finite`: what is no number would sort above all others and count as the surest defect */
function requireFinitePixels(map: Float32Array, counted: Int32Array | null): void {
  requireFiniteScores(counted ? Float32Array.from(counted, (p) => map[p]) : map);
}

export function sortPixels(input: Omit<PixelInput, 'threshold' | 'maxFpr'>): SortedPixels {
  const { normal, anomalous, region, regionSizes } = collect(input);
  const negatives = radixSort(normal, null).keys;
  const { keys: positives, payload } = radixSort(anomalous, region);
  return { negatives: [negatives], positives, region: payload, regionSizes };
}

function collect({
  width,
  height,
  count,
  mapAt,
  maskAt,
  inside = null,
}: Omit<PixelInput, 'threshold' | 'maxFpr'>) {
  const whole = width * height;
  // Indices of the pixels that count.
  const counted = inside && Int32Array.from(inside.keys()).filter((p) => inside[p] === 1);
  const size = counted?.length ?? whole;
  const masks = Array.from({ length: count }, (_, i) => {
    const mask = maskAt(i);
    return inside && mask ? mask.map((value, p) => value * inside[p]) : mask;
  });
  let positives = 0;
  for (const mask of masks) if (mask) for (let p = 0; p < whole; p++) if (mask[p]) positives++;
  const normal = new Uint32Array(count * size - positives);
  const anomalous = new Uint32Array(positives);
  const region = new Uint32Array(positives);
  const regionSizes: number[] = [];
  const keys = new Uint32Array(whole);
  let n = 0;
  let a = 0;
  masks.forEach((mask, image) => {
    const map = mapAt(image);
    requireFinitePixels(map, counted);
    if (!mask && counted) {
      floatKeys(map, keys, 0);
      for (const p of counted) normal[n++] = keys[p];
      return;
    }
    if (!mask) {
      floatKeys(map, normal, n);
      n += size;
      return;
    }
    floatKeys(map, keys, 0);
    const { labels, count: regions } = connectedComponents(mask, width, height);
    const first = regionSizes.length;
    for (let r = 0; r < regions; r++) regionSizes.push(0);
    for (let p = 0; p < whole; p++)
      if (inside && !inside[p]) continue;
      else if (labels[p] === 0) normal[n++] = keys[p];
      else {
        const id = first + labels[p] - 1;
        regionSizes[id]++;
        region[a] = id;
        anomalous[a++] = keys[p];
      }
  });
  return { normal, anomalous, region, regionSizes };
}

/** The union of two sets of sorted pixels: the anomalous ones in one pass over each, the normal ones (many more) as parts beside each other. */
export function mergePixels(a: SortedPixels, b: SortedPixels): SortedPixels {
  const first = a.regionSizes.length;
  const positives = new Uint32Array(a.positives.length + b.positives.length);
  const region = new Uint32Array(positives.length);
  let i = 0;
  let j = 0;
  for (let k = 0; k < positives.length; k++) {
    const fromA = j >= b.positives.length || (i < a.positives.length && a.positives[i] <= b.positives[j]);
    region[k] = fromA ? a.region[i] : b.region[j] + first;
    positives[k] = fromA ? a.positives[i++] : b.positives[j++];
  }
  return {
    negatives: [...a.negatives, ...b.negatives],
    positives,
    region,
    regionSizes: [...a.regionSizes, ...b.regionSizes],
  };
}

/** Area under the line on which the overlap rises through a tie of normal and anomalous pixels, up to `most` normal ones. */
function alongLine(from: number, to: number, low: number, high: number, most: number): number {
  if (from >= most || to === from) return 0;
  const reach = Math.min(to, most) - from;
  return reach * (low + (((high - low) / (to - from)) * reach) / 2);
}

/** The false-positive rate of the stricter AUPRO, as MVTec LOCO AD and MVTec AD 2 report it. */
const STRICT_FPR = 0.05;

/** Every metric in one pass from the highest score down; null without an anomalous or a normal pixel. */
export function sweepPixels(
  { negatives, positives, region, regionSizes }: SortedPixels,
  threshold: number,
  maxFpr = 0.3,
): PixelScores | null {
  const normal = negatives.reduce((sum, part) => sum + part.length, 0);
  const anomalous = positives.length;
  if (normal === 0 || anomalous === 0) return null;
  const weight = Float64Array.from(regionSizes, (size) => 1 / (size * regionSizes.length));
  const out = {
    auroc: 0,
    averagePrecision: 0,
    aupro: 0,
    aupro05: 0,
    bestF1: 0,
    bestThreshold: Infinity,
    iouAtThreshold: 0,
  };
  const limit = maxFpr * normal;
  const strictLimit = STRICT_FPR * normal;
  let tp = 0;
  let fp = 0;
  let overlap = 0;
  let i = anomalous - 1;
  /** Of each part, how many normal pixels are still to come. */
  const left = negatives.map((part) => part.length);
  let twiceArea = 0;
  /** Normal pixels alone: the regions stay covered as they are. */
  const passNormal = (count: number) => {
    twiceArea += 2 * count * tp;
    out.aupro += (Math.min(fp + count, limit) - Math.min(fp, limit)) * overlap;
    out.aupro05 += (Math.min(fp + count, strictLimit) - Math.min(fp, strictLimit)) * overlap;
    fp += count;
  };
  while (i >= 0) {
    const key = positives[i];
    let above = 0;
    for (let n = 0; n < negatives.length; n++) {
      const part = negatives[n];
      let end = left[n];
      while (end > 0 && part[end - 1] > key) end--;
      above += left[n] - end;
      left[n] = end;
    }
    passNormal(above);
    const tpBefore = tp;
    const fpBefore = fp;
    const overlapBefore = overlap;
    for (; i >= 0 && positives[i] === key; i--, tp++) overlap += weight[region[i]];
    for (let n = 0; n < negatives.length; n++)
      for (; left[n] > 0 && negatives[n][left[n] - 1] === key; left[n]--) fp++;
    twiceArea += (fp - fpBefore) * (tp + tpBefore);
    out.aupro += alongLine(fpBefore, fp, overlapBefore, overlap, limit);
    out.aupro05 += alongLine(fpBefore, fp, overlapBefore, overlap, strictLimit);
    out.averagePrecision += ((tp - tpBefore) * tp) / (tp + fp);
    const f1 = (2 * tp) / (tp + fp + anomalous);
    if (f1 > out.bestF1) {
      out.bestF1 = f1;
      out.bestThreshold = keyValue(key);
    }
  }
  passNormal(left.reduce((sum, count) => sum + count, 0));
  const reached = (keys: Uint32Array) => keys.length - lowerBound(keys, threshold);
  const covered = reached(positives);
  const called = negatives.reduce((sum, part) => sum + reached(part), 0);
  out.iouAtThreshold = covered / (anomalous + called);
  out.auroc = twiceArea / (2 * anomalous * normal);
  out.averagePrecision /= anomalous;
  out.aupro /= limit;
  out.aupro05 /= strictLimit;
  return out;
}

/** Index of the first key whose value is >= threshold. */
function lowerBound(keys: Uint32Array, threshold: number): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (keyValue(keys[middle]) >= threshold) high = middle;
    else low = middle + 1;
  }
  return low;
}
