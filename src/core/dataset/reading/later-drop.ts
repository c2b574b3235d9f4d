/**
 * More images for a data set that is open: all for training, all for the threshold, or all for testing. A test image's label comes from its folder, else from its name;
 * one that neither speaks of counts as a defect that nobody sorted.
 */
import { fileName, stem } from '../paths.ts';
import { UNSORTED, type Role } from '../types.ts';
import { findMasks, type Facts } from './find-masks.ts';
import { pairMasks, type Pairing } from './pair.ts';
import { placeAll, type Placed } from './place.ts';
import type { Entry } from './types.ts';
import { meaningOf } from './words.ts';
import type { Settled } from './settle.ts';

export interface LaterDrop {
  readonly images: readonly (Settled & { readonly file: Placed })[];
  readonly masks: readonly Placed[];
  readonly pairing: Pairing;
  /** Images that were there before, behind the new ones in `pairing.masksOf`. */
}

function judge(file: Placed, role: Role): Settled {
  if (role !== 'test') return { role, label: 'normal', defectType: 'good' };
  const folder = file.telling.find(({ side }) => side !== null) ?? file.telling.at(-1);
  const side = folder ? (folder.side ?? 'defect') : meaningOf(stem(fileName(file.entry.path))).side;
  if (side === 'normal') return { role, label: 'normal', defectType: 'good' };
  return { role, label: 'anomalous', defectType: folder?.name ?? UNSORTED };
}

/** @param existing test images that are open, which dropped masks may belong to. */
export function readLaterDrop(
  entries: readonly Entry[],
  role: Role,
  existing: readonly Entry[],
  facts: Facts,
): LaterDrop {
  const placed = placeAll(entries, role === 'test' ? 0 : undefined);
  const masks = placed.filter((file) => findMasks(placed, facts, role === 'test').has(file));
  const isMask = new Set(masks);
  const images = placed.filter((file) => !isMask.has(file)).map((file) => ({ file, ...judge(file, role) }));
  const before = placeAll(existing, 0);
  const testImages = images.filter((image) => image.role === 'test').map(({ file }) => file);
  return { images, masks, pairing: pairMasks([...testImages, ...before], masks) };
}
