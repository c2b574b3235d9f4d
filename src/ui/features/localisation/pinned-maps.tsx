/**
 * Up to six test images whose maps are followed while the network learns: as they were seen last (an evaluation, or a look between two), or at
 * the step chosen with the slider, which moves the panel's figure, ROC and histogram as well.
 */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MOST_PINNED } from '../../../store/maps-slice.ts';
import { suggestPins } from '../../../store/pins.ts';
import { seenLine, withBesides } from '../../../store/seen.ts';
import { usePlayground } from '../../../store/store.ts';
import type { Evaluation, MapSet } from '../../../worker/protocol.ts';
import { Button } from '../../components/button.tsx';
import { Select } from '../../components/select.tsx';
import { StepScrubber } from '../../components/step-scrubber.tsx';
import { Legend } from './legend.tsx';
import { followKind } from './follow-kinds.ts';
import { layerOf, mainLayer, type MapLayer } from './map-layers.ts';
import { PinCard } from './pin-card.tsx';
import styles from './pinned-maps.module.css';
import { coloursOf } from './use-pane-contents.ts';
import { usePinnedIds } from './use-pins.ts';

export function PinnedMaps() {
  const { t } = useTranslation('localisation');
  const pins = usePinnedIds();
  const items = usePlayground((state) => state.items);
  const line = usePlayground(seenLine);
  const latest = usePlayground((state) => state.evaluations.at(-1) ?? null);
  const at = usePlayground((state) => state.seenStep);
  const view = usePlayground((state) => state.mapView);
  const askedMaps = usePlayground((state) => state.askedMaps);
  const askMaps = usePlayground((state) => state.askMaps);
  const togglePin = usePlayground((state) => state.togglePin);
  const setStageTab = usePlayground((state) => state.setStageTab);
  const [wantsGradcam, setWantsGradcam] = useState(false);

  const kept = line.filter(({ maps }) => maps.length > 0);
  const chosen = kept.findIndex(({ step }) => step === at);
  const position = chosen >= 0 ? chosen : kept.length - 1;
  const evaluation: Evaluation | undefined = kept[position] && withBesides(kept[position]);
  const canChoose = evaluation !== undefined && evaluation.mapKind !== 'gradcam';
  const gradcam = canChoose && wantsGradcam;
  const layer = evaluation ? (gradcam ? gradcamLayer(evaluation, askedMaps) : mainLayer(evaluation)) : null;
  const choose = (wants: boolean) => {
    setWantsGradcam(wants);
    followKind('gradcam', wants);
    if (wants && latest && !gradcamLayer(latest, askedMaps)) void askMaps('gradcam', pins);
  };
  const pinned = pins.flatMap((id) => items.find((item) => item.id === id) ?? []);

  return (
    <section className={styles.section} aria-labelledby="pinned-maps">
      <div className={styles.head}>
        <div>
          <h3 id="pinned-maps" className={styles.title}>
            {t('pins.title')}
          </h3>
          <p className={styles.note}>{t(pinned.length > 0 ? 'pins.text' : 'pins.empty')}</p>
        </div>
        <div className={styles.actions}>
          {pinned.length === 0 && items.some(({ role }) => role === 'test') && (
            <Button
              size="small"
              variant="primary"
              onClick={() => suggestPins(items, MOST_PINNED).forEach(togglePin)}
            >
              {t('pins.suggest')}
            </Button>
          )}
          {pinned.length > 0 && canChoose && (
            <label className={styles.kind}>
              <span>{t('pins.kind')}</span>
              <Select
                value={gradcam ? 'gradcam' : evaluation.mapKind}
                options={[evaluation.mapKind, 'gradcam' as const].map((value) => ({
                  value,
                  label: t(`panes.${value}`),
                }))}
                onChange={(next) => choose(next === 'gradcam')}
              />
            </label>
          )}
          <Button size="small" onClick={() => setStageTab('maps')}>
            {t('pins.open')}
          </Button>
        </div>
      </div>
      {pinned.length > 0 && (
        <>
          <div className={styles.cards} data-count={pinned.length}>
            {pinned.map((item) => (
              <PinCard key={item.id} item={item} evaluation={evaluation ?? null} layer={layer} />
            ))}
          </div>
          {gradcam && !layer && <p className={styles.note}>{t('pins.noGradcam')}</p>}
          {evaluation && (
            <div className={styles.foot}>
              <StepScrubber steps={kept.map(({ step }) => step)} />
              {layer && (
                <Legend
                  {...coloursOf(
                    layer,
                    null,
                    view.scale === 'per-image' ? { ...view, scale: 'threshold' } : view,
                  )}
                  threshold={layer.threshold}
                />
              )}
            </div>
          )}
        </>
      )}
    </section>
  );
}

/** GradCAM of the same weights, where the engine was asked for it. */
function gradcamLayer({ step, otherMaps }: Evaluation, askedMaps: readonly MapSet[]): MapLayer | null {
  const found = [...askedMaps, ...otherMaps].find((set) => set.kind === 'gradcam' && set.step === step);
  return found && found.maps.length > 0 ? layerOf(found) : null;
}
