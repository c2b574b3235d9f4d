/**
 * scores.csv: one row for each test image, the most anomalous first, with its p-value among the normal images behind the threshold; doubtful.csv:
 * one for each training image that was ranked, the one that looks least normal first.
 */
import type { DoubtfulPath, ScoredImage } from './result.ts';

/** A field as RFC 4180 wants it; a leading = + - @ of a name is kept from being read as a formula by a spreadsheet. */
function field(value: string | number): string {
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export const csvLine = (fields: readonly (string | number)[]): string => `${fields.map(field).join(',')}\r\n`;

export function scoresCsv(images: readonly ScoredImage[], threshold: number): string {
  const rows = [...images]
    .sort((a, b) => b.score - a.score)
    .map(({ path, defectType, anomalous, score, pValue }) => [
      path,
      anomalous ? 'anomalous' : 'normal',
      defectType,
      score,
      pValue,
      score >= threshold ? 'anomalous' : 'normal',
    ]);
  return [['path', 'label', 'defectType', 'score', 'pValue', 'called'], ...rows].map(csvLine).join('');
}

export const doubtfulCsv = (ranked: readonly DoubtfulPath[]): string =>
  [['path', 'score', 'outlier'], ...ranked.map(({ path, score, outlier }) => [path, score, outlier ?? ''])]
    .map(csvLine)
    .join('');
