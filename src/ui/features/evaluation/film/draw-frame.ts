/** A frame of the film as marks: figure and ROC on the left, the watched images with their maps on the right, AUROC over the steps below them. */
import type { FilmFrame, Mark } from '../../../../services/film/protocol.ts';
import { cornersOf } from '../roc-corners.ts';
import type { FilmEnd, FilmImage, FilmStep, FilmWords } from './film-facts.ts';

export const FILM = { width: 960, height: 600 } as const;

const INK = '#1b1f23';
const MUTED = '#5b636b';
const GRID = '#d9d9d4';
const BLUE = '#0072b2';
/** Okabe-Ito, dark enough on white. */
const VERMILION = '#b34700';
const GREEN = '#00664b';
const GREYS = ['#ffffff', '#e4e4e0', '#a0a4a8', '#7e848a', '#3c4248'];
export const FILM_COLOURS: readonly string[] = [INK, MUTED, GRID, BLUE, VERMILION, GREEN, ...GREYS];

const STEP_MS = 800;
const FIRST_MS = 1600;
const LAST_MS = 2400;
const END_MS = 6000;

const MARGIN = 24;
const ROC = { x: 66, y: 268, side: 250 } as const;
const RIGHT = 350;
const IMAGE = { side: 92, width: 202, height: 152, top: 84 } as const;
const COURSE = { x: 392, y: 420, width: 536, height: 116 } as const;
const PROGRESS_Y = 588;

interface Style {
  readonly sizePx?: number;
  readonly colour?: string;
  readonly bold?: boolean;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly widthPx?: number;
}

const text = (x: number, y: number, words: string, style: Style = {}): Mark => ({
  ...{ kind: 'text', x, y, text: words, sizePx: 13, colour: INK },
  ...style,
});

/** Words in lines of about so many letters, in a place that holds `most` lines; what is longer ends in an ellipsis. Japanese breaks anywhere. */
function paragraph(x: number, y: number, words: string, widthPx: number, most: number, style: Style): Mark[] {
  const size = style.sizePx ?? 13;
  const wide = (letter: string) => (letter.charCodeAt(0) > 0x2e7f ? size : 0.52 * size);
  const pieces = words.match(/[\u2e80-\uffff]|[^\s\u2e80-\uffff]+\s*|\s+/gu) ?? [];
  const lines: string[] = [''];
  let used = 0;
  for (const piece of pieces) {
    const width = [...piece].reduce((sum, letter) => sum + wide(letter), 0);
    if (used + width > widthPx && used > 0 && lines.length < most) {
      lines.push('');
      used = 0;
    }
    lines[lines.length - 1] += piece;
    used += width;
  }
  return lines.map((one, i) => text(x, y + i * size * 1.35, one.trim(), { ...style, widthPx }));
}

function rocMarks({ roc, untrained, dot }: FilmStep, words: FilmWords): Mark[] {
  const { x, y, side } = ROC;
  const at = (point: { readonly x: number; readonly y: number }) =>
    [x + point.x * side, y + (1 - point.y) * side] as const;
  const marks: Mark[] = [text(x, y - 12, words.roc, { bold: true })];
  for (const tick of [0, 0.5, 1]) {
    const [across, down] = at({ x: tick, y: tick });
    marks.push({
      kind: 'line',
      points: [
        [x, down],
        [x + side, down],
      ],
      colour: GRID,
      widthPx: 1,
    });
    marks.push({
      kind: 'line',
      points: [
        [across, y],
        [across, y + side],
      ],
      colour: GRID,
      widthPx: 1,
    });
    marks.push(text(x - 6, down + 4, String(tick), { sizePx: 11, colour: MUTED, anchor: 'end' }));
    marks.push(text(across, y + side + 15, String(tick), { sizePx: 11, colour: MUTED, anchor: 'middle' }));
  }
  marks.push({
    kind: 'line',
    points: [at({ x: 0, y: 0 }), at({ x: 1, y: 1 })],
    colour: MUTED,
    widthPx: 1,
    dash: [1, 4],
  });
  if (untrained)
    marks.push({
      kind: 'line',
      points: cornersOf(untrained).map(at),
      colour: MUTED,
      widthPx: 1.5,
      dash: [5, 4],
    });
  if (roc) marks.push({ kind: 'line', points: cornersOf(roc).map(at), colour: BLUE, widthPx: 2.5 });
  if (dot) {
    const [cx, cy] = at(dot);
    marks.push({ kind: 'dot', x: cx, y: cy, radius: 5, colour: VERMILION });
  }
  marks.push(
    text(x + side / 2, y + side + 32, words.x, {
      sizePx: 11,
      colour: MUTED,
      anchor: 'middle',
      widthPx: side + 40,
    }),
  );
  const legend = [
    [words.now, BLUE, []],
    ...(untrained ? [[words.before, MUTED, [5, 4]] as const] : []),
  ] as const;
  legend.forEach(([name, colour, dash], i) => {
    const down = y + side - 26 + 15 * i;
    marks.push({
      kind: 'line',
      points: [
        [x + 118, down - 4],
        [x + 140, down - 4],
      ],
      colour,
      widthPx: 2,
      dash,
    });
    marks.push(text(x + 146, down, name, { sizePx: 11, widthPx: 100 }));
  });
  return marks;
}

