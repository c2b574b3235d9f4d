/** node score.mjs IMAGE...: the score of each image, whether it is anomalous, and its p-value among the normal images behind the threshold. First: npm install */
import { readFile } from 'node:fs/promises';
import * as tf from '@tensorflow/tfjs';
import { checkSums } from './check-sums.mjs';
import { FILES, openDetector } from './detector.mjs';
import { readImage } from './node-images.mjs';

const files = process.argv.slice(2);
if (files.length === 0) {
  console.error('Give one image or more: node score.mjs part.png');
  process.exit(2);
}

const read = async (name) => {
  const bytes = await readFile(new URL(name, import.meta.url));
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
};
await checkSums(read, FILES).catch((error) => {
  console.error(error.message);
  process.exit(1);
});
const detector = await openDetector(tf, read);
/** With 4 bytes a pixel, as a canvas gives them. */
const opaque = ({ width, height, data }) => ({
  width,
  height,
  data: Uint8Array.from({ length: 4 * width * height }, (_, i) =>
    i % 4 === 3 ? 255 : data[3 * (i >> 2) + (i % 4)],
  ),
});
for (const file of files) {
  const image = await readImage(file, { scales: detector.settings.image.scales });
  const { score, pValue, anomalous } = await detector.score(opaque(image));
  console.log(`${file}\t${score}\t${anomalous ? 'anomalous' : 'normal'}\t${pValue ?? ''}`);
}
