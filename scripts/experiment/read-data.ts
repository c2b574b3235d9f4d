/** How the page read a folder: as text for the terminal, as data.json, and as a refusal where something is asked. */
import type { Page } from 'playwright';
import type { DataReport, ReportGroup, ReportNotice } from '../../src/core/dataset/reading/report.ts';
import type { SkippedFile } from '../../src/core/dataset/types.ts';
import reading from '../../src/ui/i18n/en/reading.ts';
import { UsageError } from './options.ts';
import type { AutomationWindow } from './page-store.ts';

/** What is asked, without pictures. */
export interface Asked {
  readonly classNames: readonly string[];
  readonly groups: readonly {
    readonly id: string;
    readonly kind: string;
    readonly count: number;
    readonly proposal: string;
  }[];
}

export interface DataReading {
  readonly report: DataReport | null;
  readonly question: Asked | null;
  readonly skipped: readonly SkippedFile[];
}

export function takeReading(page: Page): Promise<DataReading> {
  return page.evaluate(() => {
    const { importReport, importQuestion, skipped } = (
      window as unknown as AutomationWindow
    ).playground.store.getState();
    const question = importQuestion && {
      classNames: importQuestion.classNames,
      groups: importQuestion.groups.map(({ id, kind, count, proposal }) => ({ id, kind, count, proposal })),
    };
    return { report: importReport, question, skipped: importQuestion ? [] : skipped };
  });
}

const KINDS: Readonly<Record<string, string>> = {
  sides: 'Which of these are normal?',
  masks: 'Are these masks? They have few flat colours and pair with no image.',
  labels: 'What do these test images show? Nobody says.',
};

/** What is asked, with the options that answer it. */
export function questionText({ classNames, groups }: Asked): string {
  if (classNames.length > 0) {
    return [
      `--data: ${classNames.length} classes lie side by side; one is trained on at a time:`,
      ...classNames.map((name) => `  ${name}`),
      'Say which with --class NAME, or --class all.',
    ].join('\n');
  }
  const kinds = [...new Set(groups.map(({ kind }) => kind))];
  return [
    '--data: the names of the folders leave something open.',
    ...kinds.flatMap((kind) => [
      KINDS[kind] ?? kind,
      ...groups
        .filter((group) => group.kind === kind)
        .map(
          ({ id, count, proposal }) =>
            `  ${id || '(the folder itself)'}: ${count} files (perhaps --${proposal})`,
        ),
    ]),
    'Answer with --normal NAME, --defect NAME, --mask NAME, --leave-out NAME or --test NAME, once for each.',
  ].join('\n');
}

/** @throws UsageError with what is asked, where something is. */
export async function refuseQuestion(page: Page): Promise<void> {
  const { question } = await takeReading(page);
  if (question) throw new UsageError(questionText(question));
}

const WHY: Readonly<Record<ReportGroup['why'], string>> = {
  name: 'its name says so',
  'file-names': 'the names of its files say so',
  flat: 'nothing else is there',
  training: 'it is what is there to train on',
  'as-in-training': 'the folder of this name in the training set is read so',
  'beside-normal': 'it stands beside normal images',
  'name-of-both': 'its name without the word for a defect stands beside it',
  masks: 'masks say which images are defects',
  'mask-name': 'their names or places say so',
  'mask-content': 'they look like masks and pair with images',
  annotations: 'annotation files say so',
  secret: 'its labels are kept secret',
  'no-label': 'nobody says what it shows',
  unclear: 'its name says nothing',
  person: 'you said so',
};

const counts = ({ train, testNormal, defects, masks }: ReportGroup): string =>
  [
    train > 0 && `${train} for training`,
    testNormal > 0 && `${testNormal} normal for testing`,
    defects > 0 && `${defects} defects`,
    masks > 0 && `${masks} with mask`,
  ]
    .filter(Boolean)
    .join(', ');

/** The page's own sentence. */
export function noticeText(code: ReportNotice['code'], count: number, value = ''): string {
  const texts: Readonly<Record<string, string>> = reading.notices;
  const text = texts[code] ?? texts[`${code}_${count === 1 ? 'one' : 'other'}`];
  return text.replaceAll('{{count}}', String(count)).replaceAll('{{value}}', value);
}

/** The report as lines. */
export function reportText({ report, question }: DataReading): string[] {
  const lines: string[] = [];
  if (report) {
    for (const group of report.groups) {
      const use = counts(group);
      lines.push(
        `  ${group.id || '(the folder itself)'}: ${group.files} files, ${group.reading} (${WHY[group.why]})${use ? `: ${use}` : ''}`,
      );
    }
    for (const { code, count, value, paths } of report.notices) {
      const example = paths.length > 0 ? ` For example ${paths[0]}` : '';
      lines.push(`  note: ${noticeText(code, count, value)}${example}`);
    }
    for (const { reason, count } of report.leftOut) lines.push(`  left out: ${count} ${reason}`);
  }
  if (question) lines.push(questionText(question));
  return lines;
}
