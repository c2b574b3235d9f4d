/**
 * node score.mjs FOLDER [OUT]: scores every image of a folder (or single files). Writes OUT/scores.csv and OUT/maps/*.png; without OUT it
 * prints the scores. First: npm install
 */
import { mkdir, stat, readdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { mapPng } from './node-images.mjs';
import { openHere } from './open-here.mjs';
import { scoreFiles } from './score-files.mjs';

const [source, out] = process.argv.slice(2);
if (source === undefined) {
  console.error('Give a folder of images, or one image: node score.mjs photos results');
  process.exit(2);
}
const IMAGE = /\.(png|jpe?g|webp|tiff?|bmp|gif|avif)$/i;
const facts = await stat(source).catch(() => null);
if (!facts) {
  console.error(`"${source}" does not exist.`);
  process.exit(2);
}
const isFolder = facts.isDirectory();
/** Maps of an earlier call are no images. */
const isResult = (name) =>
  out !== undefined && !relative(resolve(out, 'maps'), resolve(source, name)).startsWith('..');
const names = isFolder
  ? (await readdir(source, { recursive: true })).filter((name) => IMAGE.test(name) && !isResult(name)).sort()
  : [relative(dirname(source), source)];
const root = isFolder ? source : dirname(source);
if (names.length === 0) {
  console.error(`There is no image in "${source}".`);
  process.exit(2);
}

const {
  detector,
  golden: { mapThreshold, scales },
} = await openHere();
/** Text in a field of CSV: quoted, and never read as a formula by a spreadsheet. */
const field = (text) => `"${text.replaceAll('"', '""').replace(/^[=+\-@]/, "'$&")}"`;
const lines = ['file,anomaly_score,p_value,is_anomalous'];
let failed = 0;
const paths = names.map((name) => join(root, name));
const make = async (path, found) => {
  const file = join(out, 'maps', `${relative(root, path)}.png`);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, await mapPng(found, 2 * mapThreshold));
};
const options = { scales, make: out === undefined ? undefined : make };
for await (const { path, found, error } of scoreFiles(detector, paths, options)) {
  const name = relative(root, path);
  if (error) {
    failed++;
    console.error(`${name} was left out: ${error.message}`);
    continue;
  }
  lines.push([field(name), found.score, found.pValue, found.anomalous].join(','));
  if (out === undefined) console.log(`${name}\t${found.score}\t${found.anomalous ? 'anomalous' : 'normal'}`);
}
if (out !== undefined) {
  await mkdir(out, { recursive: true });
  await writeFile(join(out, 'scores.csv'), `${lines.join('\n')}\n`);
  console.log(`${lines.length - 1} images scored, ${failed} left out: ${join(out, 'scores.csv')}`);
}
process.exitCode = lines.length > 1 && failed === 0 ? 0 : 1;
