/**
 * When a look (inference/look.ts) is due: often enough that a person sees the figures move, at most a twentieth of the time that a run takes.
 * A step of a small network takes milliseconds, one of a large network many seconds: steps and seconds both count.
 */
import { PlaygroundError } from '../../core/errors.ts';
import type { Look } from '../../worker/protocol.ts';
import { Embedder } from '../inference/embedder.ts';
import type { EvaluationInput } from '../inference/evaluation-input.ts';
import { createJob } from '../inference/job.ts';
import { look } from '../inference/look.ts';
import type { Run } from '../training/run.ts';

const STEPS_APART = 25;
const MS_APART = 2000;
/** The second figure is the first that moves: it comes sooner. */
const FIRST_STEPS = 10;
const FIRST_MS = 1000;
const SHARE = 0.05;
/** At a pause a look is made anyway, unless someone would wait for it. */
const MOST_MS_AT_REST = 500;

/** Times and counts of a run's looks: plain numbers, so that when one is due can be tested. */
export class LookClock {
  #ranMs = 0;
  #spentMs = 0;
  #costMs = 0;
  #resumedMs: number | null = null;
  #last: { readonly step: number; readonly ranMs: number } | null = null;
  #count = 0;

  /** The loop goes on. */
  resume(nowMs: number): void {
    this.#resumedMs = nowMs;
  }

  rest(nowMs: number): void {
    this.#ranMs = this.#ran(nowMs);
    this.#resumedMs = null;
  }

  due(step: number, nowMs: number): boolean {
    if (!this.#last) return true;
    const steps = step - this.#last.step;
    // Back at an earlier step: another branch of the run.
    if (steps <= 0) return steps < 0;
    const ranMs = this.#ran(nowMs);
    const apartMs = ranMs - this.#last.ranMs;
    if (this.#count === 1) return (steps >= FIRST_STEPS && apartMs >= FIRST_MS) || apartMs >= MS_APART;
    const far = steps >= STEPS_APART || apartMs >= MS_APART;
    return far && this.#spentMs + this.#costMs <= SHARE * ranMs;
  }

  /** Whether one belongs to the step at which the loop comes to rest. */
  dueAtRest(step: number): boolean {
    return this.#last !== null && step !== this.#last.step && this.#costMs <= MOST_MS_AT_REST;
  }

  /** Only what the loop spends is counted against it. */
  made(step: number, costMs: number, nowMs: number): void {
    this.#count += 1;
    this.#costMs = costMs;
    if (step > 0) this.#spentMs += costMs;
    this.#last = { step, ranMs: this.#ran(nowMs) };
  }

  #ran(nowMs: number): number {
    return this.#ranMs + (this.#resumedMs === null ? 0 : nowMs - this.#resumedMs);
  }
}

interface Around {
  /** What an evaluation would be made from now. */
  input(stop: () => boolean): EvaluationInput;
  halted(): boolean;
  /** Whether there is a full evaluation of the present step of training. */
  evaluated(): boolean;
  /** The engine does not rest for the drawing of a look: it is little, and a rest would cost more than the look. */
  show(look: Look): void;
}

/** The looks of one run; none unless the page wishes for them. To be called in the engine's turn. */
export class Looks {
  readonly #clock = new LookClock();
  /** What it remembers goes with every step; the trunk is the run's. */
  #own: Embedder;
  /** That of the run, whose trunk and weights these are: another one from the first average of weights on. */
  #of: Embedder;
  readonly #run: Run;
  readonly #around: Around;

  constructor(run: Run, around: Around) {
    this.#run = run;
    this.#around = around;
    this.#of = run.embedder;
    this.#own = new Embedder(run.model, run.embedder.trunk);
  }

  /** The training loop begins or goes on. */
  async begin(): Promise<void> {
    this.#clock.resume(performance.now());
    await this.step();
  }

  /** After a step. */
  async step(): Promise<void> {
    if (this.#clock.due(this.#run.step, performance.now())) await this.#make(this.#around.halted);
  }

  /** The loop rests: what is shown then is of the step at which it stands. */
  async rest(): Promise<void> {
    if (this.#clock.dueAtRest(this.#run.step)) await this.#make(() => false);
    this.#clock.rest(performance.now());
  }

  /** Nothing where it was stopped or cannot be made: what is wrong with the scores is told by the next evaluation. */
  async #make(stop: () => boolean): Promise<void> {
    const run = this.#run;
    const input = this.#around.input(stop);
    // At the end there is an evaluation.
    if (!input.wish.looks || stop() || this.#around.evaluated() || run.step >= run.config.training.steps)
      return;
    const startedMs = performance.now();
    try {
      this.#around.show(await look({ ...input, job: createJob(() => undefined, stop) }, this.#embedder()));
    } catch (error) {
      if (!(error instanceof PlaygroundError)) throw error;
    }
    const nowMs = performance.now();
    this.#clock.made(run.step, nowMs - startedMs, nowMs);
  }

  #embedder(): Embedder {
    const { embedder } = this.#run;
    if (embedder !== this.#of) this.#own = new Embedder(embedder.model, embedder.trunk);
    this.#of = embedder;
    return this.#own;
  }
}
