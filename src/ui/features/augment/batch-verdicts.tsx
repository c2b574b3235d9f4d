/**
 * The present batch as the network judged it before it learnt from it: every view as a bar, the hardest ones as pictures with what it said and how
 * sure it was. Anybody can hold a batch to look at it while the training goes on.
 */
import { useEffect, useRef, useState, type CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { isRight, summaryOf, type Verdict } from '../../../core/augment/verdicts.ts';
import type { TaskClass } from '../../../core/augment/tasks.ts';
import type { RgbImage } from '../../../core/image/types.ts';
import { Button } from '../../components/button.tsx';
import { classColour } from '../../components/class-colour.ts';
import { paintSoon } from '../../components/paint-turns.ts';
import { formatCount } from '../../format.ts';
import { paint } from '../../components/paint.ts';
import styles from './batch-verdicts.module.css';
import { useJudgedViews, type JudgedViews } from './use-judged-views.ts';

const PICTURED = 12;
/** From this share on the network counts as sure. */
const SURE = 0.9;

export function BatchVerdicts() {
  const { t, i18n } = useTranslation(['training', 'kinds']);
  const [held, setHeld] = useState<JudgedViews | null>(null);
  const views = useJudgedViews(PICTURED, held);
  if (!views) return null;
  const { batch, classes, verdicts, views: pictures } = views;
  const { right, sure, sureAndWrong } = summaryOf(verdicts, SURE);
  const isHeld = held?.trainIds === views.trainIds;
  const nameOf = (label: number) => t(`kinds:${classes[label].className}.name`);
  return (
    <section className={styles.section} aria-labelledby="batch-verdicts">
      <div className={styles.head}>
        <div>
          <h3 id="batch-verdicts" className={styles.title}>
            {t('verdicts.title', { step: formatCount(batch.step + 1, i18n.language) })}
          </h3>
          <p className={styles.note}>{t('verdicts.text')}</p>
        </div>
        <Button size="small" title={t('verdicts.holdHelp')} onClick={() => setHeld(isHeld ? null : views)}>
          {t(isHeld ? 'verdicts.held' : 'verdicts.hold')}
        </Button>
      </div>
      <p className={styles.summary}>
        {t('verdicts.summary', { right, count: verdicts.length, sure, wrong: sureAndWrong })}
      </p>
      <Bars verdicts={verdicts} classes={classes} label={t('verdicts.bars')} />
      <h4 className={styles.subtitle}>{t('verdicts.hardest')}</h4>
      <ol className={styles.cards}>
        {verdicts.slice(0, PICTURED).map((verdict, i) => (
          <li key={i} className={styles.card} data-right={isRight(verdict)}>
            <View image={pictures[i]} gone={t('verdicts.gone')} />
            <span className={styles.class} style={{ borderColor: classColour(classes[verdict.label]) }}>
              {nameOf(verdict.label)}
            </span>
            <span className={styles.verdict}>
              {isRight(verdict)
                ? t('verdicts.right', { percent: percentOf(verdict.sure) })
                : t('verdicts.wrong', { called: nameOf(verdict.called), percent: percentOf(verdict.sure) })}
            </span>
          </li>
        ))}
      </ol>
      {pictures.length === 0 && (
        <p className={styles.note} role="alert">
          {t('verdicts.failed')}
        </p>
      )}
    </section>
  );
}

/** 100 only where nothing is left for the other classes. */
const percentOf = (share: number) => Math.min(Math.round(100 * share), share < 1 ? 99 : 100);

/** The share of the true class of every view, the hardest first, a path for each class. */
function Bars({
  verdicts,
  classes,
  label,
}: {
  readonly verdicts: readonly Verdict[];
  readonly classes: readonly TaskClass[];
  readonly label: string;
}) {
  return (
    <svg
      className={styles.bars}
      viewBox={`0 0 ${verdicts.length} 1`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      {classes.map((taskClass, of) => (
        <path
          key={taskClass.className}
          style={{ fill: classColour(taskClass) }}
          d={verdicts
            .map(({ label: truth, own }, i) =>
              truth === of ? `M${i} 1V${(1 - Math.max(own, 0.02)).toFixed(3)}h.8V1z` : '',
            )
            .join('')}
        />
      ))}
    </svg>
  );
}

/** Undefined: it could not be made. Null: its image is gone. */
function View({ image, gone }: { readonly image: RgbImage | null | undefined; readonly gone: string }) {
  const ref = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (!image) return undefined;
    return paintSoon(() => {
      if (ref.current) paint(ref.current, image);
    });
  }, [image]);
  if (image === null) return <span className={styles.gone}>{gone}</span>;
  const crisp: CSSProperties | undefined =
    image && image.width <= 64 ? { imageRendering: 'pixelated' } : undefined;
  return (
    <canvas ref={ref} width={1} height={1} aria-hidden="true" className={styles.picture} style={crisp} />
  );
}
