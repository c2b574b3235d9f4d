/** What asks for the embedding map, in full and in small: a button that says why it cannot be pressed, and what was wrong the last time. */
import { useTranslation } from 'react-i18next';
import { usePlayground } from '../../../store/store.ts';
import { Button, type ButtonProps } from '../../components/button.tsx';
import styles from './embedding-stage.module.css';

export function MakeMapButton({ size }: Pick<ButtonProps, 'size'>) {
  const { t } = useTranslation('embedding');
  const made = usePlayground((state) => state.embeddingMap !== null);
  const running = usePlayground((state) => state.embeddingMapRunning);
  const hasRun = usePlayground((state) => state.plan !== null);
  const make = usePlayground((state) => state.makeEmbeddingMap);
  const reason = hasRun ? (running ? t('making') : null) : t('noRun');
  return (
    <Button size={size} onClick={() => void make()} disabledReason={reason} aria-busy={running}>
      {running ? t('making') : t(made ? 'again' : 'make')}
    </Button>
  );
}

export function MapError() {
  const { t } = useTranslation('errors');
  const error = usePlayground((state) => state.embeddingMapError);
  return (
    error && (
      <p role="alert" className={styles.error}>
        {t(error.code, { ...error.detail, defaultValue: error.message })}
      </p>
    )
  );
}
