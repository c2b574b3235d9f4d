/**
 * What other photographs would do to the figures: one corruption of the test images over its levels, at the frozen threshold, with a preview. Tried
 * when asked for; a threshold moved by hand moves the rates at once, because scores come from the engine and rates are made here.
 */
import { useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { resizeArea } from '../../../core/image/resize.ts';
import { createRandom } from '../../../core/random/random.ts';
import { CORRUPTIONS } from '../../../core/robustness/corruptions/registry.ts';
import type { Corruption } from '../../../core/robustness/corruptions/corruption.ts';
import { robustnessPoints, type RobustnessScores } from '../../../core/robustness/report.ts';
import { usePlayground } from '../../../store/store.ts';
import { Button } from '../../components/button.tsx';
import { Disclosure } from '../../components/disclosure.tsx';
import { Select } from '../../components/select.tsx';
import { Slider } from '../../components/slider.tsx';
import { Thumbnail } from '../../components/thumbnail.tsx';
import panel from './evaluation-panel.module.css';
import { formatRate } from './format.ts';
import { selectThreshold } from './selectors.ts';
import { TrialFigure } from './trial-figure.tsx';
import styles from './trial-figure.module.css';
import { TrialError } from './trial-error.tsx';

/** Its texts have these keys. */
type Name = 'brightness' | 'contrast' | 'noise' | 'blur' | 'jpeg' | 'shift' | 'rotation';
/** Pixels of the preview: what the page can change between two frames. */
const PREVIEW_PX = 192;

function Preview({ corruption, level }: { readonly corruption: Corruption; readonly level: number }) {
  const { t } = useTranslation('evaluation');
  const shown = useDeferredValue(level);
  const item = usePlayground(({ items, selectedItemId }) => {
    const test = items.filter(({ role }) => role === 'test');
    return (
      test.find(({ id }) => id === selectedItemId) ?? test.find((one) => one.label === 'normal') ?? test[0]
    );
  });
  const image = useMemo(
    () =>
      item && item.image.width > PREVIEW_PX ? resizeArea(item.image, PREVIEW_PX, PREVIEW_PX) : item?.image,
    [item],
  );
  const changed = useMemo(
    () => image && corruption.apply(image, shown, createRandom(0, 'robustness', corruption.name, 0)),
    [corruption, image, shown],
  );
  if (!image || !changed) return null;
  return (
    <div className={panel.pair}>
      {[image, changed].map((one, i) => (
        <figure key={i}>
          <Thumbnail image={one} sidePx={96} />
          <figcaption>{t(i === 0 ? 'robustness.before' : 'robustness.after')}</figcaption>
        </figure>
      ))}
    </div>
  );
}

function Outcome({ scores, name }: { readonly scores: RobustnessScores; readonly name: Name }) {
  const { t } = useTranslation('evaluation');
  const items = usePlayground((state) => state.items);
  const threshold = usePlayground(selectThreshold);
  const points = useMemo(() => {
    const labels = new Map(
      items.filter(({ role }) => role === 'test').map(({ id, label }) => [id, label === 'anomalous']),
    );
    return robustnessPoints(scores, threshold ?? Infinity, (id) => labels.get(id));
  }, [scores, items, threshold]);
  const columns = [t('auroc'), t('robustness.falseAlarms'), t('robustness.recall')];
  return (
    <TrialFigure
      title={t(`robustness.units.${name}`)}
      series={[
        { key: 'imageAuroc', name: columns[0], colour: 'var(--accent)' },
        { key: 'falseAlarmRate', name: columns[1], colour: 'var(--normal)', dash: '5 4' },
        { key: 'recall', name: columns[2], colour: 'var(--anomaly)', dash: '2 3' },
      ]}
      rows={points.map(({ level, ...rates }) => ({ x: level, ...rates }))}
      columns={columns}
      cells={points.map(({ imageAuroc, falseAlarmRate, recall }) => [
        formatRate(imageAuroc),
        formatRate(falseAlarmRate),
        formatRate(recall),
      ])}
    />
  );
}

export function Robustness() {
  const { t } = useTranslation('evaluation');
  const [name, setName] = useState<Name>('brightness');
  const corruption = CORRUPTIONS.find((one) => one.name === name) ?? CORRUPTIONS[0];
  const { levels } = corruption;
  const [level, setLevel] = useState(levels[0]);
  const found = usePlayground((state) => state.robustness[name]);
  const queue = usePlayground((state) => state.robustnessQueue);
  const hasTests = usePlayground((state) => state.items.some(({ role }) => role === 'test'));
  const run = usePlayground((state) => state.runRobustness);
  const stop = usePlayground((state) => state.stopRobustness);
  const [low, high] = [levels[0], levels.at(-1) ?? 0];
  const at = Math.min(high, Math.max(low, level));
  const reason = queue.length > 0 ? t('robustness.running') : hasTests ? null : t('robustness.noTests');
  return (
    <section className={panel.section} aria-label={t('robustness.title')}>
      <Disclosure summary={<strong>{t('robustness.title')}</strong>}>
        <div className={styles.figure}>
          <p className={panel.help}>{t('robustness.help')}</p>
          <Select
            aria-label={t('robustness.corruption')}
            value={name}
            options={CORRUPTIONS.map((one) => {
              const value = one.name as Name;
              return { value, label: t(`robustness.names.${value}`) };
            })}
            onChange={setName}
          />
          <label className={styles.level}>
            <span>
              {t(`robustness.units.${name}`)}: {at}
            </span>
            <Slider
              value={at}
              min={low}
              max={high}
              step={1}
              mark={0}
              onChange={setLevel}
              aria-label={t('robustness.level')}
            />
          </label>
          <Preview corruption={corruption} level={at} />
          <div className={panel.actions}>
            <Button size="small" onClick={() => void run([name])} disabledReason={reason}>
              {t('robustness.try')}
            </Button>
            <Button
              size="small"
              variant="ghost"
              onClick={() => void run(CORRUPTIONS.map((one) => one.name))}
              disabledReason={reason}
            >
              {t('robustness.tryAll')}
            </Button>
            {queue.length > 1 && (
              <Button size="small" variant="ghost" onClick={stop}>
                {t('robustness.stop')}
              </Button>
            )}
          </div>
          {queue.length > 0 && (
            <p role="status" className={panel.help}>
              {t('robustness.trying', {
                what: t(`robustness.names.${queue[0] as Name}`),
                left: queue.length,
              })}
            </p>
          )}
          <TrialError />
          {found && <Outcome scores={found} name={name} />}
        </div>
      </Disclosure>
    </section>
  );
}
