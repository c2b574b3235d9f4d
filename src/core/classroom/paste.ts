/**
 * "Whose paste fools the network?": the rules of the game, and what a seat hands over. A paste counts where it changes enough of the picture
 * plainly, so that an empty one does not win; its points are the share that the network gives to "normal".
 */
import * as v from 'valibot';
import type { RgbImage } from '../image/types.ts';
import {
  countSchema,
  linesOf,
  nameSchema,
  rounded,
  settingsSchema,
  shareSchema,
  shortSchema,
} from './lines.ts';

/** A pixel has changed plainly where one of its channels has by so many of 255 levels. */
export const PLAIN_LEVELS = 24;
/** So much of the picture must have. */
export const LEAST_CHANGED = 0.02;
/** Pictures of the game are told by number, so that a class has the same one. */
export const MOST_ROUNDS = 99;

/** Share of the pixels that have changed plainly; images of one size. */
export function changedShare(before: RgbImage, after: RgbImage): number {
  const pixels = before.width * before.height;
  let changed = 0;
  for (let i = 0; i < 3 * pixels; i += 3) {
    const by = (channel: number) => Math.abs(before.data[i + channel] - after.data[i + channel]);
    if (Math.max(by(0), by(1), by(2)) >= PLAIN_LEVELS) changed++;
  }
  return changed / pixels;
}

export interface PasteVerdict {
  /** Share of "normal". */
  readonly normal: number;
  /** Whether that is the network's answer: no class has a larger share. */
  readonly fooled: boolean;
  /** Whether the paste is plain enough to count. */
  readonly counts: boolean;
  readonly changed: number;
}

/** `shares` of the network's classes, the first of them normal. Null where one is no number. */
export function pasteVerdict(shares: Float32Array, changed: number): PasteVerdict | null {
  if (shares.length < 2 || !shares.every(Number.isFinite)) return null;
  const fooled = shares.every((share, i) => i === 0 || share <= shares[0]);
  return { normal: shares[0], fooled, counts: changed >= LEAST_CHANGED, changed };
}

const PASTE = v.object({
  name: nameSchema,
  data: shortSchema,
  settings: settingsSchema,
  seed: v.pipe(v.number(), v.integer()),
  steps: countSchema,
  round: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_ROUNDS)),
  normal: shareSchema,
  changed: v.pipe(v.number(), v.minValue(LEAST_CHANGED), v.maxValue(1)),
});

export type PasteEntry = Readonly<v.InferOutput<typeof PASTE>>;

const KEYS = ['name', 'data', 'settings', 'seed', 'steps', 'round', 'normal', 'changed'] as const;
const LINES = linesOf<PasteEntry>('cutpaste-paste:1:', KEYS, PASTE);

/** Rounded, but never to where it would not count. */
export const writePaste = (entry: PasteEntry): string =>
  LINES.write({
    ...entry,
    normal: rounded(entry.normal),
    changed: Math.max(LEAST_CHANGED, rounded(entry.changed)),
  });

export const readPastes = LINES.readAll;

const pictureOf = ({ data, settings, round }: PasteEntry) => `${data}\n${settings}\n${round}`;
const seatOf = (entry: PasteEntry) => `${pictureOf(entry)}\n${entry.name}\n${entry.seed}`;

/** `board` with more entries: of a seat with a network the best paste of each picture stays. */
export function withPastes(board: readonly PasteEntry[], more: readonly PasteEntry[]): PasteEntry[] {
  const best = new Map<string, PasteEntry>();
  for (const entry of [...board, ...more]) {
    const had = best.get(seatOf(entry));
    if (!had || entry.normal > had.normal) best.set(seatOf(entry), entry);
  }
  return [...best.values()];
}

/** Pastes into one picture with equal settings, the best first; the largest groups first. */
export function pasteGroups(board: readonly PasteEntry[]): readonly (readonly PasteEntry[])[] {
  const groups = new Map<string, PasteEntry[]>();
  for (const entry of board) groups.set(pictureOf(entry), [...(groups.get(pictureOf(entry)) ?? []), entry]);
  return [...groups.values()]
    .map((entries) => entries.toSorted((a, b) => b.normal - a.normal))
    .sort((a, b) => b.length - a.length);
}
