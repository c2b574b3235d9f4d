/** Paints the frames of a film and writes them into a GIF, off the page's thread. One frame at a time: the next comes when this one is answered. */
import { toErrorReport } from '../../core/errors.ts';
import { colourise, colourTable } from '../../core/heatmap/colour-tables.ts';
import { choosePalette, GifFile } from './gif-file.ts';
import type { FilmReply, FilmRequest, FilmStart, Mark, Picture, ScoreMap } from './protocol.ts';

const FONTS =
  "system-ui, 'Helvetica Neue', Arial, 'Hiragino Sans', 'Yu Gothic', 'Noto Sans CJK JP', 'Noto Sans JP', sans-serif";

const scope = globalThis as unknown as {
  onmessage: ((event: MessageEvent<FilmRequest>) => void) | null;
  postMessage(reply: FilmReply): void;
};

type Context = OffscreenCanvasRenderingContext2D;

function contextOf(width: number, height: number): Context {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('This browser has no drawing surface for it.');
  return context;
}

function rgbaOf({ side, data }: Picture): ImageData {
  const pixels = new ImageData(side, side);
  for (let i = 0; i < side * side; i++) {
    for (let channel = 0; channel < 3; channel++) pixels.data[4 * i + channel] = data[3 * i + channel];
    pixels.data[4 * i + 3] = 255;
  }
  return pixels;
}

/** White outside of a region of interest. */
function colouredOf({ values, inside, scale, table }: ScoreMap): ImageData {
  const side = Math.sqrt(values.length);
  const pixels = new ImageData(side, side);
  colourise(values, colourTable(table), scale, pixels.data);
  if (inside) for (let i = 0; i < values.length; i++) if (!inside[i]) pixels.data.fill(255, 4 * i, 4 * i + 4);
  return pixels;
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly side: number;
}

function paintPixels(context: Context, pixels: ImageData, { x, y, side }: Place): void {
  const own = contextOf(pixels.width, pixels.height);
  own.putImageData(pixels, 0, 0);
  context.drawImage(own.canvas, x, y, side, side);
}

function fitting(context: Context, text: string, widthPx: number | undefined): string {
  if (widthPx === undefined || context.measureText(text).width <= widthPx) return text;
  const letters = [...text];
  while (letters.length > 0 && context.measureText(`${letters.join('')}…`).width > widthPx) letters.pop();
  return `${letters.join('')}…`;
}

function paint(context: Context, mark: Mark): void {
  switch (mark.kind) {
    case 'text':
      context.font = `${mark.bold ? 600 : 400} ${mark.sizePx}px ${FONTS}`;
      context.textAlign = mark.anchor === 'middle' ? 'center' : (mark.anchor ?? 'start');
      context.fillStyle = mark.colour;
      context.fillText(fitting(context, mark.text, mark.widthPx), mark.x, mark.y);
      break;
    case 'line':
      context.strokeStyle = mark.colour;
      context.lineWidth = mark.widthPx;
      context.lineJoin = 'round';
      context.setLineDash([...(mark.dash ?? [])]);
      context.beginPath();
      for (const [x, y] of mark.points) context.lineTo(x, y);
      context.stroke();
      break;
    case 'box':
      context.fillStyle = mark.colour;
      context.fillRect(mark.x, mark.y, mark.width, mark.height);
      break;
    case 'dot':
      context.fillStyle = mark.colour;
      context.beginPath();
      context.arc(mark.x, mark.y, mark.radius, 0, 2 * Math.PI);
      context.fill();
      break;
    case 'picture':
      paintPixels(context, rgbaOf(mark.picture), mark);
      break;
    case 'map':
      paintPixels(context, colouredOf(mark.map), mark);
      break;
    default:
      mark satisfies never;
  }
}

/** All photographs of a frame, one under the other, as they are painted. */
function photographs(context: Context, marks: readonly Mark[]): Uint8ClampedArray {
  const parts = marks.flatMap((mark) =>
    mark.kind === 'picture' ? [context.getImageData(mark.x, mark.y, mark.side, mark.side).data] : [],
  );
  const all = new Uint8ClampedArray(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

let sheet: { readonly start: FilmStart; readonly context: Context } | null = null;
let file: GifFile | null = null;

function answer(request: FilmRequest): FilmReply {
  if (request.type === 'start') {
    sheet = { start: request, context: contextOf(request.width, request.height) };
    return { type: 'ready' };
  }
  if (!sheet) throw new Error('The film was not begun.');
  const { start, context } = sheet;
  const { width, height } = start;
  if (request.type === 'finish') {
    if (!file) throw new Error('The film has no frame.');
    return { type: 'done', blob: new Blob([file.finish()], { type: 'image/gif' }) };
  }
  const { marks, delayMs } = request.frame;
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  for (const mark of marks) paint(context, mark);
  file ??= new GifFile(width, height, choosePalette(start.colours, photographs(context, marks)));
  file.add(context.getImageData(0, 0, width, height).data, delayMs);
  return { type: 'ready' };
}

scope.onmessage = ({ data }) => {
  try {
    scope.postMessage(answer(data));
  } catch (error) {
    scope.postMessage({ type: 'failed', message: toErrorReport(error).message });
  }
};
