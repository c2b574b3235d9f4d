import { afterEach, describe, expect, it, vi } from 'vitest';
import { withIdleWorkers } from './idle-workers.ts';

afterEach(() => vi.unstubAllGlobals());

describe('idle workers', () => {
  it('stand in for workers while the work runs, and answer that they are loaded', async () => {
    class RealWorker {}
    vi.stubGlobal('Worker', RealWorker);
    const answer = await withIdleWorkers(async () => {
      const worker = new Worker('anything.js');
      expect(worker).not.toBeInstanceOf(RealWorker);
      return new Promise((resolve) => {
        worker.onmessage = ({ data }) => resolve(data);
        worker.postMessage({ cmd: 'load' });
      });
    });
    expect(answer).toEqual({ cmd: 'loaded' });
    expect(globalThis.Worker).toBe(RealWorker);
  });

  it('are gone after a failure too', async () => {
    class RealWorker {}
    vi.stubGlobal('Worker', RealWorker);
    await expect(withIdleWorkers(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(globalThis.Worker).toBe(RealWorker);
  });
});
