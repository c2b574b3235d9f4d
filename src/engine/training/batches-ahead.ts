/**
 * Batches made ahead in other workers, one or a few steps before they are needed, so that a step does not wait for its data. The
 * workers outlive the runs. Pixels in shared memory are shared with them; others are copied, once a run. When a worker
 * dies, or there is none, batches are made by the engine itself: the same batches, later.
 */
import { inputSizePx, viewsPerSource } from '../../core/augment/batch-size.ts';
import type { Config } from '../../core/config/schema.ts';
import type { RgbImage } from '../../core/image/types.ts';
import type { BatchLine, BatchReply, OpenBatchLine } from './batch-line.ts';
import { createDirectSource, type BatchSource, type HostPixels } from './batch-source.ts';

/** Batches that wait for their step take at most this much. */
const AHEAD_BYTES = 64 * 2 ** 20;

interface Asked {
  readonly batch: Promise<HostPixels>;
  readonly settle: (batch: HostPixels | null) => void;
  /** Somebody waits for it. */
  taken: boolean;
}

/** The workers and the run they serve. */
export class BatchesAhead {
  private lines: BatchLine[] = [];
  private run = 0;
  private broken = false;
  private heard: (reply: BatchReply) => void = () => {};
  private lost: () => void = () => {};

  constructor(
    private readonly open: OpenBatchLine,
    private readonly workers: number,
  ) {}

  /** The source of a run; the run before it gets nothing more. */
  source(images: readonly RgbImage[], config: Config): BatchSource {
    const direct = createDirectSource(images, config);
    if (this.broken || this.workers < 1 || images.length === 0) return direct;
    const lines = this.begin(images, config);
    if (!lines) return direct;
    const run = this.run;
    const asked = new Map<number, Asked>();
    this.heard = (reply) => {
      if (reply.run === run) asked.get(reply.step)?.settle(reply.batch);
    };
    this.lost = () => asked.forEach(({ settle }) => settle(null));
    const ahead = stepsAhead(lines.length, images[0].width, config);
    const ask = (step: number): Asked => {
      const found = asked.get(step);
      if (found) return found;
      let settle: Asked['settle'] = () => {};
      const batch = new Promise<HostPixels | null>((resolve) => (settle = resolve)).then(
        (made) => made ?? direct.make(step),
      );
      // Asked for ahead and perhaps never taken: its error belongs to whoever takes it.
      batch.catch(() => undefined);
      const entry = { batch, settle, taken: false };
      asked.set(step, entry);
      if (this.broken) settle(null);
      else lines[step % lines.length].post({ kind: 'make', run, step }, []);
      return entry;
    };
    return {
      next: (step) => {
        const entry = ask(step);
        entry.taken = true;
        const last = Math.min(step + ahead, config.training.steps - 1);
        for (const [other, { taken }] of [...asked])
          if (!taken && (other < step || other > last)) asked.delete(other);
        for (let later = step + 1; later <= last; later++) ask(later);
        const done = () => void asked.delete(step);
        entry.batch.then(done, done);
        return entry.batch;
      },
      make: direct.make,
      dispose: () => {
        asked.clear();
        if (this.run === run) for (const line of this.lines) line.post({ kind: 'end', run }, []);
      },
    };
  }

  dispose(): void {
    for (const line of this.lines) line.end();
    this.lines = [];
  }

  /** Opens the workers at the first run and hands them the images. Null where they cannot be had. */
  private begin(images: readonly RgbImage[], config: Config): readonly BatchLine[] | null {
    this.run++;
    try {
      // Without shared memory each worker would hold a copy of its own: one must do.
      const wanted = images.every(isShared) ? this.workers : 1;
      while (this.lines.length < wanted)
        this.lines.push(
          this.open(
            (reply) => this.heard(reply),
            () => this.fail(),
          ),
        );
      for (const line of this.lines) {
        const sent = images.map((image) =>
          isShared(image) ? image : { ...image, data: image.data.slice() },
        );
        const moved = sent.flatMap(({ data }, i) =>
          isShared(images[i]) ? [] : [data.buffer as ArrayBuffer],
        );
        line.post({ kind: 'begin', run: this.run, config, images: sent }, moved);
      }
      return this.lines;
    } catch {
      this.fail();
      return null;
    }
  }

  private fail(): void {
    this.broken = true;
    this.dispose();
    this.lost();
  }
}

function isShared({ data }: RgbImage): boolean {
  return typeof SharedArrayBuffer !== 'undefined' && data.buffer instanceof SharedArrayBuffer;
}

/** One step more than there are workers, as far as memory allows. */
function stepsAhead(workers: number, imageSizePx: number, config: Config): number {
  const side = inputSizePx(config.model, imageSizePx);
  const bytes = config.training.sourcesPerStep * viewsPerSource(config) * side * side * 3;
  return Math.max(1, Math.min(workers + 1, Math.floor(AHEAD_BYTES / bytes)));
}
