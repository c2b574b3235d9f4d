/** Choice of a backend with the GPU faked by the test: what is taken, what is rejected and why. */
import { getBackend } from '@tensorflow/tfjs-core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { setMeasuredRate, sharingKey } from '../kernels/webgpu/conv/geometry.ts';
import { probeWebgpu } from './probe.ts';
import { isSoftwareName } from './software.ts';
import { SELF_TEST_TOLERANCE } from './self-test.ts';
import { startBackend } from './start.ts';

afterEach(() => vi.unstubAllGlobals());

function fakeGpu(adapter: object | null): void {
  vi.stubGlobal('navigator', {
    gpu: { requestAdapter: () => Promise.resolve(adapter) },
    hardwareConcurrency: 2,
  });
}

describe('software adapters', () => {
  it.each([
    'google swiftshader',
    'ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero)), SwiftShader driver)',
    'llvmpipe (LLVM 15.0.6, 256 bits)',
    'ANGLE (Microsoft, Microsoft Basic Render Driver Direct3D11)',
  ])('%s', (name) => expect(isSoftwareName(name)).toBe(true));

  it.each(['nvidia turing', 'ANGLE (Apple, ANGLE Metal Renderer: Apple M2)', 'intel gen-12lp', ''])(
    'not %s',
    (name) => expect(isSoftwareName(name)).toBe(false),
  );

  it('are also known by their flag', async () => {
    fakeGpu({ info: { vendor: 'acme', isFallbackAdapter: true } });
    expect(await probeWebgpu()).toMatchObject({ available: true, software: true, device: 'acme' });
    fakeGpu({ info: { vendor: 'acme' } });
    expect(await probeWebgpu()).toMatchObject({ software: false });
  });
});

describe('auto', () => {
  it('takes WASM where there is no GPU, and says why', async () => {
    fakeGpu({ info: { vendor: 'google', architecture: 'swiftshader' } });
    const { report, rejected } = await startBackend('auto', { wasmThreads: 1 }, () => {});
    expect(report).toMatchObject({ name: 'wasm', software: false, threads: 1 });
    expect(rejected.map(({ name }) => name)).toEqual(['webgpu', 'webgl']);
    expect(rejected[0].reason).toContain('software adapter (google swiftshader)');
    expect(report.selfTestError).toBeLessThan(SELF_TEST_TOLERANCE / 10);
    expect(getBackend()).toBe('wasm');
  });
});

describe('a forced backend', () => {
  it('begins without the rate that was measured of the one before', async () => {
    await startBackend('cpu', {}, () => {});
    const unmeasured = sharingKey();
    setMeasuredRate(1e13);
    expect(sharingKey()).not.toBe(unmeasured);
    await startBackend('cpu', {}, () => {});
    expect(sharingKey()).toBe(unmeasured);
  });

  it('is taken, slow as it may be', async () => {
    expect(await startBackend('cpu', {}, () => {})).toMatchObject({ report: { name: 'cpu' }, rejected: [] });
  });

  it('fails with a code when it cannot be had', async () => {
    fakeGpu(null);
    await expect(startBackend('webgpu', {}, () => {})).rejects.toMatchObject({ code: 'no-backend' });
  });
});
