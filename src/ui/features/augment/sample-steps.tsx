/** One sample step by step: image and crop, source with boxes, patch, result. */
import { useTranslation } from 'react-i18next';
import { classOfKind } from './class-names.ts';
import { LabFigure, PictureFrame } from './lab-figure.tsx';
import { PatchFigure } from './patch-figure.tsx';
import { PixelCanvas } from './pixel-canvas.tsx';
import styles from './sample-steps.module.css';
import { SourceFigure } from './source-figure.tsx';
import type { Lab } from './use-lab.ts';
import { useWidth } from './use-width.ts';

const GAP_PX = 20;
const PATCH_PX = 128;
const IMAGE_SHARE = 0.6;
const WIDEST_PX = 384;

/** Column widths in CSS px: four steps in a row where there is room, else one below the other. */
function columns(available: number) {
  if (available < 620) {
    const width = Math.min(available, WIDEST_PX);
    return { image: Math.round(width * IMAGE_SHARE), source: width, patch: available, result: width };
  }
  const width = Math.floor((available - 3 * GAP_PX - PATCH_PX) / (2 + IMAGE_SHARE));
  const main = Math.min(width, WIDEST_PX);
  return { image: Math.floor(main * IMAGE_SHARE), source: main, patch: PATCH_PX, result: main };
}

export function SampleSteps({ lab }: { readonly lab: Lab }) {
  const { t } = useTranslation('augment');
  const [ref, available] = useWidth();
  const width = columns(available);
  const scaleOf = (column: number, pixels: number) => (lab.zoom === 'fit' ? column / pixels : lab.zoom);
  const { image, source, trace, draw, size } = lab;
  const cropped = size.width < image.width;
  const imageScale = lab.zoom === 'fit' ? width.image / image.width : lab.zoom;
  const { crop } = draw;
  const imageCaption = cropped ? t('steps.crop') : t('steps.whole');
  const className = t(`classes.${classOfKind(draw.view.kind)}`);

  return (
    <section className={styles.steps} aria-labelledby="lab-steps">
      <h3 id="lab-steps" className={styles.heading}>
        {t('steps.title')}
      </h3>
      <div ref={ref} className={styles.row} data-stacked={available < 620}>
        {available > 0 && (
          <>
            <LabFigure
              number={1}
              caption={imageCaption}
              width={width.image}
              text={cropped ? t('steps.cropText') : t('steps.wholeText')}
            >
              <PictureFrame scrolls={image.width * imageScale > width.image + 1} label={imageCaption}>
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
            <SourceFigure lab={lab} width={width.source} scale={scaleOf(width.source, source.width)} />
            <PatchFigure lab={lab} width={width.patch} />
            <LabFigure
              number={4}
              caption={t('steps.result')}
              width={width.result}
              text={t('steps.resultText', { class: className, size: trace.result.width })}
            >
              <PictureFrame
                scrolls={trace.result.width * scaleOf(width.result, trace.result.width) > width.result + 1}
                label={t('steps.result')}
              >
                <PixelCanvas
                  image={trace.result}
                  scale={scaleOf(width.result, trace.result.width)}
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
