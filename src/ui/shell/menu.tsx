/** What a teacher needs: share, present, use offline; the licences of what the page is made of; and the way back from a lesson link that hides controls. */
import { Suspense, use } from 'react';
import { useTranslation } from 'react-i18next';
import { usePlayground } from '../../store/store.ts';
import { Button } from '../components/button.tsx';
import { IconButton } from '../components/icon-button.tsx';
import { Icon } from '../components/icon.tsx';
import { ClosePopover } from '../components/popover-parts.ts';
import { Popover } from '../components/popover.tsx';
import styles from './menu.module.css';

export function Menu() {
  const { t } = useTranslation('shell');
  return (
    <Popover label={t('menu')} trigger={<IconButton variant="ghost" icon="menu" label={t('menu')} />}>
      <Suspense fallback={null}>
        <Entries />
      </Suspense>
    </Popover>
  );
}

function Entries() {
  const { t } = useTranslation(['sharing', 'keeping']);
  const close = use(ClosePopover);
  const setDialog = usePlayground((state) => state.setDialog);
  const setPresenting = usePlayground((state) => state.setPresenting);
  const entries = [
    { icon: 'project', name: 'keeping:menu.project', act: () => setDialog('project') },
    { icon: 'share', name: 'menu.share', act: () => setDialog('share') },
    { icon: 'classroom', name: 'menu.classroom', act: () => setDialog('classroom') },
    { icon: 'present', name: 'menu.present', act: () => setPresenting(true) },
    { icon: 'offline', name: 'menu.offline', act: () => setDialog('offline') },
  ] as const;
  return (
    <div className={styles.menu}>
      {entries.map(({ icon, name, act }) => (
        <Button
          key={name}
          variant="ghost"
          className={styles.entry}
          onClick={() => {
            act();
            close();
          }}
        >
          <Icon name={icon} />
          <span>
            {t(name)}
            <small>{t(`${name}Help`)}</small>
          </span>
        </Button>
      ))}
      <a className={styles.licences} href="licences.txt" target="_blank" rel="noreferrer">
        {t('menu.licences')}
      </a>
    </div>
  );
}

/** Shown only where something is hidden: a lesson link narrows the page, it does not lock it. */
export function ShowEverything() {
  const { t } = useTranslation('shell');
  const hides = usePlayground((state) => state.hiddenParts.length > 0);
  const setHiddenParts = usePlayground((state) => state.setHiddenParts);
  if (!hides) return null;
  return (
    <Button size="small" title={t('showEverythingHelp')} onClick={() => setHiddenParts([])}>
      {t('showEverything')}
    </Button>
  );
}
