/** A detector's zip, read and checked: whole, unchanged, and with the images that prove it. */
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import * as v from 'valibot';
import { checkSums } from '../../src/services/detector/take-home-onnx/check-sums.mjs';
import type { DepthScales } from '../../src/core/dataset/formats/depth.ts';
import { UsageError } from '../command-line/usage-error.ts';

/** Of a file: named, with what is wrong with it. */
export class DetectorFileError extends UsageError {}

const aboutSchema = v.object({
  version: v.picklist([1, 2, 3]),
  threshold: v.pipe(v.number(), v.finite()),
  mapThreshold: v.pipe(v.number(), v.finite()),
  /** Of detectors of before: absent. */
  scales: v.optional(
    v.record(v.picklist(['integer', 'float']), v.pipe(v.number(), v.finite(), v.minValue(1))),
    {},
  ),
  /** Of the graph, before version 3. */
  sha256: v.optional(v.string(), ''),
  images: v.array(
    v.object({
      file: v.string(),
      mapFile: v.string(),
      score: v.pipe(v.number(), v.finite()),
      anomalous: v.boolean(),
    }),
  ),
});

export interface DetectorFile {
  readonly model: Uint8Array;
  readonly threshold: number;
  readonly mapThreshold: number;
  /** What becomes 255 in files deeper than 8 bits. */
  readonly scales: DepthScales;
  readonly golden: readonly {
    readonly file: string;
    readonly png: Uint8Array;
    readonly score: number;
    readonly anomalous: boolean;
    readonly map: Float32Array;
  }[];
}

const hash = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');

/** @throws DetectorFileError naming the file and what is wrong with it. */
export async function readDetectorFile(path: string): Promise<DetectorFile> {
  const refuse = (why: string): never => {
    throw new DetectorFileError(`--detector: "${path}" ${why}. Nothing was scored.`);
  };
  const facts = statSync(path, { throwIfNoEntry: false });
  if (!facts) refuse('does not exist');
  if (facts?.isDirectory())
    refuse('is a folder: give the zip that was saved, or use the score.mjs inside the folder');
  let files: Record<string, Uint8Array> = {};
  try {
    files = unzipSync(readFileSync(path));
  } catch (error) {
    refuse(`cannot be read (${(error as Error).message})`);
  }
  const part = (name: string): Uint8Array =>
    files[name] ??
    refuse(
      files['detector.json']
        ? 'is a detector for TensorFlow.js: save it as ONNX, or use the score.mjs inside it'
        : `has no ${name}: it is not a detector saved as ONNX`,
    );
  const model = part('detector.onnx');
  const refuseDamaged = ({ message }: Error) => refuse(`cannot be used. ${message.replace(/\.$/, '')}`);
  if (files.SHA256SUMS)
    await checkSums((name: string) => Promise.resolve(part(name)), ['detector.onnx', 'golden.json']).catch(
      refuseDamaged,
    );
  let value: unknown;
  try {
    value = JSON.parse(strFromU8(part('golden.json')));
  } catch {
    refuse('has a golden.json that cannot be read');
  }
  const about = v.safeParse(aboutSchema, value);
  if (!about.success) return refuse(`has a golden.json that is not valid (${about.issues[0].message})`);
  const { version, sha256, images, threshold, mapThreshold, scales } = about.output;
  if (version === 3) part('SHA256SUMS');
  else {
    // Of before, with a sum of the graph in golden.json, and then one of that.
    if (version === 2 && strFromU8(part('golden.sha256')).split(' ')[0] !== hash(part('golden.json')))
      refuse('was changed or damaged: golden.json is not the file that golden.sha256 belongs to');
    if (hash(model) !== sha256)
      refuse('was changed or damaged: detector.onnx is not the file that golden.json belongs to');
  }
  const golden = images.map(({ file, mapFile, score, anomalous }) => {
    const bytes = part(mapFile).slice();
    if (bytes.length % 4 !== 0) refuse(`was changed or damaged: ${mapFile} is cut off`);
    return { file, png: part(file), score, anomalous, map: new Float32Array(bytes.buffer) };
  });
  return { model, threshold, mapThreshold, scales, golden };
}
