/** Dialogs that stay open whatever becomes of the columns under them, fetched when they are first wanted. */
import type { ComponentType } from 'react';
import type { DialogName } from '../../store/sharing-state.ts';
import { usePlayground } from '../../store/store.ts';
import { Part } from './part.tsx';

const LOADS: Readonly<Record<DialogName, () => Promise<ComponentType>>> = {
  share: async () => (await import('../features/sharing/share-dialog.tsx')).ShareDialog,
  project: async () => (await import('../features/keeping/project-dialog.tsx')).ProjectDialog,
  summary: async () => (await import('../features/lessons/lesson-summary.tsx')).LessonSummary,
  classroom: async () => (await import('../features/classroom/classroom-dialog.tsx')).ClassroomDialog,
  game: async () => (await import('../features/classroom/game-dialog.tsx')).GameDialog,
  worksheet: async () => (await import('../features/classroom/worksheet.tsx')).Worksheet,
  poster: async () => (await import('../features/evaluation/poster/poster-dialog.tsx')).PosterDialog,
  film: async () => (await import('../features/evaluation/film/film-dialog.tsx')).FilmDialog,
  offline: async () => (await import('../features/offline/offline-dialog.tsx')).OfflineDialog,
  grid: async () => (await import('../features/experiments/grid/grid-dialog.tsx')).GridDialog,
};

export function Dialogs() {
  const dialog = usePlayground((state) => state.dialog);
  // One dialog may lead to another: each is a part of its own.
  return dialog && <Part key={dialog} load={LOADS[dialog]} />;
}
