/** Rows of the report: reasons with their files, files of operating systems last. */
import type { SkippedFile, SkipReason } from '../../../core/dataset/types.ts';

export type ReportRow =
  | { readonly kind: 'reason'; readonly reason: SkipReason; readonly count: number }
  | { readonly kind: 'file'; readonly file: SkippedFile };

export function reportRows(skipped: readonly SkippedFile[]): readonly ReportRow[] {
  const byReason = new Map<SkipReason, SkippedFile[]>();
  for (const file of skipped) {
    const files = byReason.get(file.reason);
    if (files) files.push(file);
    else byReason.set(file.reason, [file]);
  }
  const reasons = [...byReason].sort(([a], [b]) => Number(a === 'system-file') - Number(b === 'system-file'));
  return reasons.flatMap(([reason, files]): ReportRow[] => [
    { kind: 'reason', reason, count: files.length },
    ...files.map((file) => ({ kind: 'file' as const, file })),
  ]);
}
