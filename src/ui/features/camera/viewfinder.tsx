/** What the camera sees, with the square that is used framed, and while scoring the anomaly map laid over that square. */
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { colourise, colourTable } from '../../../core/heatmap/colour-tables.ts';
import { clearOutside } from '../../../core/heatmap/prepare-map.ts';
import { regionAt } from '../../../core/region/region.ts';
import { upsampleMap } from '../../../core/heatmap/upsample-map.ts';
import { usePlayground } from '../../../store/store.ts';
import type { FrameScore } from '../../../worker/protocol.ts';
import styles from './camera-stage.module.css';

export interface ViewfinderProps {
  readonly stream: MediaStream;
  readonly frame: FrameScore | null;
  readonly sizePx: number;
  /** Called with the video when it is there, with null when it goes. */
  readonly onVideo: (video: HTMLVideoElement | null) => void;
}

export function Viewfinder({ stream, frame, sizePx, onVideo }: ViewfinderProps) {
  const { t } = useTranslation('camera');
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const element = video.current;
    if (!element) return;
    element.srcObject = stream;
    onVideo(element);
    return () => {
      element.srcObject = null;
      onVideo(null);
    };
  }, [stream, onVideo]);
  return (
    <div className={styles.finder}>
      <video ref={video} autoPlay muted playsInline aria-label={t('picture')} />
      <div className={styles.frame}>{frame && <FrameMap frame={frame} sizePx={sizePx} />}</div>
    </div>
  );
}

/** The threshold of the map lies in the middle of the colours, which begin at 0 (or below, for scores that are logarithms). */
function FrameMap({ frame, sizePx }: { readonly frame: FrameScore; readonly sizePx: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const sigmaPx = usePlayground((state) => state.config.evaluation.sigmaPx);
  const { colourTable: table, opacity } = usePlayground((state) => state.mapView);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const values = upsampleMap(frame.map, frame.mapKind, sizePx, sigmaPx);
    const low = frame.map.scores.reduce((least, value) => Math.min(least, value), 0);
    const high = Math.max(2 * frame.mapThreshold - low, low + 1e-6);
    const pixels = context.createImageData(sizePx, sizePx);
    colourise(values, colourTable(table), { low, high, centre: null }, pixels.data);
    clearOutside(pixels.data, regionAt(frame.map.region, sizePx)?.inside ?? null);
    context.putImageData(pixels, 0, 0);
  }, [frame, sizePx, sigmaPx, table]);
  return <canvas ref={canvas} width={sizePx} height={sizePx} style={{ opacity }} aria-hidden="true" />;
}
