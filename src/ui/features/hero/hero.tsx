/**
 * The method happening, in the three pictures of the first visit: real parts come in; a patch lifts off, changes its colours and lands elsewhere; the
 * scores of the test images part and the map of a defect blooms, as a run recorded them. Seconds long, once, and again when a person asks; with less motion wished for, the last frame stands.
 */
import { useEffect, useRef, type ComponentType, type CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { aroundThreshold } from '../../../core/heatmap/colour-scale.ts';
import { colourise, colourTable } from '../../../core/heatmap/colour-tables.ts';
import { clearOutside } from '../../../core/heatmap/prepare-map.ts';
import { ImageCanvas } from '../../components/image-canvas.tsx';
import { formatCount, formatRate } from '../../format.ts';
import { loadHeroData, recorded, type HeroData } from './hero-data.ts';
import styles from './hero.module.css';

export type HeroPictures = Readonly<{ [Name in 'look' | 'paste' | 'score' | 'record']: ComponentType }>;

/** The pictures, as soon as they can be shown. Rejects where they cannot be made. */
export async function loadHero(signal: AbortSignal): Promise<HeroPictures> {
  const data = await loadHeroData(signal);
  return {
    look: () => <Look data={data} />,
    paste: () => <Paste data={data} />,
    score: () => <Score data={data} />,
    record: Record,
  };
}

function Look({ data }: { readonly data: HeroData }) {
  return (
    <div className={styles.look} aria-hidden="true">
      {data.parts.map((image, i) => (
        <span key={i} style={{ animationDelay: `${0.25 * i}s` }}>
          <ImageCanvas image={image} label="" />
        </span>
      ))}
    </div>
  );
}

function Paste({ data: { pastedOn, view } }: { readonly data: HeroData }) {
  const share = (px: number) => `${((100 * px) / pastedOn.width).toFixed(3)}%`;
  const { cut, paste, patch, jittered, result } = view;
  const places = {
    '--x0': share(cut.x),
    '--y0': share(cut.y),
    '--x1': share(paste.x),
    '--y1': share(paste.y),
    '--w': share(cut.width),
    '--h': share(cut.height),
  } as CSSProperties;
  return (
    <div className={styles.scene} style={places} aria-hidden="true">
      <ImageCanvas image={pastedOn} label="" />
      <ImageCanvas image={result} label="" className={styles.result} />
      <span className={styles.cut} />
      <span className={styles.flying}>
        <ImageCanvas image={patch} label="" />
        <ImageCanvas image={jittered} label="" className={styles.jittered} />
      </span>
    </div>
  );
}

/** Of the strip, in its own units. */
const WIDTH = 320;
const HEIGHT = 84;
/** Scores of the trained network may be hundreds of thresholds: all of them have room. Standardised scores may lie below zero. */
const afterwards = recorded.tests.map(({ after }) => after).filter((score) => score > 0);
/** How wide a factor of e over the threshold is. */
const UNIT = Math.min(
  60,
  (WIDTH / 2 - 10) / Math.max(...afterwards.map((score) => Math.abs(Math.log(score)))),
);
const xOf = (score: number): number =>
  score > 0 ? Math.min(WIDTH - 10, Math.max(10, WIDTH / 2 + UNIT * Math.log(score))) : 10;

/** Every test image by its score over the threshold (in the middle, logarithmic), normal ones above: from where it stood before training. */
function Scores() {
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className={styles.scores}>
      <path d={`M${WIDTH / 2} 6V${HEIGHT - 6}`} className={styles.threshold} />
      {recorded.tests.map(({ anomalous, before, after }, i) => (
        <circle
          key={i}
          cx={xOf(after)}
          cy={(anomalous ? 48 : 14) + 4 * (i % 6)}
          r="4.5"
          className={anomalous ? styles.anomalous : styles.normal}
          style={{ '--dx': `${xOf(before) - xOf(after)}px` } as CSSProperties}
        />
      ))}
    </svg>
  );
}

function Score({ data: { defect, map } }: { readonly data: HeroData }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const side = defect.width;
  useEffect(() => {
    const pixels = new ImageData(side, side);
    const scale = aroundThreshold(map.low, map.high, recorded.mapThreshold);
    colourise(map.values, colourTable('viridis'), scale, pixels.data);
    clearOutside(pixels.data, map.inside);
    canvas.current?.getContext('2d')?.putImageData(pixels, 0, 0);
  }, [map, side]);
  return (
    <div className={styles.scene} aria-hidden="true">
      <ImageCanvas image={defect} label="" />
      <canvas ref={canvas} width={side} height={side} className={styles.map} />
      <Scores />
    </div>
  );
}

/** What the third picture was made from. */
function Record() {
  const { t, i18n } = useTranslation(['shell', 'samples']);
  return (
    <p className={styles.record}>
      {t('welcome.recorded', {
        sample: t(`samples:names.${recorded.sample as 'hex-nuts'}`),
        steps: formatCount(recorded.step, i18n.language),
        seed: recorded.seed,
        score: formatRate(recorded.score, i18n.language),
        threshold: formatRate(recorded.threshold, i18n.language),
      })}
    </p>
  );
}
