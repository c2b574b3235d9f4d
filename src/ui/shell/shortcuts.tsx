/** Keys: space plays and pauses (outside of controls), a full stop makes one step, a question mark lists them: wherever no text is typed. */
import { Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePlayground } from '../../store/store.ts';
import { Dialog } from '../components/dialog.tsx';
import { IconButton } from '../components/icon-button.tsx';
import { oneStep, playOrPause, turnLesson } from './actions.ts';
import { ShortcutList } from './shortcut-list.tsx';
import styles from './shortcuts.module.css';

/** Elements that use keys themselves. */
const CONTROLS =
  'input, select, textarea, button, a[href], summary, dialog, [contenteditable], [tabindex]:not([tabindex="-1"]), [role]:is([role=slider], [role=tab], [role=menuitem], [role=option])';

/** Sliders and boxes are inputs too, but nothing is typed there. */
const TYPED =
  'input:not([type=range], [type=checkbox], [type=radio]), select, textarea, dialog, [contenteditable]';

/** Where a letter is an entry, or where a key of the page would surprise. */
function takesLetters(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(TYPED) !== null;
}

export function usesKeys(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(CONTROLS) !== null;
}

export function Shortcuts() {
  const { t } = useTranslation('shell');
  const [open, setOpen] = useState(false);
  const setPresenting = usePlayground((state) => state.setPresenting);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (event.key === '?' && !takesLetters(event.target)) return setOpen(true);
      if (event.key === 'p' && !takesLetters(event.target)) {
        event.preventDefault();
        return setPresenting(!usePlayground.getState().presenting);
      }
      if (event.key === ' ') {
        // The space bar presses buttons and scrolls lists that have the focus.
        if (usesKeys(event.target)) return;
        event.preventDefault();
        if (!event.repeat) playOrPause();
        return;
      }
      if (takesLetters(event.target)) return;
      if (event.key === '.') oneStep();
      else if (event.key === 'l') turnLesson(0);
      else if (event.key === '[') turnLesson(-1);
      else if (event.key === ']') turnLesson(1);
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [setPresenting]);
  return (
    <>
      <IconButton
        variant="ghost"
        icon="keyboard"
        label={t('shortcuts.open')}
        className={styles.open}
        onClick={() => setOpen(true)}
      />
      <Dialog open={open} title={t('shortcuts.title')} onClose={() => setOpen(false)}>
        <Suspense fallback={null}>
          <ShortcutList />
        </Suspense>
      </Dialog>
    </>
  );
}
