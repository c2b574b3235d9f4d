/** Step 3: the patch as cut, after jitter and after rotation, at one scale, with its numbers. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { boxesOf } from '../../../core/augment/edit.ts';
import { factsOf, readPatch } from '../../../core/augment/readout.ts';
import { jitterText, signed } from './jitter-text.ts';
import { LabFigure } from './lab-figure.tsx';
import { PixelCanvas } from '../../components/pixel-canvas.tsx';
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
  const { t } = useTranslation(['augment', 'kinds']);
  const { trace, draw, config, zoom } = lab;
  const { view } = draw;
  const pictures = useMemo(() => trace.steps(), [trace]);
  const largest = Math.max(1, ...pictures.map(({ image }) => Math.max(image.width, image.height)));
  const scale = zoom === 'fit' ? Math.min(LARGEST_FIT_SCALE, FIT_PX / largest) : zoom;
  const facts = factsOf(view);
  const numbers = readPatch(view, lab.size, lab.image.width, config.augment);

  return (
    <LabFigure number={3} caption={t('steps.patch')} width={width}>
      {pictures.length === 0 ? (
        <p className={styles.help}>{t(`kinds:${view.kind}.none`, { count: boxesOf(view).pieces?.length })}</p>
      ) : (
        <ol className={styles.patches}>
          {pictures.map(({ name, image, alpha }) => (
            <li key={name} className={styles.patch}>
              <span>{t(`steps.made.${name}`)}</span>
              <span className={styles.checker} data-alpha={Boolean(alpha)}>
                <PixelCanvas image={image} alpha={alpha} scale={scale} label={t(`steps.made.${name}`)} />
              </span>
            </li>
          ))}
        </ol>
      )}
      {(numbers || facts) && (
        <ul className={styles.numbers}>
          {numbers && (
            <>
              <li>{t('readout.size', { width: numbers.widthPx, height: numbers.heightPx })}</li>
              <li>{t('readout.area', { percent: (numbers.areaShare * 100).toFixed(1) })}</li>
              <li>{t('readout.aspect', { aspect: numbers.aspect.toFixed(2) })}</li>
            </>
          )}
          {numbers && numbers.rotationDeg !== null && (
            <li>{t('readout.rotation', { degrees: signed(Math.round(numbers.rotationDeg)) })}</li>
          )}
          {facts && <li>{t(`kinds:${view.kind}.readout`, facts)}</li>}
          {'jitter' in view && <li>{jitterText(view.jitter, t)}</li>}
          {numbers && lab.edited && (
            <li className={styles.remark} data-outside={!numbers.withinLaw}>
              {numbers.withinLaw ? t('readout.edited') : t('readout.outside')}
            </li>
          )}
        </ul>
      )}
    </LabFigure>
  );
}
