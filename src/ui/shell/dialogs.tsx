/** Dialogs that are opened from the menu, fetched when they are first wanted. */
import { usePlayground } from '../../store/store.ts';
import { Part } from './part.tsx';

const loadShare = async () => (await import('../features/sharing/share-dialog.tsx')).ShareDialog;
const loadProject = async () => (await import('../features/keeping/project-dialog.tsx')).ProjectDialog;
const loadOffline = async () => (await import('../features/offline/offline-dialog.tsx')).OfflineDialog;

export function Dialogs() {
  const dialog = usePlayground((state) => state.dialog);
  if (dialog === 'share') return <Part load={loadShare} />;
  if (dialog === 'offline') return <Part load={loadOffline} />;
  if (dialog === 'project') return <Part load={loadProject} />;
  return null;
}
