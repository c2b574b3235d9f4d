/** What the two kinds of outline mean, drawn as they are on the panes. */
import { useTranslation } from 'react-i18next';
import styles from './light-table.module.css';
import { FOUND_COLOUR, FOUND_DASH, TRUTH_COLOUR } from './paint-pane.ts';

function Sample({ colour, dash }: { readonly colour: string; readonly dash?: string }) {
  return (
    <svg width={26} height={8} aria-hidden="true" className={styles.sample}>
      <path d="M1 4h24" stroke="rgb(0 0 0 / 0.6)" strokeWidth={3.5} />
      <path d="M1 4h24" stroke={colour} strokeWidth={1.75} strokeDasharray={dash} />
    </svg>
  );
}

export function OutlineKey({ hasMask }: { readonly hasMask: boolean }) {
  const { t } = useTranslation('localisation');
  return (
    <span className={styles.key}>
      {hasMask && (
        <span>
          <Sample colour={TRUTH_COLOUR} /> {t('outlineTruth')}
        </span>
      )}
      <span>
        <Sample colour={FOUND_COLOUR} dash={FOUND_DASH.join(' ')} /> {t('outlineFound')}
      </span>
    </span>
  );
}
