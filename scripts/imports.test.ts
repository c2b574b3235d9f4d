/** No module of `src` imports itself by way of others, not even for a type: what hangs together in a ring cannot be read or moved apart. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';

const ROOT = resolve('src');

/** Modules that each module imports, types included. */
function importsOf(root: string): Map<string, string[]> {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.includes('assembly'))
    .map((name) => join(root, name));
  return new Map(
    files.map((file) => {
      const { importedFiles } = ts.preProcessFile(readFileSync(file, 'utf8'), true, true);
      const own = importedFiles.filter(({ fileName }) => fileName.startsWith('.'));
      return [file, own.map(({ fileName }) => resolve(dirname(file), fileName))];
    }),
  );
}

/** Rings of modules (strongly connected components of more than one), by Tarjan's algorithm. */
export function ringsOf(imports: ReadonlyMap<string, readonly string[]>): string[][] {
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const rings: string[][] = [];
  const visit = (module: string): void => {
    order.set(module, order.size);
    lowest.set(module, order.size - 1);
    open.push(module);
    for (const other of imports.get(module) ?? []) {
      if (!imports.has(other)) continue;
      if (!order.has(other)) visit(other);
      else if (!open.includes(other)) continue;
      const reached = Math.min(lowest.get(module) as number, lowest.get(other) as number);
      lowest.set(module, Math.min(reached, order.get(other) as number));
    }
    if (lowest.get(module) !== order.get(module)) return;
    const ring = open.splice(open.indexOf(module));
    if (ring.length > 1) rings.push(ring);
  };
  for (const module of imports.keys()) if (!order.has(module)) visit(module);
  return rings;
}

it('finds a ring where there is one', () => {
  const imports = { a: ['b'], b: ['c'], c: ['b', 'd'], d: [], e: ['a'] };
  expect(ringsOf(new Map(Object.entries(imports))).map((ring) => ring.sort())).toEqual([['b', 'c']]);
});

it('there is none in src', () => {
  const imports = importsOf(ROOT);
  expect(imports.size).toBeGreaterThan(500);
  expect(ringsOf(imports).map((ring) => ring.map((file) => relative(ROOT, file)))).toEqual([]);
});
