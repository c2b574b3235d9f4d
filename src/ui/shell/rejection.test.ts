import { describe, expect, it } from 'vitest';
import { describeRejection } from './rejection.ts';

describe('describeRejection', () => {
  it.each([
    ['This browser has no WebGPU', 'no-api', ''],
    ['WebGPU found no graphics adapter', 'no-adapter', ''],
    ['only a software adapter (ANGLE (SwiftShader)), slower than WASM', 'software', ''],
    ['the self-test differs by 0.012', 'self-test', '0.012'],
    ['tfjs could not start WebGL', 'other', 'tfjs could not start WebGL'],
  ] as const)('%s', (reason, key, detail) => {
    expect(describeRejection(reason)).toEqual({ key, detail });
  });
});
