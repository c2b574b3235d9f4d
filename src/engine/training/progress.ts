/**
 * Gathers what the page shows while training: loss and accuracy of every step, the proxy confusion over the last 50 steps, what the network said
 * of the last batch, time per step and the share of it spent waiting for batches. Sends at most four times a second: drawing takes time from the cores that train.
 */
import type { Outcome } from '../ops/softmax-cross-entropy.ts';
import type { EngineEvent, JudgedBatch, StepRecord } from '../../worker/protocol.ts';
import type { PendingStep } from './pending-logits.ts';

const CONFUSION_STEPS = 50;
const SEND_INTERVAL_MS = 250;

/** True class times classes + predicted class, for each sample of one step. */
type StepCells = Uint8Array;
type Judged = Omit<PendingStep, 'logits'>;

export class Progress {
  private records: StepRecord[] = [];
  private judged: JudgedBatch = { step: -1, shares: new Float32Array(0) };
  private readonly window: StepCells[] = [];
  private lastSentMs = -Infinity;
  private busyMs = 0;
  private waitedMs = 0;
  private timedSteps = 0;

  constructor(
    private readonly classes: number,
    private readonly send: (event: Extract<EngineEvent, { type: 'steps' }>) => void,
    private readonly memory: () => { tensors: number; bytes: number },
  ) {}

  /** Time of a step as it ends; losses may follow later. */
  addTime(stepMs: number, waitedMs: number): void {
    this.busyMs += stepMs;
    this.waitedMs += waitedMs;
    this.timedSteps++;
  }

  addOutcome({ step, learningRate, labels, places }: Judged, outcome: Outcome): void {
    const { loss, accuracy, predicted, shares } = outcome;
    this.records.push({ step, loss, accuracy, learningRate });
    const ordered = new Float32Array(shares.length);
    const k = this.classes;
    places.forEach((place, i) => ordered.set(shares.subarray(i * k, (i + 1) * k), place * k));
    this.judged = { step: step - 1, shares: ordered };
    this.window.push(labels.map((label, i) => label * this.classes + predicted[i]));
    if (this.window.length > CONFUSION_STEPS) this.window.shift();
  }

  /** True when the page has waited long enough. */
  due(nowMs: number): boolean {
    return this.records.length > 0 && nowMs - this.lastSentMs >= SEND_INTERVAL_MS;
  }

  flush(nowMs: number): void {
    if (this.records.length === 0) return;
    const { tensors, bytes } = this.memory();
    this.send({
      type: 'steps',
      records: this.records,
      confusion: this.confusion(),
      judged: this.judged,
      stepMs: this.timedSteps > 0 ? this.busyMs / this.timedSteps : 0,
      dataWaitShare: this.busyMs > 0 ? this.waitedMs / this.busyMs : 0,
      tensors,
      bytes,
    });
    this.records = [];
    this.busyMs = this.waitedMs = this.timedSteps = 0;
    this.lastSentMs = nowMs;
  }

  private confusion(): Int32Array {
    const counts = new Int32Array(this.classes * this.classes);
    for (const cells of this.window) for (const cell of cells) counts[cell]++;
    return counts;
  }
}