function imageMarks(image: FilmImage, i: number): Mark[] {
  const { side, width, height, top } = IMAGE;
  const x = RIGHT + (i % 3) * width;
  const y = top + Math.floor(i / 3) * height;
  const verdict = { sizePx: 12, colour: image.right ? GREEN : VERMILION, widthPx: width - 12 };
  return [
    { kind: 'picture', x, y, side, picture: image.picture },
    ...(image.map ? [{ kind: 'map', x: x + side + 4, y, side, map: image.map } as const] : []),
    text(x, y + side + 17, `${image.anomalous ? '▲' : '●'} ${image.name}`, {
      sizePx: 12,
      bold: true,
      widthPx: width - 12,
    }),
    text(x, y + side + 34, image.verdict, verdict),
  ];
}

function courseMarks({ course, step, steps }: FilmStep, words: FilmWords): Mark[] {
  if (course.length < 2) return [];
  const { x, y, width, height } = COURSE;
  const floor = Math.min(...course.map((point) => point.y)) < 0.5 ? 0 : 0.5;
  const at = (point: { readonly x: number; readonly y: number }) =>
    [x + (point.x / Math.max(1, steps)) * width, y + (1 - (point.y - floor) / (1 - floor)) * height] as const;
  const marks: Mark[] = [text(x, y - 10, words.course, { bold: true })];
  for (const tick of [floor, (1 + floor) / 2, 1]) {
    const [, down] = at({ x: 0, y: tick });
    marks.push({
      kind: 'line',
      points: [
        [x, down],
        [x + width, down],
      ],
      colour: GRID,
      widthPx: 1,
    });
    marks.push(text(x - 6, down + 4, String(tick), { sizePx: 11, colour: MUTED, anchor: 'end' }));
  }
  const until = course.filter((point) => point.x <= step);
  marks.push({ kind: 'line', points: course.map(at), colour: GRID, widthPx: 1.5 });
  if (until.length > 1) marks.push({ kind: 'line', points: until.map(at), colour: BLUE, widthPx: 2.5 });
  const last = until.at(-1);
  if (last) {
    const [cx, cy] = at(last);
    marks.push({ kind: 'dot', x: cx, y: cy, radius: 5, colour: BLUE });
  }
  marks.push(text(x, y + height + 16, '0', { sizePx: 11, colour: MUTED }));
  marks.push(text(x + width, y + height + 16, String(steps), { sizePx: 11, colour: MUTED, anchor: 'end' }));
  marks.push(
    text(x + width / 2, y + height + 16, words.steps, { sizePx: 11, colour: MUTED, anchor: 'middle' }),
  );
  return marks;
}

export function drawStep(facts: FilmStep, words: FilmWords, place: 'first' | 'between' | 'last'): FilmFrame {
  const { value, interval, why, when, step, steps, images } = facts;
  const share = Math.min(1, step / Math.max(1, steps));
  const wide = FILM.width - 2 * MARGIN;
  return {
    delayMs: { first: FIRST_MS, between: STEP_MS, last: LAST_MS }[place],
    marks: [
      text(MARGIN, 42, words.title, { sizePx: 22, bold: true, widthPx: wide }),
      text(MARGIN, 92, words.auroc, { colour: MUTED, widthPx: RIGHT - MARGIN - 20 }),
      ...(value === null
        ? paragraph(MARGIN, 120, why, RIGHT - MARGIN - 24, 5, {})
        : [
            text(MARGIN, 146, value, { sizePx: 52, bold: true }),
            text(MARGIN, 174, interval, { colour: MUTED, widthPx: RIGHT - MARGIN - 20 }),
          ]),
      text(MARGIN, 216, when, { sizePx: 18, bold: true, widthPx: RIGHT - MARGIN - 20 }),
      ...(facts.roc ? rocMarks(facts, words) : []),
      ...(images.length === 0
        ? [text(RIGHT, 120, words.note, { colour: MUTED, widthPx: FILM.width - RIGHT - MARGIN })]
        : images.flatMap(imageMarks)),
      ...courseMarks(facts, words),
      { kind: 'box', x: MARGIN, y: PROGRESS_Y, width: wide, height: 5, colour: GRID },
      { kind: 'box', x: MARGIN, y: PROGRESS_Y, width: share * wide, height: 5, colour: BLUE },
    ],
  };
}

const ROW = 21;

export function drawEnd({ title, columns, more, foot }: FilmEnd): FilmFrame {
  const width = (FILM.width - 2 * MARGIN - 24) / 2;
  const room = Math.floor((FILM.height - 150) / ROW);
  const marks: Mark[] = [
    text(MARGIN, 42, title, { sizePx: 22, bold: true, widthPx: FILM.width - 2 * MARGIN }),
  ];
  columns.forEach(({ title: head, rows }, column) => {
    const x = MARGIN + column * (width + 24);
    marks.push(text(x, 84, head, { bold: true }));
    const shown = rows.length > room ? rows.slice(0, room - 1) : rows;
    shown.forEach(([name, value], i) => {
      const y = 110 + i * ROW;
      marks.push(text(x, y, name, { colour: MUTED, widthPx: width * 0.52 - 8 }));
      marks.push(text(x + width * 0.52, y, value, { widthPx: width * 0.48 }));
    });
    if (shown.length < rows.length)
      marks.push(text(x, 110 + shown.length * ROW, more(rows.length - shown.length), { colour: MUTED }));
  });
  marks.push(
    text(MARGIN, FILM.height - 24, foot, { sizePx: 11, colour: MUTED, widthPx: FILM.width - 2 * MARGIN }),
  );
  return { delayMs: END_MS, marks };
}
