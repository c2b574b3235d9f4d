/** Half a certificate never becomes plain http without a word. */
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { certificates } from './certificates.ts';

const here = fileURLToPath(import.meta.url);

it('is nothing, both, or a reason', () => {
  expect(certificates({})).toBeUndefined();
  expect(certificates({ TLS_CERT: '', TLS_KEY: '' })).toBeUndefined();
  expect(() => certificates({ TLS_CERT: here })).toThrow(/TLS_KEY is not set/);
  expect(() => certificates({ TLS_KEY: here })).toThrow(/TLS_CERT is not set/);
  expect(() => certificates({ TLS_CERT: here, TLS_KEY: `${here}.gone` })).toThrow(
    /TLS_KEY names ".*gone", which cannot be read/,
  );
  expect(certificates({ TLS_CERT: here, TLS_KEY: here })?.key.length).toBeGreaterThan(0);
});
