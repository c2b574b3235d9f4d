/**
 * Choice of a backend by measurement: the faster one is taken, whatever it is; both figures are told; what was measured is kept; a candidate
 * that fails is told and left out. The GPU is Dawn's software adapter under another name; most figures are given by the tests.
 */
import { getBackend } from '@tensorflow/tfjs-core';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { PlaygroundError } from '../../core/errors.ts';
import type { BackendReport, EngineEvent } from '../../worker/protocol.ts';
import { activeDevice } from '../backend/device-loss.ts';
import type { DeviceNotes } from '../backend/host.ts';
import { startNodeWebgpu, stopNodeWebgpu } from '../kernels/webgpu/testing/node-webgpu.ts';
import { Computing } from './computing.ts';
import { createEngine } from './engine.ts';
import { config, images, SIZE } from './testing/small-set.ts';

// What it compiles takes a software adapter half a minute; backend/start.test.ts has it.
vi.mock('../backend/self-test.ts', async (original) => ({
  ...(await original<object>()),
  runSelfTest: () => Promise.resolve(0),
}));

/** Seconds on an idle machine; a busy one with a software adapter gets its time. */
const PATIENCE_MS = 300_000;

beforeEach(async () => {
  await startNodeWebgpu();
  // As an integrated GPU calls itself.
  const adapter = { info: { vendor: 'acme', device: 'weak' } };
  Object.assign(globalThis.navigator.gpu, { requestAdapter: () => Promise.resolve(adapter) });
}, PATIENCE_MS);
afterAll(stopNodeWebgpu);

function notesOf(values = new Map<string, unknown>()): DeviceNotes & { values: Map<string, unknown> } {
  return {
    values,
    read: (key) => Promise.resolve(values.get(key)),
    write: async (key, value) => void values.set(key, value),
  };
}

type Figures = Readonly<Record<string, number | Error>>;

/** A session's choice with the figures of each backend given. */
async function chooser(notes?: DeviceNotes) {
  const events: EngineEvent[] = [];
  const left: string[] = [];
  const host = { wasmThreads: 1, ...(notes && { notes }) };
  const computing = new Computing(
    host,
    (event) => events.push(event),
    () => left.push(getBackend()),
  );
  await computing.start('auto');
  const measured: string[] = [];
  const prepare = <T>(figures: Figures, work: () => Promise<T>, changes = {}) => {
    const measure = () => {
      measured.push(getBackend());
      const figure = figures[getBackend()];
      return figure instanceof Error ? Promise.reject(figure) : Promise.resolve({ stepMs: figure, share: 1 });
    };
    const trial = { config: { ...config, ...changes }, imageSizePx: SIZE, measure };
    return computing.withFastest(() => Promise.resolve(trial), work);
  };
  const where = () => Promise.resolve(getBackend());
  const report = () => computing.report as BackendReport;
  return { computing, events, left, measured, prepare, where, report };
}

