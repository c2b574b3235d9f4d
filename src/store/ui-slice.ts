/** What is shown and how; theme and language are remembered on this device, nothing else. */
import type { StateCreator } from 'zustand';
import type { PlaygroundState, UiSlice } from './state.ts';

function remembered<T extends string>(key: string, allowed: readonly T[], otherwise: T): T {
  try {
    const value = localStorage.getItem(key) as T | null;
    return value !== null && allowed.includes(value) ? value : otherwise;
  } catch {
    return otherwise;
  }
}

function remember(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Storage may be refused; the choice then holds for this visit.
  }
}

/** The remembered language, else the browser's. */
function wantedLanguage(): string {
  const browsers = (typeof navigator !== 'undefined' && navigator.language) || 'en';
  try {
    return localStorage.getItem('language') ?? browsers;
  } catch {
    return browsers;
  }
}

export const createUiSlice: StateCreator<PlaygroundState, [], [], UiSlice> = (set) => ({
  stageTab: 'augment',
  narrowColumn: 'data',
  theme: remembered('theme', ['system', 'light', 'dark'], 'system'),
  language: wantedLanguage(),
  setStageTab: (stageTab) => set({ stageTab }),
  setNarrowColumn: (narrowColumn) => set({ narrowColumn }),
  setTheme: (theme) => {
    remember('theme', theme);
    set({ theme });
  },
  setLanguage: (language) => {
    remember('language', language);
    set({ language });
  },
  mapView: { opacity: 0.6, colourTable: 'viridis', scale: 'threshold', outline: true },
  setMapView: (change) => set(({ mapView }) => ({ mapView: { ...mapView, ...change } })),
});
