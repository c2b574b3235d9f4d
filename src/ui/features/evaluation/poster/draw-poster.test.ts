/** @vitest-environment happy-dom */
import { describe, expect, it } from 'vitest';
import decodeQr from 'qr/decode.js';
import { qrPath } from '../../../components/qr-code.tsx';
import { posterSvg } from './draw-poster.ts';
import { pickImages } from './pick-images.ts';
import { mapAddress, pictureAddress } from './picture-address.ts';
import type { PosterFacts } from './poster-facts.ts';
import { escapeXml, textWidth, wrap } from './svg-text.ts';

const NASTY = `<script>alert("1")</script> & 'quoted' \u0007\ud800`;
const picture = pictureAddress({ width: 2, height: 2, data: new Uint8Array(12).fill(90) });

const facts = (change: Partial<PosterFacts> = {}): PosterFacts => ({
  language: 'en',
  name: NASTY,
  title: NASTY,
  lead: 'What it learned.',
  auroc: { name: 'AUROC', value: '0.937', interval: '95 %: 0.871 to 0.982' },
  why: '',
  said: ['28 of 30 defects found.'],
  samples: {
    title: 'Samples',
    items: [
      { caption: 'Normal', picture, pasted: null },
      { caption: 'CutPaste', picture, pasted: { x: 0.25, y: 0.5, width: 0.5, height: 0.25 } },
    ],
  },
  roc: {
    title: 'ROC curve',
    x: 'False alarms',
    y: 'Found',
    points: [
      { x: 0, y: 0 },
      { x: 0, y: 0.9 },
      { x: 1, y: 1 },
    ],
    untrained: null,
    dot: { x: 0, y: 0.9 },
    trainedName: 'trained',
    untrainedName: 'before',
  },
  course: {
    title: 'AUROC',
    x: 'Steps',
    points: [
      { x: 0, y: 0.6 },
      { x: 10, y: 0.937 },
    ],
    digits: 2,
  },
  maps: {
    title: 'Maps',
    note: 'A rule.',
    items: Array.from({ length: 6 }, (_, i) => ({
      name: i === 0 ? NASTY : `kind ${i}`,
      anomalous: i < 4,
      verdict: `found (score ${i})`,
      right: i % 2 === 0,
      picture,
      map: i === 5 ? null : picture,
      side: 2,
      found: 'M0 0L1 1Z',
      truth: '',
    })),
  },
  settings: {
    title: 'Settings',
    rows: [
      ['Seed', '42'],
      [NASTY, NASTY],
    ],
    more: (count) => `${count} more`,
  },
  protocol: { title: 'Protocol', rows: [['Fingerprint', 'abc123']], more: String },
  link: { address: 'https://example.org/#v=3&preset=quick&seed=42', text: 'Opens the page.' },
  foot: 'Made today.',
  ...change,
});

const parsed = (svg: string) => {
  const sheet = new DOMParser().parseFromString(svg, 'image/svg+xml');
  expect(sheet.querySelector('parsererror')).toBeNull();
  return sheet;
};

