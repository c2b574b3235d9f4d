/** A run may turn out to be computed on another backend than the engine started with: the page shows that one, also after a loss. */
import { expect, it, vi } from 'vitest';
import { FakeEngines, item, TEN_STEPS } from '../testing/fake-engine.ts';
import { createPlayground } from '../store.ts';

it('shows the backend that its engine has chosen by measurement, also after a loss', async () => {
  const engines = new FakeEngines();
  const store = createPlayground(engines.spawn);
  store.setState({ config: TEN_STEPS });
  store.setState({ items: [item('n0', 'train'), item('n1', 'train'), item('t0', 'test')] });
  const now = () => store.getState();
  await vi.waitFor(() => expect(now().backend?.name).toBe('webgpu'));
  const steps = [
    { name: 'webgpu', threads: 1, stepMs: 40, share: 1 },
    { name: 'wasm', threads: 8, stepMs: 10, share: 1 },
  ] as const;
  const started = { device: '', software: false, threads: 8, rejected: [], selfTestError: 0 };
  engines.preparesOn = { ...started, name: 'wasm', compared: { steps, kept: false } };
  await now().stepOnce();
  expect(now().backend).toMatchObject({ name: 'wasm', compared: { steps } });
  // Asks the engine again what it has started.
  await now().makeEmbeddingMap();
  expect(now().backend?.name).toBe('wasm');
  engines.loseDevice();
  await now().play();
  expect(now()).toMatchObject({ phase: 'finished', backendChoice: 'auto', backend: { name: 'wasm' } });
});
