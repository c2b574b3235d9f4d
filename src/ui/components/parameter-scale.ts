/**
 * Slider positions of numeric parameters: linear, or logarithmic where the table says so. A position gives a round value: a multiple of
 * the parameter's step, or two significant digits on a logarithmic scale.
 */
import type { NumericParameter } from '../../core/config/parameters.ts';

/** Positions are whole numbers from 0 to this. */
export const SLIDER_STEPS = 200;

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

type Scale = Pick<NumericParameter, 'min' | 'max' | 'step' | 'kind' | 'logarithmic'>;

/** A logarithmic scale that begins at 0 has 0 at its end, and from there on what is 1 or more. */
const lowest = (min: number, logarithmic: boolean): number => (logarithmic && min === 0 ? 1 : min);

/** Position of a value in [0, SLIDER_STEPS]; values outside the slider's range lie at its ends. */
export function toSlider({ min, max, logarithmic }: Scale, value: number): number {
  const low = lowest(min, logarithmic);
  const at = clamp(value, low, max);
  const share = logarithmic ? Math.log(at / low) / Math.log(max / low) : (at - min) / (max - min);
  return share * SLIDER_STEPS;
}

/** The round value at a position. */
export function fromSlider({ min, max, step, kind, logarithmic }: Scale, position: number): number {
  const share = clamp(position / SLIDER_STEPS, 0, 1);
  if (share === 0) return min;
  if (share === 1) return max;
  if (logarithmic) {
    const low = lowest(min, logarithmic);
    const value = Number((low * (max / low) ** share).toPrecision(2));
    return clamp(kind === 'integer' ? Math.max(1, Math.round(value)) : value, min, max);
  }
  const value = min + Math.round((share * (max - min)) / step) * step;
  return clamp(Number(value.toPrecision(8)), min, max);
}
