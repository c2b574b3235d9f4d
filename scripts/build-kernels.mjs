/**
 * Compiles the WASM kernels (AssemblyScript) into src/engine/kernels/wasm/generated: with and without relaxed SIMD, each for
 * an unshared and a shared memory (a module fits only one of the two). Does nothing when sources, compiler and options
 * are those of the last build. Run by `npm run kernels`, and with it by `dev`, `build` and `test`.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../src/engine/kernels/wasm/', import.meta.url));
const sources = `${folder}assembly/`;
const target = `${folder}generated/`;
const stamp = `${target}stamp.json`;

const COMMON = ['--optimizeLevel', '3', '--shrinkLevel', '0', '--noAssert', '--runtime', 'stub'];
const MEMORY = ['--importMemory', '--use', 'abort=', '--enable', 'simd'];
const SHARED = ['--enable', 'threads', '--sharedMemory', '--initialMemory', '1', '--maximumMemory', '65536'];
const RELAXED = ['--enable', 'relaxed-simd'];
const VARIANTS = {
  plain: [],
  relaxed: RELAXED,
  'plain-shared': SHARED,
  'relaxed-shared': [...RELAXED, ...SHARED],
};

const hash = createHash('sha256').update(readFileSync(fileURLToPath(import.meta.url)));
hash.update(readFileSync(new URL('../node_modules/assemblyscript/package.json', import.meta.url)));
for (const name of readdirSync(sources).sort()) hash.update(name).update(readFileSync(sources + name));
const fingerprint = hash.digest('hex');

if (lastFingerprint() !== fingerprint) {
  const startedAt = Date.now();
  mkdirSync(target, { recursive: true });
  const { main } = await import('assemblyscript/asc');
  for (const [name, options] of Object.entries(VARIANTS)) await compile(main, name, options);
  writeFileSync(stamp, JSON.stringify({ fingerprint }));
  console.log(`WASM kernels built in ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
}

/** Fingerprint of the build that is there, or null. */
function lastFingerprint() {
  try {
    const built = readdirSync(target);
    if (!Object.keys(VARIANTS).every((name) => built.includes(`${name}.wasm`))) return null;
    return JSON.parse(readFileSync(stamp, 'utf8')).fingerprint;
  } catch {
    return null;
  }
}

async function compile(main, name, options) {
  const file = `${target}${name}.wasm`;
  const { error, stderr } = await main(['index.ts', '-o', file, ...COMMON, ...MEMORY, ...options], {
    readFile: (path, base) => readSource(path, base),
    writeFile: (path, contents) => writeFileSync(path, contents),
    listFiles: () => [],
  });
  if (error) {
    console.error(stderr.toString());
    throw error;
  }
  if (!WebAssembly.validate(readFileSync(file)) && !name.startsWith('relaxed')) {
    throw new Error(`The compiler made an invalid module: ${file}`);
  }
}

/** The compiler asks for many paths that may not be there: null then. */
function readSource(path, base) {
  try {
    return readFileSync(isAbsolute(path) ? path : `${base === '.' ? sources : `${base}/`}${path}`, 'utf8');
  } catch {
    return null;
  }
}
