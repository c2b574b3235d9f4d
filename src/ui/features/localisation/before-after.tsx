/**
 * Before and after: two maps of the image on the table over each other, with a line to wipe between them. At first the untrained network against the
 * present one; any evaluation whose maps are still there and the maps of ImageNet features can be chosen for either side.
 */
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DatasetItem } from '../../../core/dataset/types.ts';
import { usePlayground } from '../../../store/store.ts';
import type { Evaluation } from '../../../worker/protocol.ts';
import { Select } from '../../components/select.tsx';
import { Wipe } from '../../components/wipe.tsx';
import { formatCount } from '../../format.ts';
import styles from './before-after.module.css';
import { formatScore } from './format.ts';
import { mainLayer } from './map-layers.ts';
import { PaneCanvas } from './pane-canvas.tsx';
import { useMapLayers } from './use-map-layers.ts';

interface Side {
  readonly key: string;
  readonly label: string;
  readonly evaluation: Evaluation;
  readonly threshold: number;
}

/** What can stand on either side, the untrained network first. */
function useSides(): readonly Side[] {
  const { t, i18n } = useTranslation('localisation');
  const evaluations = usePlayground((state) => state.evaluations);
  const pretrained = usePlayground((state) => state.pretrained);
  const manual = usePlayground((state) => state.manualThreshold);
  return useMemo(() => {
    const latest = evaluations.at(-1);
    const ofRun = evaluations.map((evaluation): Side => {
      const words = { step: formatCount(evaluation.step, i18n.language) };
      const now = evaluation === latest && evaluation.step > 0;
      return {
        key: String(evaluation.step),
        label: evaluation.step === 0 ? t('pins.untrained') : t(now ? 'wipe.now' : 'pins.step', words),
        evaluation,
        threshold: (evaluation === latest ? manual : null) ?? evaluation.threshold,
      };
    });
    if (!pretrained || pretrained.maps.length === 0) return ofRun;
    const { threshold } = pretrained;
    const features = { key: 'pretrained', label: t('panes.pretrained'), evaluation: pretrained, threshold };
    return [...ofRun, features];
  }, [evaluations, pretrained, manual, t, i18n.language]);
}

export function BeforeAfter({ item }: { readonly item: DatasetItem }) {
  const { t } = useTranslation('localisation');
  const sides = useSides();
  const [wanted, setWanted] = useState<{ readonly before?: string; readonly after?: string }>({});
  const find = (key: string | undefined) => sides.find((side) => side.key === key);
  const lastOfRun = sides.findLast(({ key }) => key !== 'pretrained');
  const before = find(wanted.before) ?? sides.at(0);
  const after = find(wanted.after) ?? (lastOfRun === before ? sides.at(-1) : lastOfRun);
  if (!before || !after || sides.length < 2)
    return (
      <section className={styles.section} aria-labelledby="before-after">
        <h3 id="before-after" className={styles.title}>
          {t('wipe.title')}
        </h3>
        <p className={styles.note}>{t('wipe.onlyOne')}</p>
      </section>
    );
  const choice = (at: 'before' | 'after', value: Side) => (
    <label className={styles.side}>
      <span className={styles.note}>{t(`wipe.${at}`)}</span>
      <Select
        value={value.key}
        options={sides.map(({ key, label }) => ({ value: key, label }))}
        onChange={(key) => setWanted({ ...wanted, [at]: key })}
      />
      <Verdict side={value} item={item} />
    </label>
  );
  return (
    <section className={styles.section} aria-labelledby="before-after">
      <h3 id="before-after" className={styles.title}>
        {t('wipe.title')}
      </h3>
      <div className={styles.sides}>
        {choice('before', before)}
        {choice('after', after)}
      </div>
      <div className={styles.picture}>
        <Wipe
          before={<SideMap side={before} item={item} />}
          after={<SideMap side={after} item={item} />}
          label={t('wipe.slider', { before: before.label, after: after.label })}
          valueText={(percent) =>
            t('wipe.position', { before: before.label, after: after.label, percent, rest: 100 - percent })
          }
        />
      </div>
      <p className={styles.note}>{t('wipe.scale')}</p>
    </section>
  );
}

function SideMap({ side, item }: { readonly side: Side; readonly item: DatasetItem }) {
  const layer = useMemo(() => mainLayer(side.evaluation), [side.evaluation]);
  return <PaneCanvas layers={useMapLayers(item, layer)} label="" />;
}

/** The decision then, or why there is no map of it. */
function Verdict({ side, item }: { readonly side: Side; readonly item: DatasetItem }) {
  const { t } = useTranslation('localisation');
  const { evaluation, threshold } = side;
  const index = evaluation.testIds.indexOf(item.id);
  if (index < 0) return <span className={styles.lacking}>{t('wipe.notScored')}</span>;
  const score = evaluation.testScores[index];
  const called = score >= threshold ? 'anomalous' : 'normal';
  return (
    <>
      <span className={called === item.label ? styles.verdict : styles.wrong}>
        {t('wipe.verdict', {
          score: formatScore(score),
          threshold: formatScore(threshold),
          called: t(`called.${called}`),
        })}
      </span>
      {evaluation.maps.length === 0 && <span className={styles.lacking}>{t('wipe.letGo')}</span>}
    </>
  );
}
