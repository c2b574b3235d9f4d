/** node verify.mjs: this machine's ONNX Runtime against what the playground measured; exit code 1 where they differ. First: npm install */
import { differences } from './detector.mjs';
import { readImage } from './node-images.mjs';
import { here, openHere } from './open-here.mjs';

const MOST = { score: 1e-4, map: 1e-3 };
const { detector, golden } = await openHere();
const worst = { score: 0, map: 0 };
let flipped = 0;
for (const one of golden.images) {
  const { buffer, byteOffset, byteLength } = await here(one.mapFile);
  const map = new Float32Array(buffer.slice(byteOffset, byteOffset + byteLength));
  const found = await detector.score(await readImage(await here(one.file)));
  const apart = differences(found, { score: one.score, anomalous: one.anomalous, map });
  worst.score = Math.max(worst.score, apart.score);
  worst.map = Math.max(worst.map, apart.map);
  if (apart.flipped) flipped++;
}
console.log(
  `${golden.images.length} images: largest difference of scores ${worst.score.toExponential(1)}, of maps ${worst.map.toExponential(1)}, decisions flipped: ${flipped}`,
);
// Written so that not-a-number fails.
const holds = worst.score <= MOST.score && worst.map <= MOST.map && flipped === 0;
if (!holds)
  console.error('This runtime does not compute what the playground computed. Do not use it for decisions.');
process.exitCode = holds ? 0 : 1;
