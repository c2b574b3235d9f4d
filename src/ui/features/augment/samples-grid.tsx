/**
 * The batch of the step, class by class: a row per class, a column per source, so that the views of a source stand below each other.
 * One radio group: arrow keys go to the next source or class.
 */
import { useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { classColour } from '../../components/class-colour.ts';
import { SampleCanvas } from './sample-canvas.tsx';
import styles from './samples-grid.module.css';
import type { Lab, Sample } from './use-lab.ts';
import { useWidth } from '../../components/use-width.ts';

const LABEL_PX = 112;
const GAP_PX = 8;
/** Side of a sample when the zoom is 'fit', in CSS px. */
const FIT_PX = 84;
/** Zooming makes a sample no larger than this, so that a row keeps several. */
const LARGEST_PX = 256;

const MOVES: Readonly<Record<string, Sample>> = {
  ArrowLeft: { label: 0, source: -1 },
  ArrowRight: { label: 0, source: 1 },
  ArrowUp: { label: -1, source: 0 },
  ArrowDown: { label: 1, source: 0 },
};

export function SamplesGrid({ lab }: { readonly lab: Lab }) {
  const { t } = useTranslation(['augment', 'kinds']);
  const [ref, available] = useWidth();
  const [all, setAll] = useState(false);
  const { classes, draws, images, sample, zoom, step } = lab;
  const sources = draws.length / classes.length;
  const size = lab.size.width;
  const scale = zoom === 'fit' ? FIT_PX / size : Math.max(1, Math.min(zoom, Math.floor(LARGEST_PX / size)));
  const narrow = available < 480;
  const perRow = Math.max(
    1,
    Math.floor((available - (narrow ? 0 : LABEL_PX) + GAP_PX) / (size * scale + GAP_PX + 4)),
  );
  const shown = all ? sources : Math.min(sources, Math.max(perRow, sample.source + 1));
  const blocks = Array.from({ length: Math.ceil(shown / perRow) }, (_, block) =>
    Array.from({ length: Math.min(perRow, shown - block * perRow) }, (_, i) => block * perRow + i),
  );

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const move = MOVES[event.key];
    if (!move) return;
    event.preventDefault();
    const label = Math.min(classes.length - 1, Math.max(0, sample.label + move.label));
    const source = Math.min(shown - 1, Math.max(0, sample.source + move.source));
    lab.select({ label, source });
    event.currentTarget.querySelector<HTMLElement>(`[data-sample="${label}-${source}"]`)?.focus();
  };

  return (
    <section className={styles.samples} aria-labelledby="lab-samples">
      <h3 id="lab-samples" className={styles.heading}>
        {t('samples.title', { step })}
        <span className={styles.count}>{t('samples.batch', { count: draws.length })}</span>
      </h3>
      <p className={styles.text}>{t('samples.text')}</p>
      <div
        ref={ref}
        role="radiogroup"
        aria-label={t('samples.group')}
        className={styles.group}
        onKeyDown={onKeyDown}
      >
        {available > 0 &&
          blocks.map((block) => (
            <div key={block[0]} className={styles.block}>
              {classes.map((taskClass, label) => (
                <div key={taskClass.className} className={styles.row} data-narrow={narrow}>
                  <span
                    className={styles.label}
                    style={{ borderColor: classColour(taskClass), inlineSize: narrow ? undefined : LABEL_PX }}
                  >
                    {t(`kinds:${taskClass.className}.name`)}
                  </span>
                  <span className={styles.cells}>
                    {block.map((source) => {
                      const chosen = label === sample.label && source === sample.source;
                      return (
                        <button
                          key={source}
                          type="button"
                          role="radio"
                          aria-checked={chosen}
                          aria-label={t('samples.cell', {
                            class: t(`kinds:${taskClass.className}.name`),
                            source: source + 1,
                            count: sources,
                          })}
                          tabIndex={chosen ? 0 : -1}
                          data-sample={`${label}-${source}`}
                          className={styles.cell}
                          onClick={() => lab.select({ label, source })}
                        >
                          <SampleCanvas
                            images={images}
                            draw={draws[label * sources + source]}
                            scale={scale}
                          />
                        </button>
                      );
                    })}
                  </span>
                </div>
              ))}
            </div>
          ))}
      </div>
      {sources > perRow && (
        <Button className={styles.more} onClick={() => setAll(!all)}>
          {all ? t('samples.showFewer') : t('samples.showAll', { count: sources })}
        </Button>
      )}
    </section>
  );
}
