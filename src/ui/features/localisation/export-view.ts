/** The light table as a picture: the panes shown, at twice the image's pixels or as many as its file has, with their zoom, titles and legends. */
import { fractionOf } from '../../../core/heatmap/colour-scale.ts';
import type { Original } from '../../../services/decode/protocol.ts';
import { downloadFile } from '../../../services/export/download.ts';
import { formatScore } from './format.ts';
import { tableColours } from './legend.tsx';
import { paintPane, type PaneLayers } from './paint-pane.ts';
import type { MapColours } from './pictures.ts';
import type { ViewTransform } from './view-transform.ts';

export interface ExportPane {
  readonly title: string;
  readonly layers: PaneLayers | null;
  readonly colours: MapColours | null;
  readonly threshold: number;
}

const GAP = 16;
const HEAD = 28;
const FOOT = 44;
const FONT = '14px system-ui, sans-serif';
const MOST_COLUMNS = 3;
/** Of a pane whose original is shown. */
const MOST_SIDE_PX = 1024;

const longestOf = (original: Original | null): number =>
  original ? Math.max(original.widthPx, original.heightPx) : 0;

/** File name without folders and ending. */
export const fileStem = (path: string): string => path.replace(/\.[^./]*$/, '').replaceAll('/', '_');

function paintLegend(
  context: OffscreenCanvasRenderingContext2D,
  width: number,
  { colours, threshold }: { readonly colours: MapColours; readonly threshold: number },
  thresholdText: string,
): void {
  const gradient = context.createLinearGradient(0, 0, width, 0);
  tableColours(colours.table).forEach((colour, i, all) =>
    gradient.addColorStop(i / (all.length - 1), colour),
  );
  context.fillStyle = gradient;
  context.fillRect(0, 0, width, 12);
  const share = fractionOf(colours, threshold);
  const inside = threshold >= colours.low && threshold <= colours.high;
  context.fillStyle = '#1c1d1f';
  if (inside) context.fillRect(share * width - 1.5, -3, 3, 18);
  context.textBaseline = 'top';
  context.textAlign = 'left';
  context.fillText(formatScore(colours.low), 0, 20);
  context.textAlign = 'center';
  context.fillText(`${thresholdText} ${formatScore(threshold)}`, width / 2, 20);
  context.textAlign = 'right';
  context.fillText(formatScore(colours.high), width, 20);
  context.textAlign = 'left';
}

export async function exportViewPng(
  path: string,
  caption: string,
  panes: readonly ExportPane[],
  view: ViewTransform,
  thresholdText: string,
): Promise<void> {
  const shown = panes.filter(({ layers }) => layers !== null);
  const { sizePx = 256, original = null } = shown[0]?.layers ?? {};
  const side = Math.max(2 * sizePx, Math.min(MOST_SIDE_PX, longestOf(original)));
  const columns = Math.min(MOST_COLUMNS, shown.length);
  const rows = Math.ceil(shown.length / columns);
  const sheet = new OffscreenCanvas(
    columns * (side + GAP) + GAP,
    HEAD + GAP + rows * (HEAD + side + FOOT + GAP),
  );
  const context = sheet.getContext('2d') as OffscreenCanvasRenderingContext2D;
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, sheet.width, sheet.height);
  context.fillStyle = '#1c1d1f';
  context.font = `600 ${FONT}`;
  context.textBaseline = 'middle';
  context.fillText(caption, GAP, GAP + HEAD / 2, sheet.width - 2 * GAP);
  context.font = FONT;
  shown.forEach(({ title, layers, colours, threshold }, i) => {
    const x = GAP + (i % columns) * (side + GAP);
    const y = GAP + HEAD + Math.floor(i / columns) * (HEAD + side + FOOT + GAP);
    context.save();
    context.translate(x, y);
    context.textBaseline = 'middle';
    context.fillText(title, 0, HEAD / 2, side);
    context.translate(0, HEAD);
    if (layers) paintPane(context, side, layers, view, 2);
    context.translate(0, side + 8);
    context.font = FONT;
    if (colours) paintLegend(context, side, { colours, threshold }, thresholdText);
    context.restore();
  });
  downloadFile(`${fileStem(path)}-view.png`, await sheet.convertToBlob({ type: 'image/png' }));
}
