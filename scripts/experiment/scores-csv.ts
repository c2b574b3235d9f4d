/** scores.csv: one row for each test image, the most anomalous first. */
import type { ScoredImage } from './result.ts';

/** A field as RFC 4180 wants it; a leading = + - @ of a name is kept from being read as a formula by a spreadsheet. */
function field(value: string | number): string {
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function scoresCsv(images: readonly ScoredImage[], threshold: number): string {
  const rows = [...images]
    .sort((a, b) => b.score - a.score)
    .map(({ path, defectType, anomalous, score }) => [
      path,
      anomalous ? 'anomalous' : 'normal',
      defectType,
      score,
      score >= threshold ? 'anomalous' : 'normal',
    ]);
  return [['path', 'label', 'defectType', 'score', 'called'], ...rows]
    .map((row) => `${row.map(field).join(',')}\r\n`)
    .join('');
}
