/** The boards of a class: kept on this device until they are emptied. What one's own run gives to the first. */
import { readEntries, settingsKey, writeEntry, type ClassEntry } from '../core/classroom/entry.ts';
import { readPastes, writePaste } from '../core/classroom/paste.ts';
import { aurocOf } from './lesson-view.ts';
import type { PlaygroundState } from './state.ts';

interface Keeper<T> {
  kept(): T[];
  /** @returns whether the device kept it; without room it lives as long as the page */
  keep(board: readonly T[]): boolean;
}

const keeper = <T>(key: string, write: (entry: T) => string, readAll: (text: string) => T[]): Keeper<T> => ({
  kept: () => {
    try {
      return readAll(localStorage.getItem(key) ?? '');
    } catch {
      return [];
    }
  },
  keep: (board) => {
    try {
      localStorage.setItem(key, board.map(write).join('\n'));
      return true;
    } catch {
      return false;
    }
  },
});

export const classBoard = keeper('class-board', writeEntry, readEntries);
export const pasteBoard = keeper('paste-board', writePaste, readPastes);

/** Null until a trained network was judged on labelled test images. */
export function ownEntry(state: PlaygroundState, name: string): ClassEntry | null {
  const { runConfig, evaluations, items, sampleName, datasetName } = state;
  const latest = evaluations.at(-1);
  if (!runConfig || !latest || latest.step === 0) return null;
  const auroc = aurocOf(latest, items);
  if (auroc === null) return null;
  const first = evaluations.find(({ step }) => step === 0);
  return {
    name: name.trim().slice(0, 40),
    data: (sampleName ?? datasetName ?? '').slice(0, 60),
    preset: runConfig.preset,
    settings: settingsKey(runConfig),
    seed: runConfig.seed,
    steps: latest.step,
    auroc,
    untrained: first ? aurocOf(first, items) : null,
  };
}
