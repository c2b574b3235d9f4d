/** One sample step by step: image and crop, source with boxes, patch, result. */
import { useTranslation } from 'react-i18next';
import { LabFigure, PictureFrame } from './lab-figure.tsx';
import { PatchFigure } from './patch-figure.tsx';
import { PixelCanvas } from '../../components/pixel-canvas.tsx';
import styles from './sample-steps.module.css';
import { SourceFigure } from './source-figure.tsx';
import type { Lab } from './use-lab.ts';
import { useWidth } from '../../components/use-width.ts';
import { ZoomSelect } from './zoom-select.tsx';

const GAP_PX = 20;
const PATCH_PX = 128;
const IMAGE_SHARE = 0.6;
const WIDEST_PX = 384;
/** With hands alone the two pictures share the stage. */
const WIDEST_HANDS_PX = 640;

/** Layout and column widths in CSS px: four steps in a row where there is room for pictures of `wantedPx`, else two, else one. */
function arrange(available: number, wantedPx: number) {
  const share = Math.floor((available - 3 * GAP_PX - PATCH_PX) / (2 + IMAGE_SHARE));
  const main = Math.min(share, WIDEST_PX);
  if (available >= 620 && wantedPx <= main)
    return { layout: 'row', image: Math.floor(main * IMAGE_SHARE), patch: PATCH_PX, main };
  const half = Math.floor((available - GAP_PX) / 2);
  const image = Math.round(Math.min(available, WIDEST_PX) * IMAGE_SHARE);
  if (available >= 620 && wantedPx <= half) return { layout: 'pairs', image, patch: half, main: half };
  const width = Math.min(available, Math.max(WIDEST_PX, wantedPx));
  return { layout: 'stack', image, patch: available, main: width };
}

function arrangeHands(available: number) {
  const half = Math.min(WIDEST_HANDS_PX, Math.floor((available - GAP_PX) / 2));
  const layout = available >= 560 ? 'row' : 'stack';
  const main = layout === 'row' ? half : Math.min(available, WIDEST_PX);
  return { layout, image: 0, patch: 0, main };
}

interface Props {
  readonly lab: Lab;
  /** Only the picture to paste on and the result, as large as they can be. */
  readonly handsOnly?: boolean;
}

export function SampleSteps({ lab, handsOnly = false }: Props) {
  const { t } = useTranslation(['augment', 'kinds']);
  const [ref, available] = useWidth();
  const { image, source, trace, draw, size, zoom } = lab;
  const width = handsOnly
    ? arrangeHands(available)
    : arrange(available, zoom === 'fit' ? 0 : size.width * zoom);
  const scaleOf = (pixels: number) => (zoom === 'fit' ? width.main / pixels : zoom);
  const resultScale = scaleOf(trace.result.width);
  const cropped = size.width < image.width;
  // The whole image is there for orientation: it is never enlarged.
  const imageScale = width.image / image.width;
  const { crop } = draw;
  const imageCaption = cropped ? t('steps.crop') : t('steps.whole');
  const className = t(`kinds:${draw.view.kind}.name`);

  return (
    <section className={styles.steps} aria-labelledby="lab-steps">
      <div className={styles.head}>
        <h3 id="lab-steps" className={styles.heading}>
          {t('steps.title')}
        </h3>
        <ZoomSelect zoom={zoom} onChange={lab.setZoom} />
      </div>
      <div ref={ref} className={styles.row} data-layout={width.layout}>
        {available > 0 && (
          <>
            {!handsOnly && (
              <LabFigure
                number={1}
                caption={imageCaption}
                width={width.image}
                text={cropped ? t('steps.cropText') : t('steps.wholeText')}
              >
                <PictureFrame scrolls={false} label={imageCaption}>
                  <PixelCanvas image={image} scale={imageScale} label={imageCaption} />
                  {cropped && (
                    <span
                      className={styles.crop}
                      style={{
                        left: crop.x * imageScale,
                        top: crop.y * imageScale,
                        width: crop.width * imageScale,
                        height: crop.height * imageScale,
                      }}
                    />
                  )}
                </PictureFrame>
              </LabFigure>
            )}
            <SourceFigure lab={lab} width={width.main} scale={scaleOf(source.width)} />
            {!handsOnly && <PatchFigure lab={lab} width={width.patch} />}
            <LabFigure
              number={4}
              caption={t('steps.result')}
              width={width.main}
              text={t('steps.resultText', { class: className, size: trace.result.width })}
            >
              <PictureFrame
                scrolls={trace.result.width * resultScale > width.main + 1}
                label={t('steps.result')}
              >
                <PixelCanvas
                  image={trace.result}
                  scale={resultScale}
                  label={`${t('steps.result')}: ${className}`}
                />
              </PictureFrame>
            </LabFigure>
          </>
        )}
      </div>
    </section>
  );
}
