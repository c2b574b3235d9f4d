/** Page 8: four switches that break the method, and AUROC without and with each, measured by the app's own runs. */
import { useTranslation } from 'react-i18next';
import { chooseOnHalves } from '../../../core/lessons/checkpoint-choice.ts';
import { MISTAKES, type MeasuredRun, type Mistake } from '../../../core/lessons/facts.ts';
import { jitterIsOff, withJitter } from '../../../core/lessons/setups.ts';
import { compareAurocs } from '../../../core/metrics/auroc-interval.ts';
import { labelledScores } from '../../../store/lesson-view.ts';
import { usePlayground } from '../../../store/store.ts';
import { Switch } from '../../components/switch.tsx';
import styles from './lessons.module.css';
import { TrainButton } from './train-button.tsx';
import { usePasteShare } from './use-paste-share.ts';

function isOn(mistake: Mistake, config: ReturnType<typeof usePlayground.getState>['config']): boolean {
  return mistake === 'jitterOff' ? jitterIsOff(config) : config.mistakes[mistake];
}

function turn(mistake: Mistake, on: boolean): void {
  const { config, setConfig, setParameter } = usePlayground.getState();
  if (mistake === 'jitterOff') setConfig(withJitter(config, !on));
  else setParameter(`mistakes.${mistake}`, on);
}

function Detail({ mistake }: { readonly mistake: Mistake }) {
  const { t } = useTranslation('lessons');
  const evaluations = usePlayground((state) => state.evaluations);
  const items = usePlayground((state) => state.items);
  const shares = usePasteShare(mistake === 'jitterOff');
  if (mistake === 'jitterOff')
    return shares && <p>{t('breakIt.invisible', { right: shares.right, wrong: shares.wrong })}</p>;
  if (mistake !== 'chooseByTestAuroc') return null;
  const trained = evaluations.filter(({ step }) => step > 0);
  const last = trained.at(-1);
  const choice =
    last &&
    chooseOnHalves(
      trained
        .filter(({ testIds }) => testIds.length === last.testIds.length)
        .map(({ testScores }) => testScores),
      labelledScores(last, items).labels,
    );
  if (!choice) return null;
  return <p>{t('breakIt.halves', { stated: choice.stated.toFixed(3), unseen: choice.unseen.toFixed(3) })}</p>;
}

const signed = (value: number) => `${value >= 0 ? '+' : '−'}${Math.abs(value).toFixed(3)}`;

/** AUROC with the mistake minus AUROC without, on the same images, and what its interval allows to say. */
function damageOf(run: MeasuredRun, right: MeasuredRun) {
  const found = compareAurocs(run.scores, right.scores, right.labels);
  if (!found) return null;
  const verdict = found.high < 0 ? 'worse' : found.low > 0 ? 'better' : 'unclear';
  return { ...found, verdict } as const;
}

export function MistakesFigure() {
  const { t } = useTranslation('lessons');
  const config = usePlayground((state) => state.config);
  const measured = usePlayground((state) => state.lessonFacts.measured);
  const text = (run: MeasuredRun | undefined) => run?.auroc.toFixed(3) ?? '–';
  return (
    <section className={styles.figure} aria-label={t('breakIt.figure')}>
      <p className={styles.row}>
        <TrainButton primary label={t('breakIt.train')} />
        <span>{t('breakIt.right', { value: text(measured.right) })}</span>
      </p>
      {MISTAKES.map((mistake) => {
        const run = measured[mistake];
        const damage = run && measured.right && damageOf(run, measured.right);
        return (
          <div key={mistake} className={styles.mistake} data-mistake={mistake}>
            <label>
              <Switch checked={isOn(mistake, config)} onChange={(on) => turn(mistake, on)} />
              {t(`breakIt.names.${mistake}`)}
            </label>
            <output>{text(run)}</output>
            <p className={styles.note}>{t(`breakIt.how.${mistake}`)}</p>
            {damage && (
              <p data-verdict={damage.verdict}>
                {t('breakIt.damage', {
                  difference: signed(damage.difference),
                  low: signed(damage.low),
                  high: signed(damage.high),
                })}{' '}
                {t(
                  mistake === 'chooseByTestAuroc'
                    ? 'breakIt.verdicts.chosen'
                    : `breakIt.verdicts.${damage.verdict}`,
                )}
              </p>
            )}
            {run && <Detail mistake={mistake} />}
          </div>
        );
      })}
    </section>
  );
}