/** Elements that are opened and closed in order, attributes in quotes, no bare sign: a well-formed document. */
function expectWellFormed(svg: string): void {
  const open: string[] = [];
  const rest = svg.replace(
    /<(\/?)([A-Za-z]+)((?:\s[\w:-]+="[^"<]*")*)\s*(\/?)>/g,
    (_, closes: string, name: string, _attributes: string, alone: string) => {
      if (closes) expect(open.pop()).toBe(name);
      else if (!alone) open.push(name);
      return '';
    },
  );
  expect(open).toEqual([]);
  expect(rest).not.toMatch(/[<>]|&(?!(amp|lt|gt|quot|#39);)/);
}

describe('the poster', () => {
  it('is a well-formed drawing whatever names hold, and contains the figures of the run', () => {
    const svg = posterSvg(facts());
    expectWellFormed(svg);
    const text = parsed(svg).documentElement.textContent;
    for (const said of [
      '0.937',
      '95 %: 0.871 to 0.982',
      '28 of 30 defects found.',
      'Seed',
      '42',
      'abc123',
      'Made today.',
    ])
      expect(text).toContain(said);
    expect(svg).not.toContain('<script');
    expect(svg.match(/<image /g)).toHaveLength(2 + 6 + 5);
    expect(svg).not.toMatch(/NaN|Infinity|undefined|null/);
  });

  it('has no figure where there is none, and says why', () => {
    const svg = posterSvg(
      facts({ auroc: null, why: 'All test images are normal.', roc: null, course: null }),
    );
    expectWellFormed(svg);
    expect(svg).toContain('All test images are normal.');
    expect(svg).not.toContain('AUROC');
    expect(svg).not.toContain('ROC curve');
  });

  it('says how many settings the sheet has no room for', () => {
    const rows = Array.from({ length: 60 }, (_, i) => [`setting ${i}`, String(i)] as const);
    const svg = posterSvg(facts({ settings: { title: 'Settings', rows, more: (count) => `${count} more` } }));
    const shown = svg.match(/>setting \d+</g)?.length ?? 0;
    expect(shown).toBeGreaterThan(8);
    expect(svg).toContain(`>${60 - shown} more<`);
  });

  it('leaves the code out where the link is too long, and keeps the sentence', () => {
    const svg = posterSvg(facts({ link: { address: null, text: 'Too long for a code.' } }));
    expect(svg).not.toContain('crispEdges');
    expect(svg).toContain('Too long');
  });

  it('carries a code that reads as the link', () => {
    const address = 'https://example.org/#v=3&preset=quick&seed=42';
    const { size, path } = qrPath(address);
    expect(posterSvg(facts())).toContain(path);
    const unit = 4;
    const side = size * unit;
    const data = new Uint8ClampedArray(side * side * 4).fill(255);
    for (const [, x, y] of path.matchAll(/M(\d+) (\d+)h1v1h-1z/g))
      for (let dy = 0; dy < unit; dy++)
        for (let dx = 0; dx < unit; dx++)
          data.fill(
            0,
            4 * ((Number(y) * unit + dy) * side + Number(x) * unit + dx),
            4 * ((Number(y) * unit + dy) * side + Number(x) * unit + dx) + 3,
          );
    expect(decodeQr({ width: side, height: side, data })).toBe(address);
  });
});

describe('texts of the poster', () => {
  it('are broken by words, and anywhere in scripts without blanks', () => {
    expect(wrap('one two three', 10, 45)).toEqual(['one two', 'three']);
    const japanese = wrap('正常な画像だけから学びました。', 10, 60);
    expect(japanese.length).toBeGreaterThan(1);
    for (const line of japanese) expect(textWidth(line, 10)).toBeLessThanOrEqual(70);
    expect(wrap('x'.repeat(100), 10, 60, 2)).toHaveLength(2);
    expect(wrap('x'.repeat(100), 10, 60, 2)[1]).toMatch(/…$/);
    expect(wrap('', 10, 60)).toEqual(['']);
  });

  it('hold nothing that XML has no place for', () => {
    expect(escapeXml(NASTY)).toBe(
      '&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;quoted&#39; \ufffd\ufffd',
    );
    expect(escapeXml('😀 正常')).toBe('😀 正常');
  });
});

describe('the images of the poster', () => {
  const of = (anomalous: boolean, ...scores: number[]) => scores.map((score) => ({ anomalous, score }));

  it('are the most misleading and the clearest of each kind, never one without a score', () => {
    const chosen = pickImages([...of(true, 5, 1, 9, 7, NaN, 3), ...of(false, 4, 2, 0, Infinity)], 6);
    expect(chosen.map(({ anomalous, score }) => (anomalous ? score : -score))).toEqual([1, 3, 7, 9, -0, -4]);
  });

  it('are of one kind where there is only one, and fewer where there are fewer', () => {
    expect(pickImages(of(false, 1, 2, 3, 4, 5, 6, 7), 6)).toHaveLength(6);
    expect(pickImages([...of(true, 1), ...of(false, 2)], 6)).toHaveLength(2);
    expect(pickImages([], 6)).toEqual([]);
  });

  it('have maps in the colours of the page, white outside of a region', () => {
    const map = {
      values: Float32Array.of(0, 1, 2, 3),
      low: 0,
      high: 3,
      outline: '',
      truth: '',
      overlap: null,
      inside: Uint8Array.of(0, 1, 1, 1),
    };
    const address = mapAddress(map, { low: 0, high: 3, centre: null }, 'viridis');
    expect(atob(address.split(',')[1]).slice(1, 4)).toBe('PNG');
    expect(address).not.toBe(
      mapAddress({ ...map, inside: null }, { low: 0, high: 3, centre: null }, 'viridis'),
    );
  });
});
