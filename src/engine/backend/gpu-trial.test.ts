/**
 * What is tried on a GPU may take it down: the backend then starts again without trying, and tells what was left out. The GPU is Dawn's software
 * adapter under another name; what is tried is the test's own.
 */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { EngineEvent } from '../../worker/protocol.ts';
import { startNodeWebgpu, stopNodeWebgpu } from '../kernels/webgpu/testing/node-webgpu.ts';
import { GpuTrialAbandoned, tryGpu } from './gpu-trial.ts';
import { startBackend } from './start.ts';

// What it compiles takes a software adapter half a minute; start.test.ts has it.
vi.mock('./self-test.ts', async (original) => ({
  ...(await original<object>()),
  runSelfTest: () => Promise.resolve(0),
}));
const trial = vi.hoisted(() => ({ given: null as null | ((mayTry: boolean) => Promise<object>) }));
vi.mock('./gpu-trial.ts', async (original) => {
  const real = await original<typeof import('./gpu-trial.ts')>();
  return {
    ...real,
    tryGpu: (asked: Parameters<typeof real.tryGpu>[0]) =>
      trial.given ? trial.given(asked.mayTry) : real.tryGpu(asked),
  };
});

/** Seconds on an idle machine; a busy one with a software adapter gets its time. */
const PATIENCE_MS = 300_000;

beforeAll(async () => {
  await startNodeWebgpu();
  const { gpu } = globalThis.navigator;
  const ask = gpu.requestAdapter.bind(gpu);
  const requestAdapter = async (options?: GPURequestAdapterOptions) => {
    const adapter = await ask(options);
    return adapter && Object.defineProperty(adapter, 'info', { value: { vendor: 'acme' } });
  };
  Object.assign(gpu, { requestAdapter });
}, PATIENCE_MS);
afterEach(() => {
  trial.given = null;
});
afterAll(stopNodeWebgpu);

test(
  'a device that is lost on the way starts again, and tries nothing',
  async () => {
    const asked: boolean[] = [];
    const leftOut = [{ name: 'wide' as const, reason: 'it hung' }];
    const tiles = {
      chosen: 'standard',
      speeds: [],
      leftOut,
      complete: false,
      tookMs: 0,
      kept: false,
    } as const;
    trial.given = (mayTry) => {
      asked.push(mayTry);
      return mayTry ? Promise.reject(new GpuTrialAbandoned({ tiles })) : Promise.resolve({});
    };
    const events: EngineEvent[] = [];
    const { report, rejected } = await startBackend('webgpu', {}, (event) => events.push(event));
    expect(asked).toEqual([true, false]);
    expect(report).toMatchObject({ name: 'webgpu', device: 'acme', tiles });
    expect(rejected).toEqual([]);
    expect(events.filter(({ type }) => type === 'device-lost')).toEqual([]);
  },
  PATIENCE_MS,
);

test('what was being tried is told', async () => {
  let lost: string | null = null;
  const check = async () => {
    lost = 'the driver was reset';
  };
  const device = { features: new Set(), adapterInfo: { architecture: 'weak' } };
  const trying = tryGpu({
    ...{ backend: { device } as unknown as WebGPUBackend, device: 'acme', notes: undefined },
    ...{ mayTry: true, measuring: () => undefined, watch: { trouble: () => lost } },
    work: { check, compare: async () => [1, 1] as const, dispose: () => undefined },
  });
  await expect(trying).rejects.toBeInstanceOf(GpuTrialAbandoned);
  await expect(trying).rejects.toMatchObject({
    told: { tiles: { chosen: 'standard', leftOut: [{ name: 'wide', reason: 'the driver was reset' }] } },
  });
});

test('on a software adapter nothing is tried, whatever it is called', async () => {
  const { backend } = await startNodeWebgpu();
  const measuring = vi.fn();
  const watch = { trouble: () => null };
  expect(await tryGpu({ backend, device: 'acme', notes: undefined, mayTry: true, measuring, watch })).toEqual(
    {},
  );
  expect(measuring).not.toHaveBeenCalled();
});
