/** A folder for results that cannot be had is refused at once, and says why. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { checkOutFolder } from './folder.ts';

const root = mkdtempSync(join(tmpdir(), 'out-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

it('is made with those above it', () => {
  const wanted = join(root, 'a', 'b', 'c');
  expect(checkOutFolder(wanted)).toBe(wanted);
  expect(existsSync(wanted)).toBe(true);
  expect(checkOutFolder(wanted)).toBe(wanted);
});

it('is refused below a file', () => {
  const file = join(root, 'file');
  writeFileSync(file, '');
  expect(() => checkOutFolder(join(file, 'x'))).toThrow(/--out: .* cannot be written/);
});

// Elsewhere there is no /proc, and making it fails for want of rights or of the place.
it('is refused where no folder can be made, and does not wait', () => {
  expect(() => checkOutFolder('/proc/nowhere/x')).toThrow(/--out: .* cannot be written/);
});
