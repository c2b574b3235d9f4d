/**
 * Why this decision? The image on the table with its hottest window, its place among the scores of normal images, the same before training, and the
 * normal places most like that window side by side. Every number is of the evaluation that is shown.
 */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { basisOf } from '../../../core/calibration/basis.ts';
import { hottestPlace, placeWindow, seenPx, thirdOf, touches } from '../../../core/heatmap/place-window.ts';
import { shareBelow } from '../../../core/metrics/quantile.ts';
import { usePlayground } from '../../../store/store.ts';
import type { Evaluation } from '../../../worker/protocol.ts';
import { Button } from '../../components/button.tsx';
import { ImageCanvas } from '../../components/image-canvas.tsx';
import { Crop } from './crop.tsx';
import { formatScore } from './format.ts';
import type { MapLayer } from './map-layers.ts';
import type { RankedImage } from './ranking.ts';
import { ScoreStrip } from './score-strip.tsx';
import { useNearestPatches } from './use-nearest-patches.ts';
import { useTable } from './table-store.ts';
import styles from './why-decision.module.css';

interface Props {
  readonly evaluation: Evaluation;
  readonly layer: MapLayer;
  readonly image: RankedImage;
  readonly threshold: number;
}

const CROP_PX = 120;

/** One decimal; 100 only where no place is higher. */
const percentBelow = (share: number) => (share < 1 ? Math.min(99.9, 100 * share) : 100).toFixed(1);

/** How many of the ascending scores lie under the value. */
const countBelow = (sorted: Float64Array, value: number) => sorted.filter((score) => score < value).length;

export function WhyDecision({ evaluation, layer, image: { item, score }, threshold }: Props) {
  const { t } = useTranslation('localisation');
  const untrained = usePlayground((state) => state.evaluations[0]);
  const items = usePlayground((state) => state.items);
  const canAsk = usePlayground(
    (state) =>
      layer.kind === 'pretrained' ||
      ((state.phase === 'paused' || state.phase === 'finished') && state.step === evaluation.step),
  );
  const wanted = useTable((table) => table.nearestShown);
  const sizePx = item.image.width;
  const grid = layer.grids.get(item.id);
  const hot = useMemo(() => {
    const place = grid && hottestPlace(grid, sizePx);
    if (!grid || !place) return null;
    const sidePx = seenPx(grid, layer.kind, sizePx);
    return { ...place, window: placeWindow(place, { ...grid, sidePx, imageSizePx: sizePx }) };
  }, [grid, layer.kind, sizePx]);
  const query = useMemo(
    () =>
      hot && wanted && canAsk ? { kind: layer.kind, id: item.id, row: hot.row, column: hot.column } : null,
    [hot, wanted, canAsk, layer.kind, item.id],
  );
  const { found, failure } = useNearestPatches(query, evaluation.testScores);

  const called = score >= threshold ? 'anomalous' : 'normal';
  const basis = basisOf(evaluation);
  const before =
    layer.kind !== 'pretrained' && untrained?.step === 0 && untrained !== evaluation
      ? scoreIn(untrained, item.id)
      : null;
  const third = hot && thirdOf(hot.window, sizePx);
  const share = hot && shareBelow(layer.normalQuantiles, hot.score);
  const onDefect =
    hot && item.mask && item.label === 'anomalous' ? touches(item.mask.data, hot.window, sizePx) : null;
  const patches = found ? [found, ...found.others] : [];
  return (
    <section className={styles.section} aria-labelledby="why-decision">
      <h3 id="why-decision" className={styles.title}>
        {t('why.title')}
      </h3>
      <p className={styles.sentence}>
        {basis.scores.length > 0 &&
          `${t(basis.kept ? 'why.amongKept' : 'why.amongTraining', {
            score: formatScore(score),
            ...ofAll(basis.scores, score),
          })} `}
        {t(`why.called.${called}`, { score: formatScore(score), threshold: formatScore(threshold) })}
        {before !== null &&
          untrained &&
          ` ${t('why.before', {
            score: formatScore(before),
            ...ofAll(basisOf(untrained).scores, before),
            called: t(`called.${before >= untrained.threshold ? 'anomalous' : 'normal'}`),
          })}`}
      </p>
      <ScoreStrip
        normal={basis.scores}
        threshold={threshold}
        score={score}
        anomalous={item.label === 'anomalous'}
        labels={{ normal: t('why.normalScores'), threshold: t('imageThreshold'), image: t('why.thisImage') }}
      />
      {hot && third && (
        <>
          <p className={styles.sentence}>
            {t('why.hottest', {
              where: t(`why.where.${third.down}${third.across}`),
              score: formatScore(hot.score),
            })}
            {share !== null && ` ${t('why.hottestShare', { percent: percentBelow(share) })}`}
            {onDefect !== null &&
              ` ${t(onDefect ? 'why.onDefect' : 'why.offDefect', { type: item.defectType })}`}
          </p>
          <div className={styles.pictures}>
            <figure>
              <div className={styles.whole}>
                <ImageCanvas image={item.image} label={t('why.whole')} />
                <span
                  className={styles.window}
                  style={{
                    left: `${(100 * hot.window.x) / sizePx}%`,
                    top: `${(100 * hot.window.y) / sizePx}%`,
                    width: `${(100 * hot.window.sidePx) / sizePx}%`,
                  }}
                />
              </div>
              <figcaption>{t('why.whole')}</figcaption>
            </figure>
            <figure>
              <Crop item={item} window={hot.window} sidePx={CROP_PX} label={t('why.window')} />
              <figcaption>{t('why.window')}</figcaption>
            </figure>
            {patches.map((place, i) => {
              const like = items.find(({ id }) => id === place.trainId);
              return (
                like && (
                  <figure key={place.trainId}>
                    <Crop
                      item={like}
                      window={place.window}
                      sidePx={CROP_PX}
                      label={t('why.like', { rank: i + 1 })}
                    />
                    <figcaption title={like.path}>
                      {t('why.like', { rank: i + 1 })}
                      <br />
                      {t('why.distance', { distance: place.distance.toFixed(3) })}
                    </figcaption>
                  </figure>
                )
              );
            })}
          </div>
          <p className={styles.ask} role="status">
            {!wanted && (
              <Button
                size="small"
                disabledReason={canAsk ? null : t('why.whenAtRest')}
                onClick={() => useTable.setState({ nearestShown: true })}
              >
                {t('why.compare')}
              </Button>
            )}
            {wanted && !canAsk && t('why.whenAtRest')}
            {wanted && canAsk && !found && !failure && t('why.searching')}
            {failure && t('why.failed', { message: failure })}
          </p>
        </>
      )}
    </section>
  );
}

/** "Higher than `below` of `count`": for the sentence, which says "all" where it is so. */
function ofAll(scores: Float64Array, score: number) {
  const below = countBelow(scores, score);
  return {
    context: below === scores.length ? 'all' : below === 0 ? 'none' : undefined,
    below,
    total: scores.length,
    highest: formatScore(scores.at(-1) ?? NaN),
  };
}

function scoreIn({ testIds, testScores }: Evaluation, id: string): number | null {
  const index = testIds.indexOf(id);
  return index < 0 ? null : testScores[index];
}
