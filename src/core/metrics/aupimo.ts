/**
 * AUPIMO, the area under the per-image overlap curve (Bertoldo, Ameln, Vaddeboina and others, BMVC 2024; anomalib's definition): for each
 * anomalous image the covered share of its mask against the false-positive rate, which normal images alone set and all images share. It is
 * integrated over the logarithm of the rate from 1e-5 to 1e-4 and divided by the length of that, so that 1 is perfect and images count alike.
 */

/** Rates between which the curve is integrated: at 1e-4 a normal image of 256 x 256 px has six or seven wrong pixels. */
const AUPIMO_RATES = { from: 1e-5, to: 1e-4 } as const;

export interface Aupimo {
  readonly mean: number;
  readonly median: number;
  /** Anomalous images that were judged. */
  readonly images: number;
}

interface Rates {
  readonly from: number;
  readonly to: number;
}

/** Takes maps one by one; of normal ones it keeps the highest scores only, of anomalous ones those inside the mask. */
export class AupimoCollector {
  private highest: Float32Array = new Float32Array(0);
  private readonly inside: Float32Array[] = [];

  /** @param normalPixels of all normal images that will come: the upper rate of them is kept */
  constructor(
    private readonly normalPixels: number,
    private readonly rates: Rates = AUPIMO_RATES,
  ) {}

  /** @param mask null for a normal image; an anomalous image is judged by its non-zero pixels, none of its pixels counts as normal */
  add(map: Float32Array, mask: Uint8Array | null): void {
    if (mask) {
      const scores = map.filter((_, i) => mask[i] !== 0);
      if (scores.length > 0) this.inside.push(scores.sort());
      return;
    }
    const wanted = Math.ceil(this.rates.to * this.normalPixels) + 1;
    const before = this.highest;
    const cut = before.length >= wanted ? before[before.length - wanted] : -Infinity;
    const above = map.filter((score) => score >= cut);
    const joined = new Float32Array(before.length + above.length);
    joined.set(before);
    joined.set(above, before.length);
    const sorted = joined.sort();
    let from = Math.max(0, sorted.length - wanted);
    // Equal scores belong together: the rate of a threshold counts all of them.
    while (from > 0 && sorted[from - 1] === sorted[from]) from--;
    this.highest = sorted.slice(from);
  }

  /** Of each anomalous image in the order given; null where normal images are too few for the lower rate, or no mask came. */
  perImage(): Float64Array | null {
    const { from, to } = this.rates;
    if (this.inside.length === 0 || from * this.normalPixels < 1) return null;
    const curve = thresholdsOf(this.highest, this.normalPixels, to);
    // Normal maps that never came: nothing was promised of them.
    if ((curve.at(-1)?.rate ?? 0) < to) return null;
    return Float64Array.from(this.inside, (scores) => areaOf(scores, curve, this.rates));
  }

  result(): Aupimo | null {
    const values = this.perImage()?.sort();
    if (!values) return null;
    const middle = values.length >> 1;
    const median = values.length % 2 === 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    return { mean: values.reduce((a, b) => a + b, 0) / values.length, median, images: values.length };
  }
}

interface Threshold {
  readonly threshold: number;
  /** Share of normal pixels at or above it. */
  readonly rate: number;
}

/** Distinct normal scores downwards, until the rate has passed the upper bound. */
function thresholdsOf(ascending: Float32Array, pixels: number, to: number): Threshold[] {
  const out: Threshold[] = [];
  let at = ascending.length;
  while (at > 0 && (out.at(-1)?.rate ?? 0) < to) {
    const threshold = ascending[at - 1];
    while (at > 0 && ascending[at - 1] === threshold) at--;
    out.push({ threshold, rate: (ascending.length - at) / pixels });
  }
  return out;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

const onLine = (a: Point, b: Point, x: number): number => a.y + ((b.y - a.y) * (x - a.x)) / (b.x - a.x);

/** By trapezoids over the logarithm of the rate, straight lines between thresholds, cut at both bounds. */
function areaOf(ascending: Float32Array, curve: readonly Threshold[], { from, to }: Rates): number {
  const [start, end] = [Math.log(from), Math.log(to)];
  let at = ascending.length;
  const share = () => (ascending.length - at) / ascending.length;
  // Where not even the highest normal pixel is called anomalous: what lies above all of them.
  while (at > 0 && ascending[at - 1] > curve[0].threshold) at--;
  let before: Point = { x: -Infinity, y: share() };
  let area = 0;
  for (const { threshold, rate } of curve) {
    while (at > 0 && ascending[at - 1] >= threshold) at--;
    const now: Point = { x: Math.log(rate), y: share() };
    if (now.x > start) {
      const left: Point = before.x < start ? { x: start, y: startOf(before, now, start) } : before;
      const right: Point = now.x > end ? { x: end, y: onLine(left, now, end) } : now;
      area += ((left.y + right.y) / 2) * (right.x - left.x);
    }
    before = now;
    if (now.x >= end) break;
  }
  return area / (end - start);
}

/** At the lower bound: between two thresholds, or where the highest normal scores are equal, what lies above all of them. */
const startOf = (before: Point, now: Point, start: number): number =>
  before.x === -Infinity ? before.y : onLine(before, now, start);
