/**
 * The sample of the lab beside its settings: it stays in sight while a slider moves, however far its full figure is. A picture only; boxes are
 * moved in the figure.
 */
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { boxesOf } from '../../../core/augment/edit.ts';
import type { Rect } from '../../../core/image/types.ts';
import styles from './lab-preview.module.css';
import { PixelCanvas } from '../../components/pixel-canvas.tsx';
import type { Lab } from './use-lab.ts';

const SIDE_PX = 148;

export function LabPreview({ lab }: { readonly lab: Lab }) {
  const { t } = useTranslation(['augment', 'kinds']);
  const { source, trace, draw } = lab;
  const boxes = boxesOf(draw.view);
  const scale = SIDE_PX / Math.max(source.width, source.height);
  const at = ({ x, y, width, height }: Rect): CSSProperties => ({
    left: x * scale,
    top: y * scale,
    width: width * scale,
    height: height * scale,
  });
  return (
    <figure className={styles.preview} data-testid="lab-preview">
      <div className={styles.picture}>
        <PixelCanvas image={source} scale={scale} label="" />
        {boxes.cut && !lab.other && <span className={styles.cut} style={at(boxes.cut)} />}
        {boxes.paste && <span className={styles.paste} style={at(boxes.paste)} />}
      </div>
      <PixelCanvas
        image={trace.result}
        scale={SIDE_PX / Math.max(trace.result.width, trace.result.height)}
        label=""
      />
      <figcaption>{t('parameters.preview', { class: t(`kinds:${draw.view.kind}.name`) })}</figcaption>
    </figure>
  );
}
