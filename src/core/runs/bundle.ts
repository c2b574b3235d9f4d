/**
 * Runs as files of an archive and back: `runs.json` with everything that is text or numbers (doubles survive JSON unchanged), and the
 * bytes of thumbnails, maps and weights beside it. What is opened on another machine is equal in every number.
 */
import * as v from 'valibot';
import { correctionsText, parseKeptConfig } from '../config/kept.ts';
import { PlaygroundError } from '../errors.ts';
import { weightsProblem } from '../project/plausible.ts';
import { runProblem } from './plausible-run.ts';
import { bundleSchema, writeNumber, type BundleList } from './bundle-schema.ts';
import type { RunRecord, RunWeights, WholeRun } from './types.ts';

export const LIST_FILE = 'runs.json';
export type BundleFiles = Record<string, Uint8Array>;

const elements = (shape: readonly number[]): number => shape.reduce((product, side) => product * side, 1);

/** Bytes of the weights when they are kept. */
export const weightsBytes = ({ tensors }: Pick<RunWeights, 'tensors'>): number =>
  tensors.reduce((sum, { data }) => sum + data.byteLength, 0);

function joinTensors({ tensors }: RunWeights): Uint8Array {
  const bytes = new Uint8Array(weightsBytes({ tensors }));
  let at = 0;
  for (const { data } of tensors) {
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at);
    at += data.byteLength;
  }
  return bytes;
}

/** The list as JSON text; without binary parts it is the JSON export. */
export function runsJson(runs: readonly WholeRun[], files: BundleFiles | null): string {
  const list = runs.map(({ record, scores, thumbnails, maps, weights }) => {
    const attach = (folder: string, bytes: Uint8Array) => {
      const file = `${folder}/${record.id}.bin`;
      if (files) files[file] = bytes;
      return { file, bytes: bytes.length };
    };
    return {
      record: { ...record, deletedAt: null, weightsBytes: files && weights ? record.weightsBytes : 0 },
      scores: scores && {
        images: scores.images,
        evaluations: scores.evaluations.map((one) => ({
          ...one,
          test: Array.from(one.test),
          heldOut: Array.from(one.heldOut),
        })),
      },
      thumbnails:
        files && thumbnails
          ? {
              ...attach('thumbnails', thumbnails.pixels),
              side: thumbnails.side,
              count: thumbnails.count,
            }
          : null,
      maps: files && maps ? { ...attach('maps', maps.levels), side: maps.side, indices: maps.indices } : null,
      weights:
        files && weights
          ? {
              ...attach('weights', joinTensors(weights)),
              step: weights.step,
              config: weights.config,
              tensors: weights.tensors.map(({ name, shape }) => ({ name, shape })),
            }
          : null,
    };
  });
  const bundle = { format: 'cutpaste-playground-runs', version: 1, runs: list };
  return JSON.stringify(bundle, writeNumber, 1);
}

/** Names and contents of the files of a bundle. */
export function packBundle(runs: readonly WholeRun[]): BundleFiles {
  const files: BundleFiles = {};
  return { [LIST_FILE]: new TextEncoder().encode(runsJson(runs, files)), ...files };
}

function damaged(reason: string): PlaygroundError {
  return new PlaygroundError(
    'bundle-damaged',
    `The bundle of runs cannot be read: ${reason}. Nothing was changed.`,
    { reason },
  );
}

function readList(bytes: Uint8Array): BundleList {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw damaged('its list is not JSON');
  }
  const result = v.safeParse(bundleSchema, value);
  if (result.success) return result.output;
  throw damaged(`${v.getDotPath(result.issues[0]) ?? 'its list'} is not as it should be`);
}

function splitTensors(bytes: Uint8Array, weights: NonNullable<BundleList['runs'][number]['weights']>) {
  const total = weights.tensors.reduce((sum, { shape }) => sum + 4 * elements(shape), 0);
  if (total !== bytes.length) throw damaged('its weights have another size than their shapes');
  // A copy at an address that fits 4-byte numbers.
  const { buffer } = bytes.slice();
  let at = 0;
  const tensors = weights.tensors.map(({ name, shape }) => {
    const data = new Float32Array(buffer, at, elements(shape));
    at += data.byteLength;
    return { name, shape, data };
  });
  const problem = weightsProblem(tensors);
  if (problem) throw damaged(problem);
  return tensors;
}

/** Each map is of an image of the list, and there are as many bytes as they take. */
const mapsFit = (
  { indices, side, bytes }: NonNullable<BundleList['runs'][number]['maps']>,
  images: number,
): boolean => bytes === indices.length * side ** 2 && indices.every((index) => index < images);

/** @throws PlaygroundError `bundle-damaged`, `bad-config` */
export function unpackBundle(files: BundleFiles): readonly WholeRun[] {
  if (!files[LIST_FILE]) throw damaged('it holds no list of runs');
  const take = ({ file, bytes }: { readonly file: string; readonly bytes: number }): Uint8Array => {
    const found = files[file];
    if (!found || found.length !== bytes) throw damaged(`${file} is missing or cut`);
    return found;
  };
  return readList(files[LIST_FILE]).runs.map(({ record, scores, thumbnails, maps, weights }): WholeRun => {
    if (thumbnails && thumbnails.bytes !== thumbnails.count * thumbnails.side ** 2 * 3) {
      throw damaged('its thumbnails have another size than they say');
    }
    if (maps && !mapsFit(maps, scores?.images.length ?? 0)) {
      throw damaged('its maps are others than they say');
    }
    const { config, corrections } = parseKeptConfig(record.config);
    const corrected = corrections.length > 0 ? correctionsText(corrections) : null;
    const note = [record.note, corrected].filter(Boolean).join('\n');
    const whole: RunRecord = { ...record, note, config };
    const ownScores = scores && {
      images: scores.images,
      evaluations: scores.evaluations.map((one) => ({
        ...one,
        test: Float64Array.from(one.test),
        heldOut: Float64Array.from(one.heldOut),
      })),
    };
    const problem = runProblem(whole, ownScores);
    if (problem) throw damaged(`of the run "${record.name}" it says what cannot be: ${problem}`);
    return {
      record: weights ? whole : { ...whole, weightsBytes: 0 },
      scores: ownScores,
      thumbnails: thumbnails && {
        side: thumbnails.side,
        count: thumbnails.count,
        pixels: take(thumbnails),
      },
      maps: maps && { side: maps.side, indices: maps.indices, levels: take(maps) },
      weights: weights && {
        step: weights.step,
        config: parseKeptConfig(weights.config).config,
        tensors: splitTensors(take(weights), weights),
      },
    };
  });
}
