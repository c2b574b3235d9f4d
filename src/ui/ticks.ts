/** Round numbers for an axis: multiples of 1, 2 or 5 times a power of ten inside [0, top], at most `most` of them. */
export function roundTicks(top: number, most = 5): number[] {
  if (!(top > 0)) return [0];
  const rough = top / (most - 1);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough * (1 - 1e-9)) as number);
  const ticks: number[] = [];
  for (let i = 0; i * step <= top * (1 + 1e-9); i++) ticks.push(Number((i * step).toPrecision(12)));
  return ticks;
}

/** The lowest round number that holds all values, for the top of an axis from 0. */
export function roundTop(highest: number, most = 5): number {
  if (!(highest > 0)) return 1;
  const ticks = roundTicks(highest, most);
  const last = ticks[ticks.length - 1];
  return last >= highest ? last : Number((last + ticks[1]).toPrecision(12));
}

/** An axis that shows a change: round numbers around all values, the first and the last its ends; not from 0 where that would flatten it. */
export function roundRange(low: number, high: number, most = 5): number[] {
  if (!(high > low)) return low > 0 ? [0, roundTop(high, most)] : [0, 1];
  // From 0 where the values reach near it.
  if (low >= 0 && low < 0.35 * high) return roundTicks(roundTop(high, most), most);
  const rough = (high - low) / (most - 1);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough * (1 - 1e-9)) as number);
  const ticks: number[] = [];
  for (let i = Math.floor(low / step + 1e-9); ; i++) {
    ticks.push(Number((i * step).toPrecision(12)));
    if (i * step >= high * (1 - 1e-12)) return ticks;
  }
}
