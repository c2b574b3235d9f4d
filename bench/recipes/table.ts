/**
 * `npx tsx bench/recipes/table.ts --in FILE --sets NAME,NAME,... --recipe NAME --seeds 0,1,2`: from the lines of bench/recipes/judge.ts the image
 * AUROC of every readout and image score that all sets and seeds have: the mean of each set over the seeds, the mean over the sets, and the
 * deviation between seeds; the highest mean first. Pixel AUROC, which image scores do not change, stands in the row of the maximum.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { printTable } from '../over-sets.ts';

interface Line {
  readonly weights: string;
  readonly readout: string;
  readonly image: Readonly<Record<string, number>>;
  readonly pixel: number | null;
}

const { values } = parseArgs({
  options: {
    in: { type: 'string', default: 'runs/recipes/judged.jsonl' },
    sets: { type: 'string', default: 'fabric_light_small,magnetic_tile_small,cookies,bottle' },
    recipe: { type: 'string', default: 'sgd-1000x12' },
    seeds: { type: 'string', default: '0,1,2' },
    most: { type: 'string', default: '20' },
  },
});
const sets = values.sets.split(',');
const seeds = values.seeds.split(',');
/** By readout, then by set and seed. */
const found = new Map<string, Map<string, Line>>();
for (const text of readFileSync(values.in, 'utf8').split('\n').filter(Boolean)) {
  const line = JSON.parse(text) as Line;
  const [set, recipe, seed, ...means] = line.weights.split('.');
  if (recipe !== values.recipe) continue;
  const readout = [line.readout, ...(means.length > 0 ? [`weights: ${means.join('.')}`] : [])].join('; ');
  const lines = found.get(readout) ?? found.set(readout, new Map()).get(readout)!;
  lines.set(`${set} ${seed}`, line);
}
const mean = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0) / numbers.length;
const deviation = (numbers: readonly number[]) =>
  Math.sqrt(numbers.reduce((sum, value) => sum + (value - mean(numbers)) ** 2, 0) / (numbers.length - 1));
const rows: { readonly mean: number; readonly cells: readonly string[] }[] = [];
for (const [readout, lines] of found) {
  const bySet = sets.map((set) => seeds.flatMap((seed) => lines.get(`${set} ${seed}`) ?? []));
  if (bySet.some(({ length }) => length < seeds.length)) continue;
  for (const score of Object.keys(bySet[0][0].image)) {
    const image = bySet.map((ofSet) => ofSet.map((line) => line.image[score]));
    const pixel = bySet.map((ofSet) => mean(ofSet.map((line) => line.pixel ?? NaN)));
    const cell = (i: number) => {
      const shown = mean(image[i]).toFixed(3);
      return score === 'maximum' ? `${shown} / ${pixel[i].toFixed(3)}` : shown;
    };
    const overall = mean(image.map(mean));
    const spread = seeds.length > 1 ? mean(image.map(deviation)).toFixed(3) : '-';
    rows.push({
      mean: overall,
      cells: [readout, score, ...sets.map((_, i) => cell(i)), overall.toFixed(3), spread],
    });
  }
}
rows.sort((a, b) => b.mean - a.mean);
const shown = rows.filter(({ cells }, i) => i < Number(values.most) || cells[1] === 'maximum');
printTable(
  ['readout', 'image score', ...sets, 'mean', 'between seeds'],
  shown.map(({ cells }) => cells),
);
