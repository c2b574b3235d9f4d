/**
 * The poster of a run as SVG text, A4 upright: what the network learned from, how well it finds defects, six images with their maps, and all that is
 * needed to judge the figure and to make it again. Always dark on white. PNG and PDF are made of this very drawing.
 */
import { qrPath } from '../../../components/qr-code.tsx';
import { drawCourse, drawRoc } from './draw-plots.ts';
import type { PosterFacts, PosterMap, PosterSample } from './poster-facts.ts';
import { BOLD, escapeXml, INK, line, MUTED, paragraph, round, textWidth } from './svg-text.ts';

/** At 96 units an inch. */
const WIDTH = 794;
const HEIGHT = 1123;
const MARGIN = 36;
const INNER = WIDTH - 2 * MARGIN;
const RULE = '#c9c9c4';
/** Okabe-Ito, dark enough on white. */
const VERMILION = '#b34700';
const GREEN = '#00664b';
const FONTS =
  "system-ui, 'Helvetica Neue', Arial, 'Hiragino Sans', 'Yu Gothic', 'Noto Sans CJK JP', 'Noto Sans JP', sans-serif";

const heading = (x: number, y: number, text: string) => line(x, y, text, { size: 12, weight: 600 });
const rule = (y: number) => `<path d="M${MARGIN} ${y}H${WIDTH - MARGIN}" stroke="${RULE}"/>`;
const picture = (x: number, y: number, side: number, address: string) =>
  `<image x="${x}" y="${y}" width="${side}" height="${side}" href="${escapeXml(address)}"/>`;

/** The largest that has room; what is longer still ends in an ellipsis. */
const TITLE_SIZES = [24, 21, 18, 15];

function drawHead({ title, lead }: PosterFacts): string {
  const size =
    TITLE_SIZES.find((one) => textWidth(title, BOLD * one) <= INNER) ?? TITLE_SIZES[TITLE_SIZES.length - 1];
  const name = paragraph(MARGIN, 58, title, INNER, { size, weight: 600, most: 1 });
  return name.svg + paragraph(MARGIN, 80, lead, INNER, { size: 11, fill: MUTED, most: 2 }).svg;
}

const SAMPLE = 84;

function drawSample({ caption, picture: address, pasted }: PosterSample, x: number, y: number): string {
  const box =
    pasted &&
    [
      ['#fff', ''],
      [INK, ' stroke-dasharray="3 2"'],
    ]
      .map(
        ([colour, dash]) =>
          `<rect x="${round(x + pasted.x * SAMPLE)}" y="${round(y + pasted.y * SAMPLE)}" width="${round(pasted.width * SAMPLE)}" height="${round(pasted.height * SAMPLE)}" fill="none" stroke="${colour}"${dash}/>`,
      )
      .join('');
  const below = paragraph(x, y + SAMPLE + 11, caption, SAMPLE, { size: 8.5, fill: MUTED, most: 1 });
  return picture(x, y, SAMPLE, address) + (box ?? '') + below.svg;
}

function drawSamples({ samples }: PosterFacts, y: number): string {
  const items = samples.items.map((item, i) => drawSample(item, MARGIN + i * (SAMPLE + 7), y + 10));
  return heading(MARGIN, y, samples.title) + items.join('');
}

/** Where the figure stands, beside the samples. */
const FIGURE_X = MARGIN + 5 * (SAMPLE + 7) + 14;

function drawFigure({ auroc, why, said }: PosterFacts, y: number): string {
  const width = WIDTH - MARGIN - FIGURE_X;
  const parts: string[] = [];
  let at = y;
  if (auroc) {
    parts.push(heading(FIGURE_X, y, auroc.name));
    parts.push(line(FIGURE_X, y + 38, auroc.value, { size: 36, weight: 600 }));
    parts.push(line(FIGURE_X, y + 55, auroc.interval, { size: 11, fill: MUTED }));
    at = y + 72;
  }
  for (const text of auroc ? said : [why, ...said]) {
    const block = paragraph(FIGURE_X, at, text, width, { size: 10, most: 3 });
    parts.push(block.svg);
    at = block.end + 2;
  }
  return parts.join('');
}

function drawCharts({ roc, course }: PosterFacts, y: number): string {
  const side = 214;
  const parts: string[] = [];
  const next = roc ? MARGIN + side + 40 : MARGIN;
  if (roc)
    parts.push(
      heading(MARGIN, y, roc.title),
      drawRoc({ x: MARGIN, y: y + 8, width: side, height: side }, roc),
    );
  if (course)
    parts.push(
      heading(next, y, course.title),
      drawCourse({ x: next, y: y + 8, width: WIDTH - MARGIN - next, height: side }, course),
    );
  return parts.join('');
}

const MAP = 113;
const MAP_COLUMN = 2 * MAP + 6 + 12;
const MAP_ROW = MAP + 34;

