/**
 * The bundle budget, checked on the built page: first-load JavaScript at most 220 KB gzipped (200 until the
 * configuration came to know every kind of view and density by its own file), and TensorFlow and the chart
 * library nowhere in it. Reads Vite's manifest; first load is the entry and everything it imports statically. And the whole page,
 * which is kept for use without a network, at most 3 MB gzipped without the optional ImageNet backbone and ONNX Runtime. And the
 * licences of all packages are there, and no module imports a worker.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { pagePackages } from './build/page-packages.mjs';

const BUDGET_BYTES = 220 * 1024;
const WHOLE_BUDGET_BYTES = 3 * 2 ** 20;
const FORBIDDEN = [
  ['TensorFlow', /registerKernel|tensorflow/i],
  ['recharts', /recharts-/],
];

const manifest = JSON.parse(readFileSync('dist/.vite/manifest.json', 'utf8'));
const files = new Set();
const visit = (key) => {
  const chunk = manifest[key];
  if (files.has(chunk.file)) return;
  files.add(chunk.file);
  for (const imported of chunk.imports ?? []) visit(imported);
};
for (const [key, chunk] of Object.entries(manifest)) if (chunk.isEntry) visit(key);

const failures = [];
let total = 0;
for (const file of [...files].filter((name) => name.endsWith('.js'))) {
  const text = readFileSync(`dist/${file}`);
  const bytes = gzipSync(text).length;
  total += bytes;
  console.log(`${(bytes / 1024).toFixed(1).padStart(7)} KB gzipped  ${file}`);
  for (const [what, pattern] of FORBIDDEN)
    if (pattern.test(text.toString())) failures.push(`${file} contains ${what}`);
}
console.log(`${(total / 1024).toFixed(1).padStart(7)} KB of ${BUDGET_BYTES / 1024} KB for the first load`);
if (files.size === 0) failures.push('the manifest names no entry');
if (total > BUDGET_BYTES) failures.push(`the first load is ${total} bytes gzipped, over ${BUDGET_BYTES}`);

/** Vite's manifest is not served; ONNX Runtime comes when a detector is saved as ONNX; of each font browsers take the woff2 only. */
const notFetched = (name) =>
  /^(\.vite|backbones)\/|^assets\/ort-wasm-/.test(name) || /\.(woff|ttf)$/.test(name);
const whole = readdirSync('dist', { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => `${entry.parentPath}/${entry.name}`.replaceAll('\\', '/').replace(/^dist\//, ''))
  .filter((name) => !notFetched(name))
  .reduce((sum, name) => sum + gzipSync(readFileSync(`dist/${name}`)).length, 0);
console.log(
  `${(whole / 2 ** 20).toFixed(2).padStart(7)} MB of ${WHOLE_BUDGET_BYTES / 2 ** 20} MB for the whole page`,
);
if (whole > WHOLE_BUDGET_BYTES)
  failures.push(`the whole page is ${whole} bytes gzipped, over ${WHOLE_BUDGET_BYTES}`);
const kept = JSON.parse(readFileSync('dist/download-size.json', 'utf8'));
if (kept.app.compressed > whole) failures.push('download-size.json claims more than there is');

/** Every package that the page is made of, by name and version, with a text. */
const licences = readFileSync('dist/licences.txt', 'utf8').split(`\n${'-'.repeat(80)}\n\n`);
const named = new Map(licences.slice(1).map((part) => [part.slice(0, part.indexOf('\n')), part]));
for (const [name, version] of Object.entries(pagePackages()))
  if ((named.get(`${name} ${version}`) ?? '').length < 200)
    failures.push(`licences.txt has no text for ${name} ${version}`);
/** WebKit runs a worker's own file again where a module imports it. */
for (const name of readdirSync('dist/assets').filter((one) => one.endsWith('.js')))
  if (/(from|import)\s*\(?["'`]\.\/[\w-]+\.worker-/.test(readFileSync(`dist/assets/${name}`, 'utf8')))
    failures.push(`${name} imports a worker's own file`);

for (const failure of failures) console.error(`Bundle budget: ${failure}.`);
process.exit(failures.length === 0 ? 0 : 1);
