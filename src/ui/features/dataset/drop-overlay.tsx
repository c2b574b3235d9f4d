/**
 * Files can be dropped or pasted anywhere on the page. While some are dragged over it, it says what dropping will do; with a
 * data set open there is a field for each use.
 */
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { bringsFiles } from '../../../services/files/dropped-files.ts';
import type { ImportTarget } from '../../../store/state.ts';
import { usePlayground } from '../../../store/store.ts';
import { classes } from '../../components/classes.ts';
import styles from './drop-overlay.module.css';
import { importFrom } from './use-file-picker.tsx';

const TARGETS: readonly ImportTarget[] = ['replace', 'add-test', 'add-train', 'add-calibration'];

/** The field under the pointer; between fields, what closes nothing. */
function targetAt(event: DragEvent): ImportTarget {
  const field = event.target instanceof Element ? event.target.closest('[data-drop-target]') : null;
  const value = field?.getAttribute('data-drop-target');
  return (
    TARGETS.find((target) => target === value) ??
    (usePlayground.getState().items.length > 0 ? 'add-test' : 'replace')
  );
}

/** Listens on the whole window; the target under the pointer, or null while nothing is dragged over the page. */
function useFileDrag(): ImportTarget | null {
  const [target, setTarget] = useState<ImportTarget | null>(null);
  useEffect(() => {
    // Entering a child comes before leaving its parent, so a depth tells when the page is left.
    let depth = 0;
    const end = (): void => {
      depth = 0;
      setTarget(null);
    };
    const enter = (event: DragEvent): void => {
      if (!bringsFiles(event.dataTransfer)) return;
      event.preventDefault();
      depth += 1;
      setTarget(targetAt(event));
    };
    const over = (event: DragEvent): void => {
      if (!bringsFiles(event.dataTransfer)) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
      setTarget(targetAt(event));
    };
    const leave = (event: DragEvent): void => {
      if (!bringsFiles(event.dataTransfer)) return;
      depth -= 1;
      if (depth <= 0) end();
    };
    const drop = (event: DragEvent): void => {
      if (!bringsFiles(event.dataTransfer)) return;
      event.preventDefault();
      end();
      void importFrom(event, targetAt(event));
    };
    const paste = (event: ClipboardEvent): void => {
      if (!bringsFiles(event.clipboardData)) return;
      event.preventDefault();
      void importFrom(event, usePlayground.getState().items.length > 0 ? 'add-test' : 'replace');
    };
    const controller = new AbortController();
    const { signal } = controller;
    window.addEventListener('dragenter', enter, { signal });
    window.addEventListener('dragover', over, { signal });
    window.addEventListener('dragleave', leave, { signal });
    window.addEventListener('drop', drop, { signal });
    window.addEventListener('paste', paste, { signal });
    return () => controller.abort();
  }, []);
  return target;
}

export function DropOverlay() {
  const { t } = useTranslation('dataset');
  const over = useFileDrag();
  const hasItems = usePlayground((state) => state.items.length > 0);
  if (over === null) return null;
  return (
    <div className={styles.overlay} data-testid="drop-overlay">
      <p className={styles.title}>{t(hasItems ? 'drop.title' : 'drop.single')}</p>
      <div className={styles.fields}>
        {(hasItems ? TARGETS : TARGETS.slice(0, 1)).map((target) => (
          <div
            key={target}
            data-drop-target={target}
            className={classes(styles.field, target === over && styles.over)}
          >
            <strong>{hasItems ? t(`drop.${target}`) : t('dropHere')}</strong>
            <span className={styles.hint}>{hasItems ? t(`drop.${target}Hint`) : t('dropHint')}</span>
          </div>
        ))}
      </div>
    </div>
  );
}
