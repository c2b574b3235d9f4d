/** Every key of the page, by the place where it works. */
import { useTranslation } from 'react-i18next';
import styles from './shortcuts.module.css';

/** Keys as they are printed; `space` and the like are words of the language. The rest of an entry is the key of its text. */
const GROUPS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  page: {
    space: ['space'],
    dot: ['.'],
    learn: ['l'],
    turn: ['[', ']'],
    present: ['p'],
    question: ['?'],
    escape: ['escape'],
  },
  images: {
    move: ['arrows', 'home', 'end'],
    extend: ['shift+arrows'],
    add: ['control+space'],
    all: ['control+A'],
    remove: ['delete'],
    undo: ['control+Z'],
  },
  boxes: { moveBox: ['arrows'], resize: ['shift+arrows'], draw: ['escape'] },
  maps: {
    image: ['←', '→', 'home', 'end'],
    type: ['[', ']'],
    pin: ['k'],
    zoom: ['+', '-', '0'],
  },
  results: { along: ['arrows'], far: ['pageUp', 'pageDown', 'home', 'end'], list: ['enter'] },
  presenting: { turnPanel: ['←', '→', 'pageUp', 'pageDown'], leave: ['escape'] },
};

export function ShortcutList() {
  const { t } = useTranslation('shortcuts');
  const word = (key: string): string =>
    key
      .split('+')
      .map((part) => (part.length > 1 ? t(`keys.${part}`) : part))
      .join(' + ');
  const groups = Object.entries(GROUPS).map(([group, entries]) => (
    <section key={group} aria-label={t(`${group}.title`)} className={styles.group}>
      <h3>{t(`${group}.title`)}</h3>
      <dl className={styles.list}>
        {Object.entries(entries).map(([name, keys]) => (
          <div key={name}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key === '+' ? '+' : word(key)}</kbd>
              ))}
            </dt>
            <dd>{t(`${group}.${name}`)}</dd>
          </div>
        ))}
      </dl>
    </section>
  ));
  return (
    <>
      {groups}
      <p className={styles.note}>{t('note')}</p>
    </>
  );
}
