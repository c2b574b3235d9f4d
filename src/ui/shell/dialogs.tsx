/** Dialogs that stay open whatever becomes of the columns under them, fetched when they are first wanted. */
import { usePlayground } from '../../store/store.ts';
import { Part } from './part.tsx';

const loadShare = async () => (await import('../features/sharing/share-dialog.tsx')).ShareDialog;
const loadProject = async () => (await import('../features/keeping/project-dialog.tsx')).ProjectDialog;
const loadSummary = async () => (await import('../features/lessons/lesson-summary.tsx')).LessonSummary;
const loadClassroom = async () =>
  (await import('../features/classroom/classroom-dialog.tsx')).ClassroomDialog;
const loadPoster = async () => (await import('../features/evaluation/poster/poster-dialog.tsx')).PosterDialog;
const loadOffline = async () => (await import('../features/offline/offline-dialog.tsx')).OfflineDialog;

const loadGrid = async () => (await import('../features/experiments/grid/grid-dialog.tsx')).GridDialog;

export function Dialogs() {
  const dialog = usePlayground((state) => state.dialog);
  if (dialog === 'share') return <Part load={loadShare} />;
  if (dialog === 'offline') return <Part load={loadOffline} />;
  if (dialog === 'project') return <Part load={loadProject} />;
  if (dialog === 'summary') return <Part load={loadSummary} />;
  if (dialog === 'classroom') return <Part load={loadClassroom} />;
  if (dialog === 'poster') return <Part load={loadPoster} />;
  if (dialog === 'grid') return <Part load={loadGrid} />;
  return null;
}
