/** The board of a class: kept on this device until it is emptied. What one's own run gives to it. */
import { readEntries, settingsKey, writeEntry, type ClassEntry } from '../core/classroom/entry.ts';
import { aurocOf } from './lesson-view.ts';
import type { PlaygroundState } from './state.ts';

const KEY = 'class-board';

export function keptBoard(): ClassEntry[] {
  try {
    return readEntries(localStorage.getItem(KEY) ?? '');
  } catch {
    return [];
  }
}

/** @returns whether the device kept it; without room it lives as long as the page */
export function keepBoard(board: readonly ClassEntry[]): boolean {
  try {
    localStorage.setItem(KEY, board.map(writeEntry).join('\n'));
    return true;
  } catch {
    return false;
  }
}

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
