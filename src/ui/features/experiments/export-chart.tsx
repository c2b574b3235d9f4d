/** A chart as a file that stands alone: the page's own drawing on white, with title and legend. */
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { downloadFile } from '../../../services/export/download.ts';
import { svgPicture } from '../../../services/export/svg-picture.ts';
import { OverlayChart, PAPER, type ChartSpec } from './overlay-chart.tsx';

const WIDTH = 640;
const HEIGHT = 440;
/** Pixels of a PNG for each unit of the drawing. */
const SCALE = 2;

/** The drawing as SVG text. */
function chartSvg(spec: ChartSpec): { readonly svg: string; readonly height: number } {
  const height = HEIGHT + 18 * spec.lines.length;
  const place = document.createElement('div');
  const root = createRoot(place);
  flushSync(() =>
    root.render(<OverlayChart spec={spec} width={WIDTH} height={height} palette={PAPER} alone />),
  );
  const element = place.querySelector('svg') as SVGSVGElement;
  const svg = new XMLSerializer().serializeToString(element);
  root.unmount();
  return { svg, height };
}

export function saveChartSvg(spec: ChartSpec): void {
  downloadFile(`${spec.title}.svg`, new Blob([chartSvg(spec).svg], { type: 'image/svg+xml' }));
}

export async function saveChartPng(spec: ChartSpec): Promise<void> {
  const { svg, height } = chartSvg(spec);
  const size = { width: WIDTH * SCALE, height: height * SCALE };
  downloadFile(`${spec.title}.png`, await svgPicture(svg, { ...size, type: 'image/png' }));
}
