/** An image as its file holds it, through the same decoder as the working size: orientation applied, one scale of grey for the set, over black. */
import { planOriginal } from '../../core/dataset/original.ts';
import { AreaRows, type Band } from '../../core/dataset/resample.ts';
import { withPixels } from './decode-file.ts';
import type { OriginalRequest, OriginalResponse } from './protocol.ts';

type Size = { readonly width: number; readonly height: number };

/** RGB or opaque RGBA bytes as a canvas takes them. */
function toImageData(data: Band['data'], channels: number, { width, height }: Size): ImageData {
  const pixels = width * height;
  if (channels === 4 && data instanceof Uint8ClampedArray) {
    return new ImageData(data.subarray(0, 4 * pixels) as Uint8ClampedArray<ArrayBuffer>, width, height);
  }
  const out = new ImageData(width, height);
  for (let from = 0, to = 0; to < 4 * pixels; from += channels, to += 4) {
    out.data[to] = data[from];
    out.data[to + 1] = data[from + 1];
    out.data[to + 2] = data[from + 2];
    out.data[to + 3] = 255;
  }
  return out;
}

/** A picture that is filled from the top down. */
class Sheet {
  private readonly canvas: OffscreenCanvas;
  private readonly context: OffscreenCanvasRenderingContext2D;

  constructor({ width, height }: Size) {
    this.canvas = new OffscreenCanvas(width, height);
    const context = this.canvas.getContext('2d', { alpha: false });
    if (!context) throw new Error('The browser gave no canvas.');
    this.context = context;
  }

  put(pixels: ImageData, firstRow: number): void {
    this.context.putImageData(pixels, 0, firstRow);
  }

  finish(): ImageBitmap {
    return this.canvas.transferToImageBitmap();
  }
}

/** Never throws: what is wrong with the file is in the response. */
export async function decodeOriginal({
  source,
  sizePx,
  fit,
  set,
}: OriginalRequest): Promise<OriginalResponse> {
  const original = await withPixels(
    source,
    ({ pixels }): OriginalResponse['original'] => {
      const { widthPx, heightPx } = pixels;
      const plan = planOriginal(widthPx, heightPx, sizePx, fit);
      const { width, height } = plan.source;
      const whole = new Sheet(plan.source);
      const smaller = plan.levels.slice(0, -1).map((level) => {
        const geometry = { source: plan.source, target: { x: 0, y: 0, ...level } };
        const data = new Uint8Array(3 * level.width * level.height);
        return { level, data, rows: new AreaRows(geometry, level.width, data) };
      });
      for (const band of pixels.bands(plan.source)) {
        const size = { width, height: Math.min(band.rowCount, height - band.firstRow) };
        whole.put(toImageData(band.data, band.channels, size), band.firstRow);
        for (const { rows } of smaller) rows.add(band);
      }
      const levels = smaller.map(({ level, data }) => {
        const sheet = new Sheet(level);
        sheet.put(toImageData(data, 3, level), 0);
        return sheet.finish();
      });
      return { widthPx, heightPx, target: plan.target, levels: [...levels, whole.finish()] };
    },
    set.scales,
  );
  return { kind: 'original', original };
}
