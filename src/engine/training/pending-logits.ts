/**
 * Logits of recent steps that are still on the device. A GPU is not made to wait for every step: its logits are read several
 * at a time. The other backends compute at once, so reading costs nothing.
 */
import { concat, getBackend } from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { judgeLogits, type Outcome } from '../ops/softmax-cross-entropy.ts';

export interface PendingStep {
  readonly step: number;
  readonly learningRate: number;
  readonly labels: Uint8Array;
  /** Of each sample in the batch: parts are computed in another order. */
  readonly places: readonly number[];
  readonly logits: Tensor2D;
}

/** Few enough that a pause answers soon and the device's queue stays short. */
const MOST_ON_GPU = 8;
const LONGEST_MS = 100;

export class PendingLogits {
  private steps: PendingStep[] = [];
  private oldestMs = 0;

  add(step: PendingStep, nowMs: number): void {
    if (this.steps.length === 0) this.oldestMs = nowMs;
    this.steps.push(step);
  }

  due(nowMs: number): boolean {
    const gpu = getBackend() === 'webgpu' || getBackend() === 'webgl';
    return this.steps.length >= (gpu ? MOST_ON_GPU : 1) || nowMs - this.oldestMs >= LONGEST_MS;
  }

  /** Reads and frees all; outcomes in order of the steps. */
  async read(): Promise<{ step: PendingStep; outcome: Outcome }[]> {
    const steps = this.steps;
    this.steps = [];
    if (steps.length === 0) return [];
    const all = steps.length === 1 ? steps[0].logits : concat(steps.map((s) => s.logits));
    try {
      const values = (await all.data()) as Float32Array;
      let at = 0;
      return steps.map((step) => {
        const part = values.subarray(at, (at += step.logits.size));
        return { step, outcome: judgeLogits(part, step.labels) };
      });
    } finally {
      all.dispose();
      for (const { logits } of steps) logits.dispose();
    }
  }

  dispose(): void {
    for (const { logits } of this.steps) logits.dispose();
    this.steps = [];
  }
}
