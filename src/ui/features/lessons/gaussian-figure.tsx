/**
 * Page 5: the embeddings of the run in a plane in which defects are seen, the ellipses of their Gaussian, and a point to drag by
 * pointer or arrow keys, with its distance in a straight line and in the Gaussian's own measure.
 */
import { useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { usePlayground } from '../../../store/store.ts';
import styles from './lessons.module.css';
import { NeedsRun } from './train-button.tsx';
import { useEmbeddings, type Embedded } from './use-embeddings.ts';

const SIDE = 340;
/** Half of the picture, in standard deviations of the long axis. */
const REACH = 4;
const STEP = 0.1;
/** In the Gaussian's own measure. */
const ELLIPSES = [1, 2, 3] as const;
const MOVES: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-STEP, 0],
  ArrowRight: [STEP, 0],
  ArrowUp: [0, STEP],
  ArrowDown: [0, -STEP],
};

const clamp = (value: number) => Math.min(REACH, Math.max(-REACH, value));

function Plane({ embedded }: { readonly embedded: Embedded }) {
  const { t } = useTranslation('lessons');
  const { picture, items } = embedded;
  const { squeeze } = picture;
  const noteLesson = usePlayground((state) => state.noteLesson);
  const selectItem = usePlayground((state) => state.selectItem);
  const probe = usePlayground((state) => state.lessonFacts.probe);
  const defects = items.flatMap(({ label }, i) => (label === 'anomalous' ? [i] : []));
  const outside = defects.filter(
    (i) => Math.hypot(picture.points[2 * i], picture.points[2 * i + 1]) > ELLIPSES[ELLIPSES.length - 1],
  ).length;
  const defectsOutside = defects.length > 0 ? outside / defects.length : null;
  const svg = useRef<SVGSVGElement>(null);
  const { x, y } = probe ?? { x: 0.5, y: 0.5 };
  const toX = (value: number) => SIDE / 2 + (value * SIDE) / (2 * REACH);
  const toY = (value: number) => SIDE / 2 - (value * SIDE) / (2 * REACH);
  const distance = Math.hypot(x, y / squeeze);
  const straight = Math.hypot(x, y);
  const move = (toXValue: number, toYValue: number) => {
    const next = { x: clamp(toXValue), y: clamp(toYValue) };
    const mahalanobis = Math.hypot(next.x, next.y / squeeze);
    const straightLine = Math.hypot(next.x, next.y);
    noteLesson({ probe: { ...next, straight: straightLine, mahalanobis, defectsOutside } });
  };
  const onPointer = (event: PointerEvent<SVGGElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const box = (svg.current as SVGSVGElement).getBoundingClientRect();
    move(
      ((event.clientX - box.left) / box.width - 0.5) * 2 * REACH,
      (0.5 - (event.clientY - box.top) / box.height) * 2 * REACH,
    );
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = MOVES[event.key];
    if (!step) return;
    event.preventDefault();
    move(x + step[0], y + step[1]);
  };
  const values = t('gaussian.values', { straight: straight.toFixed(2), distance: distance.toFixed(2) });
  return (
    <>
      <svg ref={svg} viewBox={`0 0 ${SIDE} ${SIDE}`} className={styles.plane}>
        {ELLIPSES.map((k) => (
          <ellipse
            key={k}
            cx={SIDE / 2}
            cy={SIDE / 2}
            rx={toX(k) - SIDE / 2}
            ry={k * squeeze * (SIDE / (2 * REACH))}
            className={styles.ellipse}
          />
        ))}
        {items.map(({ id, role, label }, i) => {
          const px = toX(clamp(picture.points[2 * i]));
          const py = toY(clamp(picture.points[2 * i + 1] * squeeze));
          const kind = label === 'anomalous' ? 'anomalous' : role;
          return kind === 'anomalous' ? (
            <path
              key={id}
              d={`m${px - 4} ${py - 4} 8 8m0-8-8 8`}
              className={styles.cross}
              onClick={() => selectItem(id)}
            />
          ) : (
            <circle
              key={id}
              cx={px}
              cy={py}
              r={3}
              data-kind={kind}
              className={styles.dot}
              onClick={() => selectItem(id)}
            />
          );
        })}
        <line x1={SIDE / 2} y1={SIDE / 2} x2={toX(x)} y2={toY(y)} className={styles.ray} />
        <g
          role="application"
          tabIndex={0}
          aria-roledescription={t('gaussian.pointRole')}
          aria-label={t('gaussian.point', { values })}
          className={styles.probe}
          onKeyDown={onKeyDown}
          onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
          onPointerMove={onPointer}
        >
          <circle cx={toX(x)} cy={toY(y)} r={14} fill="transparent" />
          <circle cx={toX(x)} cy={toY(y)} r={7} />
        </g>
      </svg>
      <p role="status">
        <strong>{values}</strong>
      </p>
      <p className={styles.note}>
        {t('gaussian.legend', { step: embedded.step })}{' '}
        {probe && defects.length > 0 && `${t('gaussian.outside', { outside, defects: defects.length })} `}
        {t(picture.showsDefects ? 'gaussian.axes' : 'gaussian.axesNoDefects', {
          times: (picture.ratio * squeeze).toPrecision(2),
        })}
      </p>
    </>
  );
}

export function GaussianFigure() {
  const { t } = useTranslation('lessons');
  const embedded = useEmbeddings();
  const trained = usePlayground((state) => (state.evaluations.at(-1)?.step ?? 0) > 0);
  return (
    <section className={styles.figure} aria-label={t('gaussian.figure')}>
      {!trained && <NeedsRun />}
      {embedded && <Plane embedded={embedded} />}
    </section>
  );
}