describe('with nobody choosing', () => {
  it('takes the faster one and tells both figures', async () => {
    const { prepare, where, report, events } = await chooser();
    expect(report()).toMatchObject({ name: 'webgpu', device: 'acme weak' });
    expect(await prepare({ webgpu: 40, wasm: 10 }, where)).toBe('wasm');
    const steps = [
      { name: 'webgpu', threads: 1, stepMs: 40, share: 1 },
      { name: 'wasm', threads: 1, stepMs: 10, share: 1 },
    ];
    expect(report()).toMatchObject({ name: 'wasm', rejected: [], compared: { steps, kept: false } });
    expect(events.at(-1)).toEqual({ type: 'backend', backend: report() });
    // Another network is another question, and WASM can be started once more after it was let go.
    const other = { training: { ...config.training, sourcesPerStep: 2 } };
    expect(await prepare({ webgpu: 5, wasm: 10 }, where, other)).toBe('webgpu');
    expect(await prepare({ webgpu: 40, wasm: 10 }, where)).toBe('wasm');
  });

  it('measures once for a device, network and batch', async () => {
    const notes = notesOf();
    const first = await chooser(notes);
    expect(await first.prepare({ webgpu: 40, wasm: 10 }, first.where)).toBe('wasm');
    const later = await chooser(notes);
    expect(await later.prepare({}, later.where)).toBe('wasm');
    expect(later.measured).toEqual([]);
    expect(later.report().compared).toMatchObject({ kept: true, steps: [{ stepMs: 40 }, { stepMs: 10 }] });
    const other = { training: { ...config.training, sourcesPerStep: 2 } };
    expect(await later.prepare({ webgpu: 1, wasm: 10 }, later.where, other)).toBe('webgpu');
    expect(later.measured).toEqual(['webgpu', 'wasm']);
  });

  it('measures again where what was kept is old, broken or cannot be read', async () => {
    const notes = notesOf();
    const first = await chooser(notes);
    await first.prepare({ webgpu: 40, wasm: 10 }, first.where);
    const [[key, value]] = [...notes.values];
    const broken: DeviceNotes = { ...notesOf(), read: () => Promise.reject(new Error('no storage')) };
    const old = notesOf(new Map([[key, { ...(value as object), at: Date.now() - 40 * 24 * 3600 * 1000 }]]));
    const wrong = notesOf(new Map([[key, { at: Date.now(), steps: [{ name: 'wasm', stepMs: NaN }, null] }]]));
    for (const kept of [broken, old, wrong]) {
      const { prepare, where, measured } = await chooser(kept);
      expect(await prepare({ webgpu: 4, wasm: 10 }, where)).toBe('webgpu');
      expect(measured).toEqual(['webgpu', 'wasm']);
    }
  });

  it('leaves out a candidate that fails, and says why', async () => {
    const { prepare, where, report } = await chooser();
    expect(await prepare({ webgpu: new Error('the driver hung'), wasm: 10 }, where)).toBe('wasm');
    expect(report().rejected).toEqual([{ name: 'webgpu', reason: 'the driver hung' }]);
    // One figure is no comparison: it is tried again, and then the GPU may have its turn.
    expect(await prepare({ webgpu: 4, wasm: new Error('no memory') }, where)).toBe('webgpu');
    expect(report().rejected).toEqual([{ name: 'wasm', reason: 'no memory' }]);
  });

  it('goes on elsewhere when the GPU turns out to compute wrongly, but not for faults of the settings', async () => {
    const { prepare, where, report } = await chooser();
    const differs = new PlaygroundError('device-differs', 'wrong', {
      product: 'a product',
      difference: '0.5',
    });
    const failing = (error: Error) => () => (getBackend() === 'webgpu' ? Promise.reject(error) : where());
    expect(await prepare({ webgpu: 1, wasm: 10 }, failing(differs))).toBe('wasm');
    expect(report().rejected).toEqual([
      { name: 'webgpu', reason: 'the self-test differs by 0.5 (a product)' },
    ]);
    const setting = new PlaygroundError('input-too-small', 'too small');
    await expect(prepare({ webgpu: 1, wasm: 10 }, failing(setting))).rejects.toBe(setting);
  });

  it('a device that only fails while it is tried ends no session', async () => {
    const { computing, events } = await chooser();
    const trial = {
      config,
      imageSizePx: SIZE,
      measure: async () => {
        if (getBackend() === 'webgpu') {
          const device = activeDevice() as unknown as GPUDevice;
          device.createBuffer({ size: 4, usage: 0 });
          await device.queue.onSubmittedWorkDone();
        }
        return { stepMs: 1, share: 1 };
      },
    };
    expect(
      await computing.withFastest(
        () => Promise.resolve(trial),
        async () => getBackend(),
      ),
    ).toBe('wasm');
    expect(computing.report?.rejected).toHaveLength(1);
    expect(events.filter(({ type }) => type === 'device-lost')).toEqual([]);
  });
});

it('a choice made by a person is never questioned', async () => {
  const computing = new Computing(
    { wasmThreads: 1 },
    () => undefined,
    () => undefined,
  );
  await computing.start('webgpu');
  const trial = vi.fn();
  expect(await computing.withFastest(trial, async () => getBackend())).toBe('webgpu');
  expect(trial).not.toHaveBeenCalled();
  expect(computing.report).not.toHaveProperty('compared');
});

it(
  'a weak GPU does not win by being there: real steps of the configured network say so',
  async () => {
    const events: EngineEvent[] = [];
    const engine = createEngine({ wasmThreads: 1, batchWorkers: 0, notes: notesOf() });
    expect(await engine.initialise('auto', (event) => events.push(event))).toMatchObject({ name: 'webgpu' });
    await engine.setImages(images);
    await engine.prepare(config);
    const told = events.findLast((event) => event.type === 'backend');
    const { name, compared } = (told as Extract<EngineEvent, { type: 'backend' }>).backend;
    expect(name).toBe('wasm');
    const [gpu, wasm] = compared?.steps ?? [];
    expect(gpu).toMatchObject({ name: 'webgpu' });
    expect(wasm).toMatchObject({ name: 'wasm', share: 1 });
    expect(gpu.stepMs).toBeGreaterThan(wasm.stepMs);
    expect(await engine.train(2)).toMatchObject({ step: 2 });
  },
  PATIENCE_MS,
);