function outline(path: string, colour: string, dash: string, scale: number): string {
  if (path === '') return '';
  const stroke = (own: string, width: number, dashes: string) =>
    `<path d="${path}" fill="none" stroke="${own}" stroke-width="${round(width / scale)}"${dashes}/>`;
  const dashes =
    dash &&
    ` stroke-dasharray="${dash
      .split(' ')
      .map((part) => round(Number(part) / scale))
      .join(' ')}"`;
  return stroke('#000', 2.2, '') + stroke(colour, 1.2, dashes);
}

function drawMap(item: PosterMap, x: number, y: number, index: number): string {
  const scale = MAP / item.side;
  const lines = outline(item.truth, '#fff', '', scale) + outline(item.found, '#f0e442', '4 2.5', scale);
  const clip = `poster-map-${index}`;
  const name = `${item.anomalous ? '▲' : '●'} ${item.name}`;
  return [
    picture(x, y, MAP, item.picture),
    `<clipPath id="${clip}"><rect width="${item.side}" height="${item.side}"/></clipPath>`,
    `<g transform="translate(${x} ${y}) scale(${scale})" clip-path="url(#${clip})">${lines}</g>`,
    item.map === null ? '' : picture(x + MAP + 6, y, MAP, item.map),
    paragraph(x, y + MAP + 12, name, 2 * MAP, { size: 9.5, weight: 600, most: 1 }).svg,
    paragraph(x, y + MAP + 24, item.verdict, 2 * MAP, {
      size: 9.5,
      fill: item.right ? GREEN : VERMILION,
      most: 1,
    }).svg,
  ].join('');
}

function drawMaps({ maps }: PosterFacts, y: number): string {
  const note = paragraph(MARGIN, y + 14, maps.note, INNER, { size: 9, fill: MUTED, most: 2 });
  const items = maps.items.map((item, i) =>
    drawMap(item, MARGIN + (i % 3) * MAP_COLUMN, y + 34 + Math.floor(i / 3) * MAP_ROW, i),
  );
  return heading(MARGIN, y, maps.title) + note.svg + items.join('');
}

/** Names and values below each other; where the sheet ends, how many more there are. */
function drawRows(
  x: number,
  y: number,
  width: number,
  bottom: number,
  { title, rows, more }: PosterFacts['settings'],
): string {
  const parts = [heading(x, y, title)];
  let at = y + 15;
  for (const [i, [name, value]] of rows.entries()) {
    const share = width * 0.44;
    const left = paragraph(x, at, name, share - 6, { size: 8.5, fill: MUTED, most: 2 });
    const right = paragraph(x + share, at, value, width - share, { size: 8.5, most: 4 });
    // The last line is kept for what has no room, unless nothing is left over.
    const room = i === rows.length - 1 ? bottom : bottom - 12;
    if (Math.max(left.end, right.end) - 12 > room) {
      parts.push(line(x, at, more(rows.length - i), { size: 8.5, fill: MUTED }));
      break;
    }
    parts.push(left.svg, right.svg);
    at = Math.max(left.end, right.end) + 0.5;
  }
  return parts.join('');
}

const QR = 104;

function drawLink({ link }: PosterFacts, y: number): string {
  const x = WIDTH - MARGIN - QR;
  const parts: string[] = [];
  let at = y + 4;
  if (link.address !== null) {
    const { size, path } = qrPath(link.address);
    parts.push(
      `<g transform="translate(${x} ${y - 8}) scale(${QR / size})"><path d="${path}" fill="#000" shape-rendering="crispEdges"/></g>`,
    );
    at = y + QR + 4;
  }
  return parts.join('') + paragraph(x, at, link.text, QR, { size: 8, fill: MUTED, most: 6 }).svg;
}

/** Rows of the sheet, from above. */
const ROWS = { samples: 124, charts: 262, maps: 514, facts: 872, foot: HEIGHT - 24 } as const;

export function posterSvg(facts: PosterFacts): string {
  const column = (INNER - QR - 32) / 2;
  const bottom = ROWS.foot - 18;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="210mm" height="297mm" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="${FONTS}" xml:lang="${escapeXml(facts.language)}">`,
    `<title>${escapeXml(facts.title)}</title>`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    drawHead(facts),
    drawSamples(facts, ROWS.samples),
    drawFigure(facts, ROWS.samples),
    drawCharts(facts, ROWS.charts),
    rule(ROWS.maps - 18),
    drawMaps(facts, ROWS.maps),
    rule(ROWS.facts - 18),
    drawRows(MARGIN, ROWS.facts, column, bottom, facts.settings),
    drawRows(MARGIN + column + 16, ROWS.facts, column, bottom, facts.protocol),
    drawLink(facts, ROWS.facts),
    line(MARGIN, ROWS.foot, facts.foot, { size: 8.5, fill: MUTED }),
    '</svg>',
  ].join('');
}
