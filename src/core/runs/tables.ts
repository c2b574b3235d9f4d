/**
 * Tables of runs as text for other programs: CSV (every leaf of the configuration), Markdown and LaTeX (the columns of the list).
 * The paper gives AUROC in percent with one digit; here shares with three, as everywhere on the page.
 */
import { configLeaves } from './config-leaves.ts';
import { lastMetrics, type RunRecord } from './types.ts';
import { meanText, overSeeds, type SeedGroup } from './seeds.ts';

const csvCell = (value: unknown): string => {
  const text = value === null || value === undefined ? '' : String(value);
  // A cell that a spreadsheet would take for a formula is kept as text.
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** One row a run; the first row names the columns. */
export function runsCsv(runs: readonly RunRecord[]): string {
  const paths = [...new Set(runs.flatMap((run) => [...configLeaves(run.config).keys()]))];
  const rows = runs.map((run) => {
    const last = lastMetrics(run);
    const leaves = configLeaves(run.config);
    return [
      ...[run.id, run.name, run.note, run.starred, run.state, new Date(run.startedAt).toISOString()],
      ...[run.dataset.name, run.dataset.fingerprint, run.backend?.name, run.step, run.stepMs],
      ...[last?.auroc, last?.low, last?.high, last?.averagePrecision, last?.pixelAuroc, last?.aupro],
      ...paths.map((path) => leaves.get(path)),
    ];
  });
  const header = [
    ...['id', 'name', 'note', 'starred', 'state', 'started', 'dataset', 'fingerprint', 'backend', 'step'],
    ...['stepMs', 'auroc', 'aurocLow', 'aurocHigh', 'averagePrecision', 'pixelAuroc', 'aupro'],
    ...paths,
  ];
  return csvLines([header, ...rows]);
}

const csvLines = (rows: readonly (readonly unknown[])[]): string =>
  rows.map((row) => row.map(csvCell).join(',') + '\r\n').join('');

export interface TextTable {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const share = (value: number | null | undefined): string =>
  value === null || value === undefined ? '–' : value.toFixed(3);

/** The columns of the list, in the given language's names. */
export function runsTable(
  runs: readonly RunRecord[],
  names: Readonly<Record<'name' | 'dataset' | 'task' | 'backbone' | 'seed' | 'steps' | 'auroc', string>>,
): TextTable {
  const header = [
    names.name,
    names.dataset,
    names.task,
    names.backbone,
    names.seed,
    names.steps,
    names.auroc,
    '95 %',
  ];
  const rows = runs.map((run) => {
    const last = lastMetrics(run);
    const interval =
      last?.low === null || last?.low === undefined ? '–' : `${share(last.low)}–${share(last.high)}`;
    const { seed, augment, model } = run.config;
    return [
      ...[run.name, run.dataset.name, augment.task, model.backbone, String(seed), String(run.step)],
      ...[share(last?.auroc), interval],
    ];
  });
  return { header, rows };
}

/** Mean, standard error and t-interval over seeds, one row a configuration. */
export function seedsTable(
  groups: readonly SeedGroup[],
  names: Readonly<Record<'dataset' | 'task' | 'backbone' | 'steps' | 'seeds' | 'auroc', string>>,
): TextTable {
  const header = [names.dataset, names.task, names.backbone, names.steps, names.seeds, names.auroc];
  const rows = groups.map((group) => {
    const [run] = group.runs;
    const found = overSeeds(group);
    const { augment, model, training } = run.config;
    return [
      ...[run.dataset.name, augment.task, model.backbone, String(training.steps)],
      ...[String(found?.count ?? 0), meanText(found)],
    ];
  });
  return { header, rows };
}

export function toMarkdown({ header, rows }: TextTable): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('\\', '\\\\').replaceAll('|', '\\|').replace(/\s+/g, ' ')).join(' | ')} |\n`;
  return line(header) + line(header.map(() => '---')) + rows.map(line).join('');
}

export const toCsv = ({ header, rows }: TextTable): string => csvLines([header, ...rows]);

const LATEX: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '±': '$\\pm$',
  '–': '--',
};

const latexCell = (text: string): string =>
  text.replace(/[\\~^±–&%$#_{}]/g, (sign) => LATEX[sign] ?? `\\${sign}`).replace(/\s+/g, ' ');

/** A `tabular` with the rules of the package booktabs. */
export function toLatex({ header, rows }: TextTable): string {
  const line = (cells: readonly string[]) => `  ${cells.map(latexCell).join(' & ')} \\\\\n`;
  const columns = header.map((_, i) => (i < 4 ? 'l' : 'r')).join('');
  return `\\begin{tabular}{${columns}}\n  \\toprule\n${line(header)}  \\midrule\n${rows.map(line).join('')}  \\bottomrule\n\\end{tabular}\n`;
}
