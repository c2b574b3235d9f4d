import { describe, expect, it } from 'vitest';
import type { FilmFrame, Mark } from '../../../../services/film/protocol.ts';
import { drawEnd, drawStep, FILM } from './draw-frame.ts';
import type { FilmStep, FilmWords } from './film-facts.ts';

const words: FilmWords = {
  ...{
    title: 'Hex nuts: the network learns',
    auroc: 'AUROC',
    roc: 'ROC curve',
    x: 'false alarms',
    y: 'found',
  },
  ...{
    now: 'at this step',
    before: 'before',
    course: 'AUROC over training',
    steps: 'Steps',
    note: 'no images',
  },
};
const picture = (value: number) => ({ side: 2, data: new Uint8Array(12).fill(value) });
const MAP = {
  values: new Float32Array(4),
  inside: null,
  scale: { low: 0, high: 1, centre: null },
  table: 'viridis',
} as const;
const step = (change: Partial<FilmStep> = {}): FilmStep => ({
  ...{
    step: 100,
    steps: 400,
    when: 'Step 100 of 400',
    value: '0.875',
    interval: '95 %: 0.800 to 0.950',
    why: '',
  },
  roc: [
    { x: 0, y: 0 },
    { x: 0.25, y: 1 },
    { x: 1, y: 1 },
  ],
  untrained: null,
  dot: { x: 0.25, y: 1 },
  course: [
    { x: 0, y: 0.6 },
    { x: 100, y: 0.875 },
    { x: 400, y: 1 },
  ],
  images: [
    {
      name: 'crack',
      anomalous: true,
      verdict: 'found (score 12)',
      right: true,
      picture: picture(1),
      map: MAP,
    },
    {
      name: 'normal',
      anomalous: false,
      verdict: 'false alarm (score 9)',
      right: false,
      picture: picture(3),
      map: null,
    },
  ],
  ...change,
});
const textsOf = ({ marks }: FilmFrame) => marks.flatMap((mark) => (mark.kind === 'text' ? [mark.text] : []));
const of = <K extends Mark['kind']>({ marks }: FilmFrame, kind: K) =>
  marks.filter((mark): mark is Extract<Mark, { kind: K }> => mark.kind === kind);

describe('a frame of a step', () => {
  const frame = drawStep(step(), words, 'between');

  it('says the step, its AUROC with the interval, and of each image what the detector makes of it', () => {
    const said = textsOf(frame);
    for (const text of ['Hex nuts: the network learns', 'Step 100 of 400', '0.875', '95 %: 0.800 to 0.950'])
      expect(said).toContain(text);
    for (const text of ['▲ crack', 'found (score 12)', '● normal', 'false alarm (score 9)'])
      expect(said).toContain(text);
  });

  it('shows each image, and its map beside it where there is one', () => {
    expect(of(frame, 'picture').map(({ picture: { data } }) => data[0])).toEqual([1, 3]);
    expect(of(frame, 'map').map(({ map }) => map)).toEqual([MAP]);
    const [first] = of(frame, 'picture');
    const [map] = of(frame, 'map');
    expect([map.y, map.side]).toEqual([first.y, first.side]);
    expect(map.x).toBeGreaterThanOrEqual(first.x + first.side);
  });

  it('draws the ROC in its square, and AUROC up to this step', () => {
    const curves = of(frame, 'line').filter(({ widthPx }) => widthPx === 2.5);
    expect(curves).toHaveLength(2);
    const [roc, course] = curves.map(({ points }) => points);
    expect(roc.at(0)).toEqual([66, 518]);
    expect(roc.at(-1)).toEqual([316, 268]);
    expect(course).toHaveLength(2);
    expect(course[1][0]).toBeCloseTo(392 + 536 / 4, 6);
    const progress = of(frame, 'box').map(({ width }) => width);
    expect(progress[1] / progress[0]).toBeCloseTo(0.25, 6);
  });

  it('lies inside the film', () => {
    for (const mark of frame.marks) {
      const points = mark.kind === 'line' ? mark.points : [[mark.x, mark.y] as const];
      for (const [x, y] of points) {
        expect(x).toBeGreaterThanOrEqual(0);
        expect(x).toBeLessThanOrEqual(FILM.width);
        expect(y).toBeGreaterThanOrEqual(0);
        expect(y).toBeLessThanOrEqual(FILM.height);
      }
    }
  });

  it('says why where there is no AUROC, and draws no curve then', () => {
    const none = drawStep(
      step({ value: null, why: 'All images are normal.', roc: null, course: [] }),
      words,
      'first',
    );
    expect(textsOf(none).join(' ')).toContain('All images are normal.');
    expect(of(none, 'line')).toEqual([]);
    expect(textsOf(drawStep(step({ images: [] }), words, 'last'))).toContain('no images');
  });

  it('stays longer at both ends', () => {
    const [first, between, last] = (['first', 'between', 'last'] as const).map(
      (place) => drawStep(step(), words, place).delayMs,
    );
    expect(first).toBeGreaterThan(between);
    expect(last).toBeGreaterThan(first);
  });
});

it('ends with the settings, seed and data, and says how many it leaves out', () => {
  const rows = Array.from({ length: 40 }, (_, i) => [`setting ${i}`, `value ${i}`] as const);
  const end = drawEnd({
    title: 'Hex nuts: the network learns',
    columns: [
      { title: 'Settings', rows: [['Seed', '7'], ...rows] },
      { title: 'Data', rows: [['Fingerprint', 'abc123']] },
    ],
    more: (count) => `and ${count} more`,
    foot: 'Made with',
  });
  const said = textsOf(end);
  for (const text of ['Seed', '7', 'setting 0', 'value 0', 'Fingerprint', 'abc123', 'Made with'])
    expect(said).toContain(text);
  const shown = said.filter((text) => text.startsWith('setting')).length;
  expect(said).toContain(`and ${40 - shown} more`);
  expect(shown).toBeGreaterThan(15);
});
