/** The file of a choice (choice.json): the ranking with its uncertainty, what it was made from, and, where labels exist, how it stands to the truth. */
import * as v from 'valibot';
import { TASKS, type Task } from '../augment/tasks.ts';
import { PROBES } from './families.ts';

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const task = v.picklist(TASKS as readonly [Task, ...Task[]]);

export const choiceReportSchema = v.object({
  version: v.literal(1),
  dataset: v.string(),
  seed: count,
  /** Of each trial. */
  steps: count,
  backend: v.nullable(v.string()),
  /** Normal images that no trial saw. */
  heldOut: v.array(v.string()),
  /** Best first. */
  ranking: v.array(
    v.object({
      task,
      /** Mean AUROC over the families of probes, by those that the task did not train on; null where it trained on all. */
      score: v.nullable(v.number()),
      interval: v.nullable(v.object({ low: v.number(), high: v.number() })),
      /** Share of the bootstrap's draws in which it is first. */
      first: share,
      proxyAccuracy: share,
      chance: share,
      elapsedMs: v.pipe(v.number(), v.minValue(0)),
      probes: v.array(
        v.object({
          probe: v.picklist(PROBES),
          auroc: share,
          separability: v.nullable(v.number()),
          /** Of a family that the task trained on: it does not count. */
          own: v.boolean(),
        }),
      ),
    }),
  ),
  /** From the labels of the test images, which the ranking does not read; null without both classes. */
  truth: v.nullable(
    v.object({
      tasks: v.array(v.object({ task, auroc: share })),
      spearman: v.nullable(v.pipe(v.number(), v.minValue(-1), v.maxValue(1))),
      regret: share,
      blindRegret: share,
    }),
  ),
});

export type ChoiceReport = v.InferOutput<typeof choiceReportSchema>;

/** A table for people, in Markdown. */
export function choiceTable({ ranking, truth, heldOut, steps, seed, dataset }: ChoiceReport): string {
  const three = (value: number | null | undefined) => (typeof value === 'number' ? value.toFixed(3) : '–');
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const head = ['task', 'score', '95 %', 'first in', ...PROBES, ...(truth ? ['test AUROC'] : [])];
  const rows = ranking.map((one) => [
    one.task,
    three(one.score),
    one.interval ? `${three(one.interval.low)} to ${three(one.interval.high)}` : '–',
    `${Math.round(100 * one.first)} %`,
    ...PROBES.map((probe) => {
      const found = one.probes.find((own) => own.probe === probe);
      return found ? (found.own ? `(${three(found.auroc)})` : three(found.auroc)) : '–';
    }),
    ...(truth ? [three(truth.tasks.find((own) => own.task === one.task)?.auroc)] : []),
  ]);
  const told = truth
    ? `\n\nAgainst the labels of the test images, which the ranking does not read: Spearman ${three(truth.spearman)}, regret ${three(truth.regret)} (choosing blindly: ${three(truth.blindRegret)}).`
    : '';
  return `# Which augmentation for ${dataset}?

${steps} steps each, seed ${seed}, ${heldOut.length} normal images kept from all trials. Score: AUROC over families of synthetic defects, by those that the task did not train on
(the others stand in brackets), adjusted for how hard they are. "First in": share of the draws of these images in which the task is first.

${[line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')}${told}
`;
}
