import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkDataFolder, checkOutFolder } from './folder.ts';
import { UsageError } from './options.ts';
import { resolveFile, serveFolder, type PageServer } from './server.ts';

const base = mkdtempSync(join(tmpdir(), 'experiment-'));
const root = join(base, 'dist');
let server: PageServer;

beforeAll(async () => {
  mkdirSync(join(root, 'assets'), { recursive: true });
  mkdirSync(join(base, 'empty', 'inner'), { recursive: true });
  writeFileSync(join(root, 'index.html'), '<p>page</p>');
  writeFileSync(join(root, 'assets', 'a.wasm'), 'x');
  writeFileSync(join(base, 'secret.txt'), 'secret');
  server = await serveFolder(root);
});
afterAll(async () => {
  await server.close();
  rmSync(base, { recursive: true });
});

describe('serveFolder', () => {
  it('serves files with the headers of cross-origin isolation', async () => {
    const page = await fetch(server.url);
    expect(await page.text()).toBe('<p>page</p>');
    expect(page.headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(page.headers.get('cross-origin-embedder-policy')).toBe('require-corp');
    const wasm = await fetch(`${server.url}assets/a.wasm?v=1`);
    expect(wasm.headers.get('content-type')).toBe('application/wasm');
  });

  it('knows nothing outside its folder', async () => {
    expect((await fetch(`${server.url}none.js`)).status).toBe(404);
    for (const path of ['/../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '/%E0%A4%A', '/assets']) {
      expect(resolveFile(root, path)).toBeNull();
    }
  });
});

describe('folders', () => {
  it('accepts a folder with files, and makes the one for results', () => {
    expect(checkDataFolder(root)).toBe(root);
    expect(checkOutFolder(join(base, 'runs', 'a'))).toBe(join(base, 'runs', 'a'));
  });

  it.each([
    ['none', /there is no folder/],
    ['secret.txt', /is a file/],
    ['empty', /holds no files/],
  ])('refuses %s', (name, message) => {
    expect(() => checkDataFolder(join(base, name))).toThrow(UsageError);
    expect(() => checkDataFolder(join(base, name))).toThrow(message);
  });

  it('refuses results among the images, and leaves nothing behind elsewhere', () => {
    for (const inside of [root, join(root, 'results'), join(root, '..results')])
      expect(() => checkOutFolder(inside, root)).toThrow(/lies inside of --data/);
    expect(existsSync(join(root, 'results'))).toBe(false);
    for (const name of ['beside', '..named like the parent']) {
      const beside = join(base, name);
      expect(checkOutFolder(beside, root)).toBe(beside);
      expect(readdirSync(beside)).toEqual([]);
    }
  });

  it('refuses to write where a file is', () => {
    expect(() => checkOutFolder(join(base, 'secret.txt'))).toThrow(UsageError);
  });
});
