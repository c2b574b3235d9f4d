/** Step 3: the patch as cut, after jitter and after rotation, at one scale, with its numbers. */
import { useTranslation } from 'react-i18next';
import type { RgbImage } from '../../../core/image/types.ts';
import { jitterText, signed } from './jitter-text.ts';
import { LabFigure } from './lab-figure.tsx';
import { PixelCanvas } from './pixel-canvas.tsx';
import { readPatch } from './readout.ts';
import styles from './sample-steps.module.css';
import type { Lab } from './use-lab.ts';

interface Props {
  readonly lab: Lab;
  readonly width: number;
}

/** Largest side of a small picture in the column, in CSS px. */
const FIT_PX = 96;
const LARGEST_FIT_SCALE = 8;

export function PatchFigure({ lab, width }: Props) {
  const { t } = useTranslation('augment');
  const { trace, draw, config, zoom } = lab;
  const { view } = draw;
  const cutout = view.kind.startsWith('cutout') || view.kind === 'shape';
  const filled = cutout || view.kind === 'scar-colour';
  const candidates: { caption: string; image: RgbImage | null; alpha?: Uint8Array | null }[] = [
    { caption: cutout ? t('steps.patchCovered') : t('steps.patchCut'), image: trace.cut },
    { caption: filled ? t('steps.patchFilled') : t('steps.patchJittered'), image: trace.jittered },
    { caption: t('steps.patchRotated'), image: trace.rotated, alpha: trace.alpha },
  ];
  const pictures = candidates.flatMap(({ image, ...rest }) => (image ? [{ image, ...rest }] : []));
  const largest = Math.max(1, ...pictures.map(({ image }) => Math.max(image.width, image.height)));
  const scale = zoom === 'fit' ? Math.min(LARGEST_FIT_SCALE, FIT_PX / largest) : zoom;
  const numbers = readPatch(view, lab.size, lab.image.width, config.augment);
  const nothing =
    view.kind === 'normal'
      ? t('steps.noPatchNormal')
      : view.kind === 'confetti'
        ? t('steps.noPatchConfetti', { count: view.pieces.length })
        : t('steps.noPatchTurn');

  return (
    <LabFigure number={3} caption={t('steps.patch')} width={width}>
      {pictures.length === 0 ? (
        <p className={styles.help}>{nothing}</p>
      ) : (
        <ol className={styles.patches}>
          {pictures.map(({ caption, image, alpha }) => (
            <li key={caption} className={styles.patch}>
              <span>{caption}</span>
              <span className={styles.checker} data-alpha={Boolean(alpha)}>
                <PixelCanvas image={image} alpha={alpha} scale={scale} label={caption} />
              </span>
            </li>
          ))}
        </ol>
      )}
      {numbers && (
        <ul className={styles.numbers}>
          <li>{t('readout.size', { width: numbers.widthPx, height: numbers.heightPx })}</li>
          <li>{t('readout.area', { percent: (numbers.areaShare * 100).toFixed(1) })}</li>
          <li>{t('readout.aspect', { aspect: numbers.aspect.toFixed(2) })}</li>
          {numbers.rotationDeg !== null && (
            <li>{t('readout.rotation', { degrees: signed(Math.round(numbers.rotationDeg)) })}</li>
          )}
          {'jitter' in view && <li>{jitterText(view.jitter, t)}</li>}
          {lab.edited && (
            <li className={styles.remark} data-outside={!numbers.withinLaw}>
              {numbers.withinLaw ? t('readout.edited') : t('readout.outside')}
            </li>
          )}
        </ul>
      )}
    </LabFigure>
  );
}
