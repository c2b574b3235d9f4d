/** The compiled kernels live in tfjs's heap: they must bring nothing of their own into it. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadKernelModule } from './module.ts';

const MEMORY_SECTION = 5;
const START_SECTION = 8;
const DATA_SECTION = 11;
const IMPORT_SECTION = 2;

/** Numbers of the sections of a WebAssembly binary. */
function sectionsOf(bytes: Uint8Array): number[] {
  const sections: number[] = [];
  let at = 8;
  while (at < bytes.length) {
    sections.push(bytes[at++]);
    let size = 0;
    let shift = 0;
    let byte: number;
    do {
      byte = bytes[at++];
      size |= (byte & 127) << shift;
      shift += 7;
    } while (byte & 128);
    at += size;
  }
  return sections;
}

describe.each(['plain', 'relaxed', 'plain-shared', 'relaxed-shared'])('build %s', (name) => {
  it('has no memory, no data and no start function', () => {
    const sections = sectionsOf(readFileSync(new URL(`./generated/${name}.wasm`, import.meta.url)));
    expect(sections).toContain(IMPORT_SECTION);
    for (const section of [MEMORY_SECTION, DATA_SECTION, START_SECTION])
      expect(sections).not.toContain(section);
  });
});

it.each([false, true])('imports nothing but a memory (shared: %s)', async (shared) => {
  const { module } = await loadKernelModule(shared);
  expect(WebAssembly.Module.imports(module)).toEqual([{ module: 'env', name: 'memory', kind: 'memory' }]);
});

it('falls back to the plain build on request', async () => {
  expect((await loadKernelModule(false, false)).relaxedSimd).toBe(false);
});
