import { describe, expect, it } from 'vitest';
import { PlaygroundError } from '../../core/errors.ts';
import { asPlaygroundError } from './failures.ts';

describe('failures of backends', () => {
  it.each([
    'Aborted(OOM). Build with -sASSERTIONS for more info.',
    'memory access out of bounds',
    "Failed to execute 'createBuffer' on 'GPUDevice'",
    'Array buffer allocation failed',
  ])('"%s" is running out of memory', (text) => {
    expect(asPlaygroundError(new Error(text))).toMatchObject({
      code: 'out-of-memory',
      detail: { reason: text },
    });
  });

  it('keep their own code where they have one, and their text where they have none', () => {
    const own = new PlaygroundError('too-few-images', 'text');
    expect(asPlaygroundError(own)).toBe(own);
    expect(asPlaygroundError('boom')).toMatchObject({ code: 'engine-failed' });
  });
});
