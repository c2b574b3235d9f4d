/** Which products some work asks for: what a check of the device goes through before a run. */
import type { Activation } from '../gemm/epilogue.ts';
import type { GemmPlan } from '../gemm/plan.ts';
import type { ConvGeometry } from './geometry.ts';

export interface NotedProduct {
  readonly kind: 'forward' | 'input' | 'filter';
  readonly geometry: ConvGeometry;
  readonly plan: GemmPlan;
  /** Forward: what follows in the same pass, and whether the value before it is kept. */
  readonly after?: { readonly activation: Activation; readonly bias: boolean; readonly kept: boolean };
  /** Input gradient: a sum in the same pass. */
  readonly plus?: boolean;
}

let notes: NotedProduct[] | null = null;

export function noteProduct(product: NotedProduct): void {
  notes?.push(product);
}

/** The products of `work`, in order. */
export function productsOf(work: () => void): NotedProduct[] {
  const noted: NotedProduct[] = [];
  notes = noted;
  try {
    work();
  } finally {
    notes = null;
  }
  return noted;
}
