/** The builds with and without fused multiply-add agree to 1e-5 of the scale of each output. */
import { expect, it } from 'vitest';
import { hasRelaxedSimd, startBareRuntime } from './testing/bare-runtime.ts';
import { relativeError } from './testing/compare.ts';
import { WORKS } from './testing/works.ts';

it.runIf(await hasRelaxedSimd()).each([...WORKS])('plain and relaxed builds agree: %s', async (_, work) => {
  const plain = work(await startBareRuntime(0, false));
  const relaxed = work(await startBareRuntime(0, true));
  plain.forEach((values, i) => expect(relativeError(relaxed[i], values)).toBeLessThan(1e-5));
  expect(relaxed).not.toEqual(plain);
});
