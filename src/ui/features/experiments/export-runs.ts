/** Runs and embeddings as files. */
import { strToU8, zipSync } from 'fflate';
import { runsJson } from '../../../core/runs/bundle.ts';
import { groupBySeed } from '../../../core/runs/seeds.ts';
import { runsCsv, runsTable, seedsTable, toLatex, toMarkdown } from '../../../core/runs/tables.ts';
import type { RunRecord } from '../../../core/runs/types.ts';
import { encodeNpy } from '../../../core/export/npy.ts';
import { downloadFile } from '../../../services/export/download.ts';
import { packRuns } from '../../../services/runs/bundle.ts';
import { sessionRun, usePlayground } from '../../../store/store.ts';

export const FORMATS = ['bundle', 'json', 'csv', 'markdown', 'latex'] as const;
export type ExportFormat = (typeof FORMATS)[number];

export type ColumnNames = Readonly<
  Record<'name' | 'dataset' | 'task' | 'backbone' | 'seed' | 'seeds' | 'steps' | 'auroc', string>
>;

const text = (content: string, type: string): Blob => new Blob([content], { type: `${type};charset=utf-8` });

/** The list, and under it mean and standard error where a configuration has several seeds. */
function tables(runs: readonly RunRecord[], names: ColumnNames, write: typeof toMarkdown): string {
  const groups = groupBySeed(runs).filter((group) => group.runs.length > 1);
  const list = write(runsTable(runs, names));
  return groups.length === 0 ? list : `${list}\n${write(seedsTable(groups, names))}`;
}

export async function saveRuns(
  format: ExportFormat,
  runs: readonly RunRecord[],
  names: ColumnNames,
): Promise<void> {
  const ids = runs.map(({ id }) => id);
  const { wholeRuns } = usePlayground.getState();
  switch (format) {
    case 'bundle':
      return downloadFile('runs.zip', await packRuns(await wholeRuns(ids)));
    case 'json':
      return downloadFile('runs.json', text(runsJson(await wholeRuns(ids), null), 'application/json'));
    case 'csv':
      return downloadFile('runs.csv', text(runsCsv(runs), 'text/csv'));
    case 'markdown':
      return downloadFile('runs.md', text(tables(runs, names, toMarkdown), 'text/markdown'));
    case 'latex':
      return downloadFile('runs.tex', text(tables(runs, names, toLatex), 'application/x-tex'));
    default:
      return format satisfies never;
  }
}

const cell = (value: string): string => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);

/**
 * Pooled features of all images at the present weights: `embeddings.npy` `[N, D]` float32, and `images.csv` with what each row is.
 * @throws PlaygroundError of the engine
 */
export async function saveEmbeddings(): Promise<void> {
  const { items } = usePlayground.getState();
  const { dimension, data } = await sessionRun.client.embeddings(items.map(({ id }) => id));
  const rows = items.map(({ path, role, label, defectType }) =>
    [path, role, label, defectType].map(cell).join(','),
  );
  const archive = zipSync(
    {
      'embeddings.npy': encodeNpy(data, [items.length, dimension]),
      'images.csv': strToU8(['path,role,label,defectType', ...rows, ''].join('\r\n')),
    },
    { level: 0 },
  );
  downloadFile('embeddings.zip', new Blob([archive as Uint8Array<ArrayBuffer>], { type: 'application/zip' }));
}
