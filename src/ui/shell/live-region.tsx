/** Says aloud, for screen readers, what changed: the phase of the run and each evaluation with its AUROC. */
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { auroc } from '../../core/metrics/roc.ts';
import type { PlaygroundState } from '../../store/state.ts';
import { usePlayground } from '../../store/store.ts';
import { VisuallyHidden } from '../components/visually-hidden.tsx';

/** Image AUROC of the latest evaluation by the labels of now; null without both kinds. */
function latestAuroc({ evaluations, items }: PlaygroundState): number | null {
  const evaluation = evaluations.at(-1);
  if (!evaluation) return null;
  const labels = new Map(items.map(({ id, label }) => [id, label]));
  const anomalous = evaluation.testIds.map((id) => labels.get(id) === 'anomalous');
  return auroc(evaluation.testScores, anomalous);
}

export function LiveRegion() {
  const { t } = useTranslation('shell');
  const [text, setText] = useState('');
  useEffect(
    () =>
      usePlayground.subscribe((state, before) => {
        const said: string[] = [];
        if (state.phase !== before.phase) {
          if (state.phase === 'training' && before.phase !== 'pausing') said.push(t('live.training'));
          if (state.phase === 'paused' && state.step > 0) said.push(t('live.paused', { step: state.step }));
          if (state.phase === 'finished') said.push(t('live.finished', { step: state.step }));
          if (state.phase === 'failed') said.push(t('live.failed'));
        }
        if (state.startWaits && !before.startWaits) said.push(t('startWaits'));
        const latest = state.evaluations.at(-1);
        if (latest && latest !== before.evaluations.at(-1)) {
          said.push(t('live.evaluated', { step: latest.step }));
          const value = latestAuroc(state);
          if (value !== null) said.push(t('live.auroc', { auroc: value.toFixed(3) }));
        }
        if (said.length > 0) setText(said.join(' '));
      }),
    [t],
  );
  return (
    <VisuallyHidden role="status" aria-live="polite">
      {text}
    </VisuallyHidden>
  );
}
