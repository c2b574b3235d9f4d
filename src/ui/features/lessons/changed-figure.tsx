/** Page 12: photographs are changed after the threshold was set: false alarms and misses at every level, and where a test without labels notices. */
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { basisOf } from '../../../core/calibration/basis.ts';
import { changedPoints, worstOf } from '../../../core/lessons/changed-light.ts';
import { createRandom } from '../../../core/random/random.ts';
import { findCorruption } from '../../../core/robustness/corruptions/registry.ts';
import { usePlayground } from '../../../store/store.ts';
import { Button } from '../../components/button.tsx';
import { ImageCanvas } from '../../components/image-canvas.tsx';
import notes from './lesson-notes.module.css';
import styles from './lessons.module.css';
import { NeedsRun, useBusyReason } from './train-button.tsx';

const KINDS = ['brightness', 'contrast', 'noise', 'blur'] as const;
type Kind = (typeof KINDS)[number];
const percent = (rate: number | null) => (rate === null ? '–' : `${Math.round(100 * rate)} %`);

export const signed = (level: number) => (level < 0 ? `−${-level}` : String(level));

function useChanged(kind: Kind) {
  const scores = usePlayground((state) => state.robustness[kind]);
  const items = usePlayground((state) => state.items);
  const latest = usePlayground((state) => state.evaluations.at(-1));
  return useMemo(() => {
    if (!scores || !latest) return null;
    const labels = new Map(
      items.filter(({ role }) => role === 'test').map(({ id, label }) => [id, label === 'anomalous']),
    );
    return changedPoints(scores, latest.threshold, (id) => labels.get(id), basisOf(latest).scores);
  }, [scores, items, latest]);
}

/** One normal test image at a level of the change. */
function Sample({ kind, level }: { readonly kind: Kind; readonly level: number }) {
  const item = usePlayground(({ items }) =>
    items.find(({ role, label }) => role === 'test' && label === 'normal'),
  );
  const image = useMemo(
    () => item && findCorruption(kind)?.apply(item.image, level, createRandom(0, 'robustness', kind, 0)),
    [item, kind, level],
  );
  return image ? <ImageCanvas image={image} label="" /> : null;
}

export function ChangedFigure() {
  const { t } = useTranslation(['lessons', 'evaluation']);
  const [kind, setKind] = useState<Kind>('brightness');
  const trained = usePlayground((state) => (state.evaluations.at(-1)?.step ?? 0) > 0);
  const trying = usePlayground((state) => state.robustnessQueue.length > 0);
  const known = usePlayground((state) => state.lessonFacts.changed);
  const { runRobustness, noteLesson } = usePlayground.getState();
  const busy = useBusyReason();
  const points = useChanged(kind);
  useEffect(() => {
    const worst = points && worstOf(points);
    const plain = points?.find(({ level }) => level === 0);
    if (!worst || !plain || known[kind]) return;
    noteLesson({
      changed: {
        ...known,
        [kind]: {
          level: worst.level,
          alarmsBefore: plain.falseAlarmRate ?? 0,
          alarmsWorst: worst.falseAlarmRate ?? 0,
          recallBefore: plain.recall ?? 0,
          recallWorst: worst.recall ?? 0,
        },
      },
    });
  }, [points, known, kind, noteLesson]);
  if (!trained) return <NeedsRun />;
  const noticed = points?.filter((point) => point.noticed && point.level !== 0) ?? [];
  return (
    <section className={styles.figure} aria-label={t('changed.figure')}>
      <div className={styles.row} role="group" aria-label={t('changed.kinds')}>
        {KINDS.map((name) => (
          <Button
            key={name}
            aria-pressed={kind === name}
            disabledReason={busy ?? (trying ? t('changed.trying') : null)}
            onClick={() => {
              setKind(name);
              if (!usePlayground.getState().robustness[name]) void runRobustness([name]);
            }}
          >
            {t(`evaluation:robustness.names.${name}`)}
          </Button>
        ))}
      </div>
      {!points && <p role="status">{trying ? t('changed.trying') : t('changed.choose')}</p>}
      {points && (
        <>
          <div className={notes.wideTable}>
            <table>
              <caption>{t('changed.caption')}</caption>
              <thead>
                <tr>
                  <th scope="col">{t(`evaluation:robustness.units.${kind}`)}</th>
                  {['picture', 'alarms', 'found', 'auroc', 'test'].map((name) => (
                    <th key={name} scope="col">
                      {t(`changed.columns.${name}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {points.map(({ level, falseAlarmRate, recall, imageAuroc, pValue, noticed: warns }) => (
                  <tr key={level} data-level={level} data-alarms={falseAlarmRate} data-noticed={warns}>
                    <th scope="row">{signed(level)}</th>
                    <td className={notes.tiny}>
                      <Sample kind={kind} level={level} />
                    </td>
                    <td>
                      <span
                        className={notes.bar}
                        style={{ '--share': falseAlarmRate ?? 0 } as React.CSSProperties}
                      />
                      {percent(falseAlarmRate)}
                    </td>
                    <td>{percent(recall)}</td>
                    <td>{imageAuroc?.toFixed(3) ?? '–'}</td>
                    <td>
                      {t(warns ? 'changed.warns' : 'changed.silent')}{' '}
                      <span className={notes.quiet}>
                        {pValue < 0.001 ? 'p < 0.001' : `p = ${pValue.toFixed(3)}`}
                      </span>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <p role="status">
            {noticed.length > 0
              ? t('changed.noticedAt', { levels: noticed.map(({ level }) => signed(level)).join(', ') })
              : t('changed.unnoticed')}
          </p>
        </>
      )}
    </section>
  );
}
