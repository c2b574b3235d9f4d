/** How well the maps find the defects' pixels; only where masks came with the images. */
import { useTranslation } from 'react-i18next';
import type { Evaluation } from '../../../worker/protocol.ts';
import styles from './evaluation-panel.module.css';
import { formatRate } from './format.ts';

export function PixelFigures({ evaluation: { pixel } }: { readonly evaluation: Evaluation }) {
  const { t } = useTranslation('evaluation');
  if (!pixel) return null;
  const figures: [string, number | null, string][] = [
    [t('pixelAuroc'), pixel.auroc, t('pixelAurocHelp')],
    [t('aupro'), pixel.aupro, t('auproHelp')],
    ...(pixel.aupro05 === undefined
      ? []
      : [[t('aupro05'), pixel.aupro05, t('aupro05Help')] as [string, number, string]]),
    ...(pixel.aupimo === undefined
      ? []
      : [[t('aupimo'), pixel.aupimo?.mean ?? null, t('aupimoHelp')] as [string, number | null, string]]),
    [t('pixelAveragePrecision'), pixel.averagePrecision, t('pixelAveragePrecisionHelp')],
    [t('bestPixelF1'), pixel.bestF1, t('bestPixelF1Help')],
    [t('f1AtThreshold'), (2 * pixel.iouAtThreshold) / (1 + pixel.iouAtThreshold), t('f1AtThresholdHelp')],
    [t('iou'), pixel.iouAtThreshold, t('iouHelp')],
  ];
  return (
    <section className={styles.section} aria-labelledby="evaluation-pixel">
      <h3 id="evaluation-pixel" className={styles.heading}>
        {t('pixel')}
      </h3>
      <dl className={styles.facts}>
        {figures.map(([name, value, help]) => (
          <div key={name} title={help}>
            <dt>{name}</dt>
            <dd>{formatRate(value)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
