/**
 * A picture as a PDF of one page. The text is part of the picture: no font of the fourteen that every reader has holds Japanese, and a font that
 * does is larger than the whole page. Fetched when a PDF is asked for.
 */
import { PDFDocument } from '@cantoo/pdf-lib';

const POINTS_PER_MM = 72 / 25.4;

export interface Sheet {
  readonly widthMm: number;
  readonly heightMm: number;
  readonly title: string;
  readonly language: string;
}

/** @param jpeg bytes, put into the file as they are */
export async function picturePdf(jpeg: Uint8Array, sheet: Sheet): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  pdf.setTitle(sheet.title, { showInWindowTitleBar: true });
  pdf.setLanguage(sheet.language);
  pdf.setCreator('CutPaste Playground');
  const [width, height] = [sheet.widthMm * POINTS_PER_MM, sheet.heightMm * POINTS_PER_MM];
  const picture = await pdf.embedJpg(jpeg);
  pdf.addPage([width, height]).drawImage(picture, { x: 0, y: 0, width, height });
  return pdf.save();
}
