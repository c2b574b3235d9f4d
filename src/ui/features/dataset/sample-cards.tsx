/**
 * The built-in samples, each with a good and a bad picture, its story in a sentence, and what was measured on it: CutPaste from scratch beside ImageNet's
 * features without training. Buttons in a list; a sample is opened by its card.
 */
import { useEffect, useId, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { SAMPLES } from '../../../core/samples/catalogue.ts';
import type { SampleName } from '../../../core/samples/types.ts';
import { classes } from '../../components/classes.ts';
import { ImageCanvas } from '../../components/image-canvas.tsx';
import { VisuallyHidden } from '../../components/visually-hidden.tsx';
import { betterWay, MEASURED, measuredWith, overSeeds, type MeasuredSample } from './measured.ts';
import styles from './sample-cards.module.css';
import { paintPictures, type SamplePictures } from './sample-pictures.ts';

/** A moment after the page itself stands: what a visitor presses first comes first. */
const PAINT_AFTER_MS = 600;

/** Those that have come; without a worker the cards stay without. */
function usePictures(watched: boolean): ReadonlyMap<SampleName, SamplePictures> {
  const [pictures, setPictures] = useState<ReadonlyMap<SampleName, SamplePictures>>(new Map());
  useEffect(() => {
    if (!watched) return undefined;
    const abort = new AbortController();
    const timer = setTimeout(
      () => void paintPictures(abort.signal, setPictures).catch(() => undefined),
      PAINT_AFTER_MS,
    );
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [watched]);
  return pictures;
}

const digits = (value: number): string => value.toFixed(3);

function Figures({ measured }: { readonly measured: MeasuredSample }) {
  const { t } = useTranslation('samples');
  const { cutpaste, imagenet } = measured;
  const better = betterWay(measured);
  const own = overSeeds(cutpaste, ({ imageAuroc }) => imageAuroc);
  return (
    <span className={styles.figures}>
      {own && (
        <span
          className={classes(better === 'cutpaste' && styles.better)}
          title={t('cards.spread', {
            count: cutpaste.length,
            ...measuredWith(measured),
            low: digits(own.low),
            high: digits(own.high),
          })}
        >
          {t('cards.cutpaste', { auroc: digits(own.mean) })}
        </span>
      )}
      <span className={classes(better === 'imagenet' && styles.better)}>
        {t('cards.imagenet', { auroc: digits(imagenet.imageAuroc) })}
      </span>
      {better && <VisuallyHidden>{t(`cards.better.${better}`)}</VisuallyHidden>}
    </span>
  );
}

/** The sentence's own figures: AUROC of one type of defect both ways. */
function storyFigures({ cutpaste, imagenet }: MeasuredSample): Record<string, string> {
  const figures = Object.entries(imagenet.byDefect).flatMap(([type, auroc]) => {
    const own = overSeeds(cutpaste, ({ byDefect }) => byDefect[type]);
    return [[`${type}-imagenet`, digits(auroc)], ...(own ? [[`${type}-cutpaste`, digits(own.mean)]] : [])];
  });
  return Object.fromEntries(figures) as Record<string, string>;
}

export interface SampleCardsProps {
  /** Whether someone watches: pictures are painted then. */
  readonly watched: boolean;
  readonly onChoose: (name: SampleName) => void;
  /** Put around each card's button. */
  readonly wrap?: (card: ReactElement) => ReactElement;
}

export function SampleCards({ watched, onChoose, wrap = (card) => card }: SampleCardsProps) {
  const { t } = useTranslation('samples');
  const pictures = usePictures(watched);
  const prefix = useId();
  return (
    <section className={styles.cards} aria-label={t('cards.title')}>
      <h2 className={styles.title}>{t('cards.title')}</h2>
      <ul className={styles.list}>
        {SAMPLES.map(({ name }) => {
          const shown = pictures.get(name);
          const measured = MEASURED.samples[name];
          const story = `${prefix}-${name}`;
          return (
            <li key={name}>
              {wrap(
                <button
                  type="button"
                  className={styles.card}
                  aria-label={t(`names.${name}`)}
                  aria-describedby={story}
                  onClick={() => onChoose(name)}
                >
                  <span className={styles.pictures} aria-hidden="true">
                    <span className={styles.good}>
                      {shown && <ImageCanvas image={shown.good} label="" />}
                    </span>
                    <span className={styles.bad}>{shown && <ImageCanvas image={shown.bad} label="" />}</span>
                  </span>
                  <span className={styles.head}>
                    <span className={styles.name}>{t(`names.${name}`)}</span>
                    <Figures measured={measured} />
                  </span>
                  <span className={styles.story} id={story}>
                    {t(`stories.${name}`, storyFigures(measured))}
                  </span>
                </button>,
              )}
            </li>
          );
        })}
      </ul>
      <p className={styles.note}>{t('cards.measured', measuredWith(MEASURED.samples[SAMPLES[0].name]))}</p>
    </section>
  );
}
