/** node score.mjs IMAGE...: the score of each image, whether it is anomalous, and its p-value among the normal images behind the threshold. First: npm install */
import { readFile } from 'node:fs/promises';
import * as tf from '@tensorflow/tfjs';
import sharp from 'sharp';
import { openDetector } from './detector.mjs';

const files = process.argv.slice(2);
if (files.length === 0) throw new Error('Give one image or more: node score.mjs part.png');

const read = async (name) => {
  const bytes = await readFile(new URL(name, import.meta.url));
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
};
const detector = await openDetector(tf, read);
for (const file of files) {
  const { data, info } = await sharp(file)
    .rotate() // as the camera was held
    .flatten({ background: '#000' })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { score, pValue, anomalous } = await detector.score({ width: info.width, height: info.height, data });
  console.log(`${file}\t${score}\t${anomalous ? 'anomalous' : 'normal'}\t${pValue ?? ''}`);
}
