/** The browser's pickers for folders and files, behind buttons of the page. The inputs are always there, out of sight. */
import { useRef, type ChangeEvent, type ReactNode } from 'react';
import { isGroupTable } from '../../../core/calibration/group-file.ts';
import { toErrorReport } from '../../../core/errors.ts';
import { filesBelow, hasDirectoryPicker, pickDirectory } from '../../../services/files/directory-picker.ts';
import { filesOf } from '../../../services/files/dropped-files.ts';
import { looksLikeProject } from '../../../services/project/recognise.ts';
import type { ImportTarget } from '../../../store/state.ts';
import { usePlayground } from '../../../store/store.ts';
import styles from './dataset-column.module.css';

export interface FilePicker {
  openFolder(target: ImportTarget): void;
  openFiles(target: ImportTarget): void;
  /** To be placed somewhere in the column. */
  readonly inputs: ReactNode;
}

/** Imports the files of a drop, change or paste event. Errors appear in the column. */
export const importFrom = (event: Event, target: ImportTarget): Promise<void> =>
  importFound(() => filesOf(event), target);

async function importFound(find: () => Promise<File[]>, target: ImportTarget): Promise<void> {
  const { setState, getState } = usePlayground;
  try {
    const found = find();
    const { importProgress } = getState();
    if (!importProgress) {
      // Walking a large folder takes a while; say so at once.
      setState({ importProgress: { stage: 'reading', done: 0, total: 0, startedAtMs: Date.now() } });
    }
    const files = await found;
    if (await isProject(files)) {
      setState({ importProgress });
      return await getState().openProject(files[0]);
    }
    const groups = getState().items.length > 0 ? await groupTable(files) : null;
    if (groups !== null) {
      setState({ importProgress, importError: null });
      return getState().groupByTable(groups);
    }
    if (files.length > 0) await getState().importFiles(files, target);
    else setState({ importProgress });
  } catch (error) {
    setState({ importProgress: null, importError: toErrorReport(error) });
  }
}

/** A project file looks like an archive of images from outside. */
async function isProject(files: readonly File[]): Promise<boolean> {
  if (files.length !== 1 || !/\.zip$/i.test(files[0].name)) return false;
  return looksLikeProject(files[0]);
}

/** The text of a lone table of groups, or null: it says which of the images that are there belong together. */
async function groupTable(files: readonly File[]): Promise<string | null> {
  if (files.length !== 1 || !/\.(?:csv|tsv|txt)$/i.test(files[0].name)) return null;
  const text = await files[0].text();
  return isGroupTable(text) ? text : null;
}

export function useFilePicker(): FilePicker {
  const folder = useRef<HTMLInputElement>(null);
  const files = useRef<HTMLInputElement>(null);
  const target = useRef<ImportTarget>('replace');

  const onChange = async (event: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const input = event.currentTarget;
    await importFrom(event.nativeEvent, target.current);
    // The same folder can be chosen again.
    input.value = '';
    target.current = 'replace';
  };
  const openFolder = async (next: ImportTarget): Promise<void> => {
    const fallBack = (): void => {
      target.current = next;
      folder.current?.click();
    };
    if (!hasDirectoryPicker()) return fallBack();
    try {
      const picked = await pickDirectory();
      if (picked) await importFound(() => filesBelow(picked), next);
    } catch {
      fallBack();
    }
  };
  const hidden = {
    type: 'file',
    tabIndex: -1,
    'aria-hidden': true,
    className: styles.input,
    onChange,
  } as const;
  return {
    openFolder: (next) => void openFolder(next),
    openFiles: (next) => {
      target.current = next;
      files.current?.click();
    },
    inputs: (
      <>
        <input ref={folder} {...hidden} {...{ webkitdirectory: '' }} data-testid="folder-input" />
        <input
          ref={files}
          {...hidden}
          multiple
          accept="image/*,.tif,.tiff,.zip,.tar,.gz,.tgz,.xz,.txz,.json,.xml,.csv,.tsv,.txt,application/zip"
          data-testid="files-input"
        />
      </>
    ),
  };
}
