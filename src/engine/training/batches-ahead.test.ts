/** Batches from workers are the batches of `makeBatch`, whatever is asked, whoever dies; workers are faked by turns of the event loop. */
import { describe, expect, it } from 'vitest';
import { makeBatch } from '../../core/augment/batch.ts';
import { PRESETS } from '../../core/config/presets.ts';
import type { Config } from '../../core/config/schema.ts';
import type { RgbImage } from '../../core/image/types.ts';
import { serveBatches, type BatchReply, type BatchRequest, type OpenBatchLine } from './batch-line.ts';
import { BatchesAhead } from './batches-ahead.ts';

const SIZE = 24;
const config: Config = {
  ...PRESETS.quick,
  model: { ...PRESETS.quick.model, cropSizePx: 16 },
  training: { ...PRESETS.quick.training, steps: 6, sourcesPerStep: 2 },
};

function makeImages(shared: boolean): RgbImage[] {
  return Array.from({ length: 5 }, (_, k) => {
    const bytes = SIZE * SIZE * 3;
    const data = new Uint8Array(shared ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes));
    data.forEach((_value, i) => (data[i] = (i * (k + 3) * 31) & 255));
    return { width: SIZE, height: SIZE, data };
  });
}
const shared = makeImages(true);

/** Workers that answer in a later turn; each keeps what it was told. */
function fakeWorkers() {
  const workers: { said: BatchRequest[]; ended: boolean; die: () => void }[] = [];
  const open: OpenBatchLine = (heard, failed) => {
    const said: BatchRequest[] = [];
    const worker = { said, ended: false, die: failed };
    workers.push(worker);
    const serve = serveBatches((reply: BatchReply) => setImmediate(() => worker.ended || heard(reply)));
    return {
      post: (request) => {
        said.push(request);
        serve(request);
      },
      end: () => (worker.ended = true),
    };
  };
  return { workers, open };
}

const expected = (step: number) => makeBatch({ images: shared, config, step }).pixels;
const asked = (said: readonly BatchRequest[]) => said.flatMap((r) => (r.kind === 'make' ? [r.step] : []));

describe('batches ahead', () => {
  it.each([true, false])(
    'are those of makeBatch, shared memory %s, in order and out of order',
    async (share) => {
      const { workers, open } = fakeWorkers();
      const source = new BatchesAhead(open, 2).source(share ? shared : makeImages(false), config);
      for (const step of [0, 1, 2, 0, 1, 5, 3, 4, 5]) {
        const { pixels, labels, size } = await source.next(step);
        expect(size).toBe(16);
        expect(labels).toHaveLength(6);
        expect(Buffer.from(pixels).equals(Buffer.from(expected(step)))).toBe(true);
      }
      expect(source.make(4).pixels).toEqual(expected(4));
      expect(workers).toHaveLength(share ? 2 : 1);
    },
  );

  it('are asked for before they are needed, never beyond the last step, and each once', async () => {
    const { workers, open } = fakeWorkers();
    const source = new BatchesAhead(open, 1).source(shared, config);
    await source.next(0);
    expect(asked(workers[0].said)).toEqual([0, 1, 2]);
    for (let step = 1; step < 6; step++) await source.next(step);
    expect(asked(workers[0].said)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('come from the engine itself when a worker dies, also those under way', async () => {
    const { workers, open } = fakeWorkers();
    const source = new BatchesAhead(open, 1).source(shared, config);
    const first = source.next(0);
    workers[0].die();
    expect((await first).pixels).toEqual(expected(0));
    expect((await source.next(1)).pixels).toEqual(expected(1));
    expect(workers[0].ended).toBe(true);
  });

  it('serve the next run from the same workers, which forget the images of the one before', async () => {
    const { workers, open } = fakeWorkers();
    const ahead = new BatchesAhead(open, 1);
    const before = ahead.source(shared, config);
    await before.next(0);
    before.dispose();
    expect(workers[0].said.at(-1)).toMatchObject({ kind: 'end' });
    const other = { ...config, seed: 9 };
    const source = ahead.source(shared, other);
    expect((await source.next(0)).pixels).toEqual(
      makeBatch({ images: shared, config: other, step: 0 }).pixels,
    );
    before.dispose();
    expect(workers[0].said.filter(({ kind }) => kind === 'end')).toHaveLength(1);
    expect(workers).toHaveLength(1);
  });

  it('are made directly where no worker can be had', async () => {
    const refused: OpenBatchLine = () => {
      throw new Error('no workers here');
    };
    for (const ahead of [new BatchesAhead(refused, 1), new BatchesAhead(refused, 0)])
      expect((await ahead.source(shared, config).next(3)).pixels).toEqual(expected(3));
  });
});
