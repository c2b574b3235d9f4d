/**
 * The interval of an AUROC, one method for every screen, file and table: the score interval of Newcombe (2006, method 5), all values
 * theta with (found - theta)^2 <= z^2 V(theta), where V is Hanley and McNeil's variance (1982), widened by the factor by which
 * DeLong's variance is larger. It never leaves [0, 1] and stays honest at the border: a perfect order of eleven anomalies is
 * "1.000 [0.80, 1.000]", where a bootstrap or DeLong's normal interval would be a point.
 */
import { aurocCovariance, groupCount, placements, type Placements } from './delong.ts';
import type { Interval } from './interval.ts';
import { normalQuantile } from './normal-law.ts';
import type { Labels } from './ranking.ts';

/** Hanley and McNeil's variance of an AUROC with m anomalous and n normal images, in Newcombe's symmetric form. */
function variance(theta: number, m: number, n: number): number {
  const half = (m + n) / 2 - 1;
  const terms = 1 + (half * (1 - theta)) / (2 - theta) + (half * theta) / (1 + theta);
  return (theta * (1 - theta) * terms) / (m * n);
}

/** Where theta leaves what z allows, between the value found and a border. */
function bound(found: number, border: 0 | 1, allowed: (theta: number) => number): number {
  let inside = found;
  let outside: number = border;
  if (Math.abs(border - found) <= allowed(border)) return border;
  for (let i = 0; i < 100 && inside !== outside; i++) {
    const middle = (inside + outside) / 2;
    if (middle === inside || middle === outside) break;
    if (Math.abs(middle - found) <= allowed(middle)) inside = middle;
    else outside = middle;
  }
  return inside;
}

/** The interval from what is found: the AUROC, the groups of each class, DeLong's variance. */
function intervalAround(found: number, m: number, n: number, delong: number, level: number): Interval {
  const own = variance(found, m, n);
  const factor = own > 0 ? Math.max(1, delong / own) : 1;
  const z = normalQuantile(0.5 + level / 2);
  const allowed = (theta: number) => z * Math.sqrt(factor * variance(theta, m, n));
  return { low: bound(found, 0, allowed), high: bound(found, 1, allowed) };
}

export interface AurocWithInterval extends Interval {
  readonly auroc: number;
}

/**
 * Null where a class is missing.
 * @param groups group of each image where some belong together: groups count then, not images
 * @throws PlaygroundError `scores-not-finite`
 */
export function aurocInterval(
  scores: ArrayLike<number>,
  labels: Labels,
  { level = 0.95, groups }: { readonly level?: number; readonly groups?: readonly string[] } = {},
): AurocWithInterval | null {
  const placed = placements(scores, labels);
  if (!placed) return null;
  return { auroc: placed.auroc, ...intervalOf(placed, labels, level, groups) };
}

function intervalOf(placed: Placements, labels: Labels, level: number, groups?: readonly string[]): Interval {
  const [m, n] = [true, false].map((anomalous) => groupCount(labels, anomalous, groups));
  return intervalAround(placed.auroc, m, n, aurocCovariance(placed, placed, labels, groups), level);
}

export interface AurocComparison extends Interval {
  /** AUROC of the first scores minus that of the second. */
  readonly difference: number;
  /** Two-sided: one minus the largest level whose interval leaves out 0, times the number of comparisons; at most 1. */
  readonly pValue: number;
}

export interface ComparisonOptions {
  readonly level?: number;
  /** How many comparisons are looked at together: each is held to level 1 - (1 - level) / comparisons (Bonferroni). */
  readonly comparisons?: number;
  readonly groups?: readonly string[];
}

/**
 * Difference of two AUROCs on the same images: the two intervals combined by Zou and Donner's rule (2008, MOVER) with DeLong's
 * correlation. Null where a class is missing.
 * @throws PlaygroundError `scores-not-finite`
 */
export function compareAurocs(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  labels: Labels,
  { level = 0.95, comparisons = 1, groups }: ComparisonOptions = {},
): AurocComparison | null {
  const a = placements(first, labels);
  const b = placements(second, labels);
  if (!a || !b) return null;
  const variances = [a, b].map((one) => aurocCovariance(one, one, labels, groups));
  const both = Math.sqrt(variances[0] * variances[1]);
  const correlation = both > 0 ? Math.min(1, aurocCovariance(a, b, labels, groups) / both) : 0;
  const difference = a.auroc - b.auroc;
  const at = (wanted: number): Interval => {
    const [own, other] = [a, b].map((one) => intervalOf(one, labels, wanted, groups));
    const reach = (x: number, y: number) => Math.sqrt(Math.max(0, x * x - 2 * correlation * x * y + y * y));
    return {
      low: difference - reach(a.auroc - own.low, other.high - b.auroc),
      high: difference + reach(own.high - a.auroc, b.auroc - other.low),
    };
  };
  const pValue = Math.min(1, comparisons * largestOutside(at));
  return { difference, pValue, ...at(1 - (1 - level) / comparisons) };
}

/** One minus the largest level whose interval does not hold 0; 1 where every interval does. */
function largestOutside(at: (level: number) => Interval): number {
  const outside = (p: number) => {
    const { low, high } = at(1 - p);
    return low > 0 || high < 0;
  };
  // By the logarithm of p: from 1 down to what doubles can tell from a level of 1.
  let inside = -15;
  let out = 0;
  if (!outside(1 - 1e-9)) return 1;
  if (outside(10 ** inside)) return 10 ** inside;
  for (let i = 0; i < 50; i++) {
    const middle = (inside + out) / 2;
    if (outside(10 ** middle)) out = middle;
    else inside = middle;
  }
  return 10 ** out;
}
