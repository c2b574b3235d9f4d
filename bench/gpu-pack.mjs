/**
 * Packs bench/gpu.ts for a machine with a GPU and nothing else: one file of JavaScript, Dawn, and the Node that runs this. There:
 *
 *   tar xzf gpu-pack.tgz && gpu-pack/run.sh [--out FILE] [--seconds 540]
 *
 *   node bench/gpu-pack.mjs [--out gpu-pack.tgz]
 *
 * Ends with 1 where the pack is larger than 60 MB.
 */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'vite';

const MOST_BYTES = 60e6;
const { values } = parseArgs({ options: { out: { type: 'string', default: 'gpu-pack.tgz' } } });
const out = resolve(values.out);
const folder = mkdtempSync(join(tmpdir(), 'gpu-pack-'));
const pack = join(folder, 'gpu-pack');

await build({
  configFile: false,
  logLevel: 'warn',
  publicDir: false,
  ssr: { noExternal: true },
  build: {
    ssr: 'bench/gpu.ts',
    outDir: pack,
    emptyOutDir: true,
    target: 'node20',
    minify: false,
    rollupOptions: {
      external: (id) => isBuiltin(id) || id === 'webgpu',
      output: {
        entryFileNames: 'gpu.mjs',
        // One file: a part that imports the entry would wait for it, and it for the part.
        codeSplitting: false,
      },
    },
  },
});
const dawn = join(pack, 'node_modules', 'webgpu');
const platform = `${process.platform}-${process.arch}`;
mkdirSync(join(dawn, 'dist'), { recursive: true });
for (const file of ['package.json', 'index.js', 'LICENSE.md'])
  copyFileSync(join('node_modules/webgpu', file), join(dawn, file));
cpSync(join('node_modules/webgpu/dist', platform), join(dawn, 'dist', platform), { recursive: true });
copyFileSync('bench/pytorch_step.py', join(pack, 'pytorch_step.py'));
copyFileSync(process.execPath, join(pack, 'node'));
writeFileSync(
  join(pack, 'run.sh'),
  '#!/bin/sh\nhere=$(cd "$(dirname "$0")" && pwd)\nexec "$here/node" "$here/gpu.mjs" "$@"\n',
);
for (const file of ['node', 'run.sh']) chmodSync(join(pack, file), 0o755);
const packed = spawnSync('tar', ['czf', out, '-C', folder, 'gpu-pack'], { stdio: 'inherit' });
rmSync(folder, { recursive: true, force: true });
if (packed.status !== 0) process.exit(packed.status ?? 1);
const { size } = statSync(out);
console.log(`${out}: ${(size / 1e6).toFixed(1)} MB`);
if (size > MOST_BYTES) {
  console.error(`The pack is larger than ${MOST_BYTES / 1e6} MB.`);
  process.exit(1);
}
