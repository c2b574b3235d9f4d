/** The poster as a file: the drawing itself, or what the browser makes of it at 300 dpi. */
import { downloadFile } from '../../../../services/export/download.ts';
import { svgPicture } from '../../../../services/export/svg-picture.ts';
import type { PosterFacts } from './poster-facts.ts';

export const POSTER_FORMATS = ['svg', 'png', 'pdf'] as const;
export type PosterFormat = (typeof POSTER_FORMATS)[number];

/** A4 at 300 dpi. */
const PIXELS = { width: 2480, height: 3508 } as const;
const A4 = { widthMm: 210, heightMm: 297 } as const;
/** Text keeps its edges. */
const QUALITY = 0.95;

async function fileOf(svg: string, { title, language }: PosterFacts, format: PosterFormat): Promise<Blob> {
  if (format === 'svg') return new Blob([svg], { type: 'image/svg+xml' });
  if (format === 'png') return svgPicture(svg, { ...PIXELS, type: 'image/png' });
  const { picturePdf } = await import('../../../../services/export/picture-pdf.ts');
  const jpeg = await svgPicture(svg, { ...PIXELS, type: 'image/jpeg', quality: QUALITY });
  const bytes = await picturePdf(new Uint8Array(await jpeg.arrayBuffer()), { ...A4, title, language });
  return new Blob([bytes as Uint8Array<ArrayBuffer>], { type: 'application/pdf' });
}

/** @throws where the browser cannot draw so large a picture, or the writer of PDF cannot be fetched */
export async function savePoster(
  svg: string,
  facts: PosterFacts,
  name: string,
  format: PosterFormat,
): Promise<void> {
  downloadFile(name, await fileOf(svg, facts, format));
}
