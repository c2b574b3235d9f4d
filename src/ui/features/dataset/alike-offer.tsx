/** Training images that look like shots of one part: looked for when asked, shown in their sets, put together or left as they are. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { usePlayground } from '../../../store/store.ts';
import { Button } from '../../components/button.tsx';
import { Disclosure } from '../../components/disclosure.tsx';
import { Notice } from '../../components/notice.tsx';
import { Thumbnail } from '../../components/thumbnail.tsx';
import styles from './alike-offer.module.css';

/** Sets whose pictures are shown. */
const SHOWN = 8;
/** With fewer training images nobody looks (core/calibration/near-duplicates). */
const FEWEST = 8;

export function AlikeOffer() {
  const { t } = useTranslation(['dataset', 'errors']);
  const sets = usePlayground((state) => state.alike);
  const running = usePlayground((state) => state.alikeRunning);
  const busy = usePlayground((state) => state.pretrainedRunning || state.trainingRankingRunning);
  const error = usePlayground((state) => state.alikeError);
  const { findAlike, takeAlike, leaveAlike } = usePlayground.getState();
  const enough = usePlayground(({ items }) => items.filter(({ role }) => role === 'train').length >= FEWEST);
  if (sets && sets.length > 0)
    return (
      <Notice
        title={t('alike.title', { count: sets.length, images: sets.flat().length })}
        actions={
          <>
            <Button size="small" onClick={takeAlike}>
              {t('alike.take')}
            </Button>
            <Button size="small" variant="ghost" onClick={leaveAlike}>
              {t('alike.leave')}
            </Button>
          </>
        }
      >
        <p>{t('alike.text')}</p>
        <Disclosure summary={t('alike.look')}>
          <Sets sets={sets} />
        </Disclosure>
      </Notice>
    );
  if (!enough) return null;
  return (
    <div className={styles.search}>
      {sets && <p className={styles.note}>{t('alike.none')}</p>}
      {error && (
        <p role="alert" className={styles.note}>
          {t(`errors:${error.code}` as 'errors:unexpected', { ...error.detail, defaultValue: error.message })}
        </p>
      )}
      {!sets && (
        <Button
          size="small"
          onClick={() => void findAlike()}
          disabledReason={running ? t('alike.running') : busy ? t('alike.busy') : null}
          aria-busy={running}
        >
          {running ? t('alike.running') : t('alike.search')}
        </Button>
      )}
    </div>
  );
}

function Sets({ sets }: { readonly sets: readonly (readonly string[])[] }) {
  const { t } = useTranslation('dataset');
  const items = usePlayground((state) => state.items);
  const byId = useMemo(() => new Map(items.map((item) => [item.id, item])), [items]);
  const rest = sets.length - SHOWN;
  return (
    <>
      <ul className={styles.sets}>
        {sets.slice(0, SHOWN).map((set) => (
          <li key={set[0]}>
            {set.slice(0, 6).map((id) => {
              const item = byId.get(id);
              return (
                item && (
                  <span key={id} className={styles.picture}>
                    <Thumbnail image={item.image} sidePx={44} />
                  </span>
                )
              );
            })}
            <span className={styles.note}>{set.map((id) => byId.get(id)?.name ?? '').join(', ')}</span>
          </li>
        ))}
      </ul>
      {rest > 0 && <p className={styles.note}>{t('alike.more', { count: rest })}</p>}
    </>
  );
}
