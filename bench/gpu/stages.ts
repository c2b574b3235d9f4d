/**
 * Stages of a measurement that may be cut short: each has a share of the time, its figures are in the file as soon as it is over, one that fails is
 * told there, and the next one begins.
 */
import { writeFileSync } from 'node:fs';

/** Seconds that a stage has left, and what it has to do with them. */
export type Stage = (leftSeconds: () => number) => Promise<unknown>;

const wordsOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

export class Stages {
  private readonly report: Record<string, unknown> = {};
  private readonly endMs: number;

  constructor(
    private readonly file: string,
    seconds: number,
  ) {
    this.endMs = performance.now() + 1000 * seconds;
  }

  /** What the device objected to, by hand of whoever hears it. */
  readonly errors: string[] = [];

  tell(name: string, figures: unknown): void {
    this.report[name] = figures;
    writeFileSync(this.file, `${JSON.stringify({ ...this.report, errors: this.errors }, null, 2)}\n`);
    console.log(name, JSON.stringify(figures));
  }

  /** `seconds`: its share; `least`: with less it is not begun. */
  async run(
    name: string,
    { seconds, least }: { seconds: number; least: number },
    stage: Stage,
  ): Promise<void> {
    const leftOfAll = () => (this.endMs - performance.now()) / 1000;
    if (leftOfAll() < least) {
      this.tell(name, { leftOut: `${Math.max(0, leftOfAll()).toFixed(0)} s were left, it needs ${least}` });
      return;
    }
    const startedMs = performance.now();
    const tookS = () => (performance.now() - startedMs) / 1000;
    const left = () => Math.min(seconds - tookS(), leftOfAll());
    const errorsBefore = this.errors.length;
    try {
      const figures = await stage(left);
      const objections = this.errors.slice(errorsBefore);
      this.tell(name, {
        ...(figures as object),
        tookS: tookS(),
        ...(objections.length > 0 && { objections }),
      });
    } catch (error) {
      this.tell(name, { failed: wordsOf(error), tookS: tookS() });
    }
  }
}
