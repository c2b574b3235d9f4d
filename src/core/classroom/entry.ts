/**
 * What one seat of a class gives to the teacher's board: a name of choice, data, settings, seed and AUROC, short enough for a QR code. And the board:
 * entries of equal data and settings together, with the spread over their seeds, which is what a single figure hides.
 */
import * as v from 'valibot';
import { pixelHash } from '../dataset/pixel-hash.ts';
import type { Config } from '../config/schema.ts';
import {
  countSchema,
  linesOf,
  nameSchema,
  rounded,
  settingsSchema,
  shareSchema,
  shortSchema,
} from './lines.ts';

const ENTRY = v.object({
  name: nameSchema,
  data: shortSchema,
  preset: shortSchema,
  settings: settingsSchema,
  seed: v.pipe(v.number(), v.integer()),
  steps: countSchema,
  auroc: shareSchema,
  untrained: v.nullable(shareSchema),
});

export type ClassEntry = Readonly<v.InferOutput<typeof ENTRY>>;

const KEYS = ['name', 'data', 'preset', 'settings', 'seed', 'steps', 'auroc', 'untrained'] as const;
const LINES = linesOf<ClassEntry>('cutpaste-class:1:', KEYS, ENTRY);

/** Equal for runs that differ by their seed alone. */
export function settingsKey({ seed: _, preset: __, ...config }: Config): string {
  return (pixelHash(new TextEncoder().encode(JSON.stringify(config))) >>> 0).toString(16);
}

export function writeEntry(entry: ClassEntry): string {
  const { auroc, untrained } = entry;
  return LINES.write({
    ...entry,
    auroc: rounded(auroc),
    untrained: untrained === null ? null : rounded(untrained),
  });
}

/** Null for anything that is no entry. */
export const readEntry = LINES.read;

/** All entries of a text: one a line, as saved files and a saved board hold them. */
export const readEntries = LINES.readAll;

const groupOf = ({ data, settings }: ClassEntry) => `${data}\n${settings}`;
const seat = (entry: ClassEntry) => `${groupOf(entry)}\n${entry.name}\n${entry.seed}`;

/** `board` with more entries; the same seat with the same seed again takes the place of what it gave before. */
export function withEntries(board: readonly ClassEntry[], more: readonly ClassEntry[]): ClassEntry[] {
  return [...new Map([...board, ...more].map((entry) => [seat(entry), entry])).values()];
}

export interface BoardGroup {
  readonly data: string;
  readonly settings: string;
  readonly preset: string;
  readonly steps: number;
  /** By AUROC, highest first. */
  readonly entries: readonly ClassEntry[];
  readonly seeds: number;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  /** Of the AUROCs of different seeds (n - 1); null with fewer than two. */
  readonly deviation: number | null;
}

/** Largest groups first. Several seats with one seed count once in mean and spread: equal seeds give equal runs. */
export function boardGroups(board: readonly ClassEntry[]): BoardGroup[] {
  const groups = new Map<string, ClassEntry[]>();
  for (const entry of board) groups.set(groupOf(entry), [...(groups.get(groupOf(entry)) ?? []), entry]);
  return [...groups.values()]
    .map((entries): BoardGroup => {
      const [{ data, settings, preset, steps }] = entries;
      const aurocs = [...new Map(entries.map(({ seed, auroc }) => [seed, auroc])).values()];
      const mean = aurocs.reduce((sum, value) => sum + value, 0) / aurocs.length;
      const squares = aurocs.reduce((sum, value) => sum + (value - mean) ** 2, 0);
      return {
        data,
        settings,
        preset,
        steps,
        entries: entries.toSorted((a, b) => b.auroc - a.auroc),
        seeds: aurocs.length,
        mean,
        low: Math.min(...aurocs),
        high: Math.max(...aurocs),
        deviation: aurocs.length > 1 ? Math.sqrt(squares / (aurocs.length - 1)) : null,
      };
    })
    .sort((a, b) => b.entries.length - a.entries.length);
}
