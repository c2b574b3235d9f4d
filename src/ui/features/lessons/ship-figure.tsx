/** Page 11: four thresholds and what each costs at the reader's price of a miss; one is shipped; the cheapest is tried on images it was not chosen on. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { cheapestOnHalves, CHOICES, shippable, type Choice } from '../../../core/lessons/ship.ts';
import { labelledScores } from '../../../store/lesson-view.ts';
import { usePlayground } from '../../../store/store.ts';
import { Button } from '../../components/button.tsx';
import { Slider } from '../../components/slider.tsx';
import notes from './lesson-notes.module.css';
import styles from './lessons.module.css';
import { NeedsRun } from './train-button.tsx';

/** Of 100 images, as prices are told. */
const per100 = (cost: number) => (100 * cost).toPrecision(3);

export function ShipFigure() {
  const { t } = useTranslation('lessons');
  const latest = usePlayground((state) => state.evaluations.at(-1));
  const items = usePlayground((state) => state.items);
  const {
    missPrice: miss,
    alarmPrice: falseAlarm,
    defectShare,
  } = usePlayground((state) => state.config.evaluation);
  const { shipped, halves } = usePlayground((state) => state.lessonFacts);
  const { setParameter, setManualThreshold, noteLesson } = usePlayground.getState();
  const set = useMemo(() => latest && labelledScores(latest, items), [latest, items]);
  const prices = { miss, falseAlarm, defectShare };
  const found = latest && set && shippable(set.scores, set.labels, latest.threshold, prices);
  if (!found || latest.step === 0) return <NeedsRun />;
  const defects = set.labels.reduce((sum, label) => sum + label, 0);
  const normal = set.labels.length - defects;
  const rules = CHOICES.filter((one) => one !== 'cheapest');
  const best = rules.reduce((top, one) => (found[one].cost < found[top].cost ? one : top));
  const ship = (choice: Choice) => {
    const { threshold, cost } = found[choice];
    setManualThreshold(Number.isFinite(threshold) ? threshold : null);
    noteLesson({ shipped: { choice, cost, least: found.cheapest.cost, best } });
  };
  return (
    <section className={styles.figure} aria-label={t('ship.figure')}>
      <label className={styles.slide}>
        {t('ship.price', { miss, alarm: falseAlarm, percent: Number((100 * defectShare).toPrecision(2)) })}
        <Slider
          value={Math.min(100, miss)}
          min={1}
          max={100}
          step={1}
          onChange={(value) => setParameter('evaluation.missPrice', value)}
        />
      </label>
      <div className={notes.wideTable}>
        <table>
          <caption>{t('ship.caption', { defects, normal })}</caption>
          <thead>
            <tr>
              {['rule', 'threshold', 'missed', 'alarms', 'cost'].map((name) => (
                <th key={name} scope="col">
                  {t(`ship.columns.${name}`)}
                </th>
              ))}
              <td />
            </tr>
          </thead>
          <tbody>
            {CHOICES.map((choice) => {
              const { threshold, recall, falseAlarmRate, cost } = found[choice];
              return (
                <tr key={choice} data-choice={choice} data-cost={cost} data-best={choice === best}>
                  <th scope="row">{t(`ship.rules.${choice}`)}</th>
                  <td>{Number.isFinite(threshold) ? threshold.toPrecision(3) : t('ship.none')}</td>
                  <td>{Math.round((1 - recall) * defects)}</td>
                  <td>{Math.round(falseAlarmRate * normal)}</td>
                  <td>{per100(cost)}</td>
                  <td>
                    <Button
                      size="small"
                      aria-pressed={shipped?.choice === choice}
                      aria-label={t('ship.shipNamed', { name: t(`ship.rules.${choice}`) })}
                      onClick={() => ship(choice)}
                    >
                      {t('ship.ship')}
                    </Button>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <p role="status">
        {shipped &&
          t('ship.shipped', {
            name: t(`ship.rules.${shipped.choice}`),
            cost: per100(shipped.cost),
            least: per100(shipped.least),
          })}
      </p>
      <div className={styles.row}>
        <Button onClick={() => noteLesson({ halves: cheapestOnHalves(set.scores, set.labels, prices) })}>
          {t('ship.tryHalves')}
        </Button>
      </div>
      {halves && (
        <p role="status" data-stated={halves.stated} data-unseen={halves.unseen}>
          {t('ship.halves', { stated: per100(halves.stated), unseen: per100(halves.unseen) })}
        </p>
      )}
    </section>
  );
}
