/** Step 2: the source with the cut (yellow) and paste (orange) boxes, to be moved, resized and turned. */
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { boxesOf, setBox, setRotation, turnOf } from '../../../core/augment/edit.ts';
import type { BoxName } from '../../../core/augment/types.ts';
import type { Rect } from '../../../core/image/types.ts';
import { Button } from '../../components/button.tsx';
import { Slider } from '../../components/slider.tsx';
import { VisuallyHidden } from '../../components/visually-hidden.tsx';
import { signed, jitterText, shiftText } from './jitter-text.ts';
import { LabFigure, PictureFrame } from './lab-figure.tsx';
import { MovableBox } from '../../components/movable-box.tsx';
import { PixelCanvas } from '../../components/pixel-canvas.tsx';
import styles from './sample-steps.module.css';
import type { Lab } from './use-lab.ts';

interface Props {
  readonly lab: Lab;
  readonly width: number;
  readonly scale: number;
}

export function SourceFigure({ lab, width, scale }: Props) {
  const { t } = useTranslation('augment');
  const [shown, setShown] = useState(true);
  const [announcement, setAnnouncement] = useState('');
  const helpId = useId();
  const sliderId = useId();
  const { view, global } = lab.draw;
  const boxes = boxesOf(view);
  const movable = Boolean(boxes.cut ?? boxes.paste);
  const turn = turnOf(view);
  const inner = turn && { ...turn.box, rotationDeg: turn.rotationDeg };
  const boxLabel = (name: BoxName, rect: Rect) => t('boxes.label', { name: t(`boxes.${name}`), ...rect });

  const caption = t(boxes.cut ? 'steps.source' : boxes.paste ? 'steps.sourcePlace' : 'steps.sourcePlain');

  const change = (name: BoxName, wanted: Rect, done: boolean) => {
    const next = setBox(view, name, wanted, lab.size);
    lab.edit(next);
    const rect = boxesOf(next)[name];
    if (done && rect) setAnnouncement(boxLabel(name, rect));
  };
  const restore = () => {
    lab.edit(null);
    setAnnouncement(t('boxes.restored'));
  };

  const scrolls = lab.size.width * scale > width + 1;
  const box = (name: BoxName) => {
    const rect = boxes[name];
    if (!shown || !rect) return null;
    return (
      <MovableBox
        name={name}
        rect={rect}
        scale={scale}
        viewHeight={lab.size.height}
        inner={name === 'paste' && inner ? inner : undefined}
        describedBy={helpId}
        onChange={(wanted, done) => change(name, wanted, done)}
        onCancel={restore}
      />
    );
  };

  return (
    <LabFigure number={2} caption={caption} width={width}>
      {lab.other && (
        <>
          <p className={styles.help}>{t('steps.other')}</p>
          <PictureFrame scrolls={scrolls} label={t('steps.other')}>
            <PixelCanvas image={lab.other} scale={scale} label={t('steps.other')} />
            {box('cut')}
          </PictureFrame>
          <p className={styles.help}>{t('steps.sourcePlain')}</p>
        </>
      )}
      <PictureFrame scrolls={scrolls} label={caption}>
        <PixelCanvas image={lab.source} scale={scale} label={t('steps.sourcePlain')} />
        {!lab.other && box('cut')}
        {box('paste')}
        {shown &&
          boxes.pieces?.map((piece, i) => (
            <span
              key={i}
              className={styles.piece}
              style={{
                left: piece.x * scale,
                top: piece.y * scale,
                width: piece.width * scale,
                height: piece.height * scale,
              }}
            />
          ))}
      </PictureFrame>
      {movable && (
        <>
          <div className={styles.tools}>
            <label className={styles.check}>
              <input type="checkbox" checked={shown} onChange={(event) => setShown(event.target.checked)} />
              {t('boxes.hide')}
            </label>
            <Button
              size="small"
              disabledReason={lab.edited ? null : t('boxes.nothingToRestore')}
              onClick={restore}
            >
              {t('boxes.restore')}
            </Button>
          </div>
          {turn && (
            <div className={styles.slider}>
              <label htmlFor={sliderId}>{t('boxes.rotation')}</label>
              <Slider
                id={sliderId}
                className={styles.range}
                min={-180}
                max={180}
                step={1}
                value={Math.round(turn.rotationDeg)}
                onChange={(degrees) => lab.edit(setRotation(view, degrees, lab.size))}
              />
              <output htmlFor={sliderId}>{signed(Math.round(turn.rotationDeg))}°</output>
            </div>
          )}
        </>
      )}
      <p className={styles.help}>
        {t('steps.sourceText', { shift: shiftText(global, t), jitter: jitterText(global.jitter, t) })}
      </p>
      {movable && (
        <p id={helpId} className={styles.help}>
          {t('boxes.help')}
        </p>
      )}
      <VisuallyHidden role="status">{announcement}</VisuallyHidden>
    </LabFigure>
  );
}
