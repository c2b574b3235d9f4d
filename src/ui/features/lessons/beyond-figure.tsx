/** Page 10: the numbers of this page's own run beside those of pretrained features without any training. */
import { useTranslation } from 'react-i18next';
import { startsPretrained } from '../../../core/networks/registry.ts';
import { aurocOf } from '../../../store/lesson-view.ts';
import { usePlayground } from '../../../store/store.ts';
import { Button } from '../../components/button.tsx';
import { Descendants } from './descendants.tsx';
import styles from './lessons.module.css';
import { TrainButton } from './train-button.tsx';

export function BeyondFigure() {
  const { t } = useTranslation(['lessons', 'errors']);
  const items = usePlayground((state) => state.items);
  const evaluations = usePlayground((state) => state.evaluations);
  const pretrained = usePlayground((state) => state.pretrained);
  const running = usePlayground((state) => state.pretrainedRunning);
  const error = usePlayground((state) => state.pretrainedError);
  const busy = usePlayground((state) => state.lessonBusy || state.importProgress !== null);
  const run = usePlayground((state) => state.runPretrained);
  // With ImageNet's weights the network is no untrained one before its first step.
  const begins = usePlayground((state) => (startsPretrained(state.config.model) ? 'before' : 'untrained'));
  const showMaps = () => {
    const { setMapSource, setStageTab } = usePlayground.getState();
    setMapSource('pretrained');
    setStageTab('maps');
  };
  const last = evaluations.at(-1);
  const rows = [
    [begins, evaluations.find(({ step }) => step === 0)],
    ['cutpaste', last && last.step > 0 ? last : undefined],
    ['pretrained', pretrained ?? undefined],
  ] as const;
  const reason = items.length === 0 ? t('beyond.noImages') : running || busy ? t('busyReason') : null;
  return (
    <section className={styles.figure} aria-label={t('beyond.figure')}>
      <table>
        <caption>{t('beyond.caption')}</caption>
        <tbody>
          {rows.map(([name, evaluation]) => (
            <tr key={name}>
              <th scope="row">{t(`beyond.rows.${name}`)}</th>
              <td>{evaluation ? (aurocOf(evaluation, items)?.toFixed(3) ?? '–') : '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Button disabledReason={reason} onClick={() => void run()}>
        {t('beyond.measure')}
      </Button>
      {!rows[1][1] && items.length > 0 && (
        <p>
          {t('beyond.noRun')} <TrainButton label={t('trainNow')} />
        </p>
      )}
      {pretrained && (
        <Button onClick={showMaps} disabledReason={busy ? t('busyReason') : null}>
          {t('beyond.maps')}
        </Button>
      )}
      {error && (
        <p role="alert">{t(`errors:${error.code}`, { ...error.detail, defaultValue: error.message })}</p>
      )}
      <Descendants />
    </section>
  );
}
