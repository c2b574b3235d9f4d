/** Every page asks for a guess, and what it comes to is what the page saw. */
import { describe, expect, it } from 'vitest';
import { NO_FACTS, type LessonFacts, type LessonView } from './facts.ts';
import { plausibleFindings, withFindings } from './findings.ts';
import { QUESTIONS } from './guesses.ts';
import { LESSONS } from './lessons.ts';
import { withPaste } from './paste-contrast.ts';
import { windowPlace } from './window-place.ts';

const view: LessonView = {
  facts: NO_FACTS,
  phase: 'ready',
  step: 0,
  accuracy: null,
  pace: null,
  errorsByHand: null,
  sigmaPx: 10,
  gradcam: false,
  ownData: true,
  trainImages: 20,
  evaluatedTrained: false,
  pretrained: 'none',
  besides: null,
  pretrainedMaps: false,
  laterTask: false,
};
const seen = (facts: Partial<LessonFacts>): LessonView => ({ ...view, facts: { ...NO_FACTS, ...facts } });

describe('what each page asks to expect', () => {
  it('every page has a question', () => {
    expect(Object.keys(QUESTIONS).sort()).toEqual(LESSONS.map(({ id }) => id).sort());
  });

  const probe = (defectsOutside: number | null) => ({
    probe: { x: 0, y: 1, straight: 1, mahalanobis: 2, defectsOutside },
  });
  const window = (highest: boolean) => ({ window: { itemId: 'a', place: 'edge' as const, highest } });
  it.each<[string, LessonView, string | null]>([
    ['oneClass', seen({ unshown: { found: 0, count: 18 } }), 'none'],
    ['oneClass', seen({ unshown: { found: 8, count: 18 } }), 'few'],
    ['oneClass', seen({ unshown: { found: 9, count: 18 } }), 'most'],
    ['byHand', seen({ pastesTried: { hidden: 0, between: 9, plain: 3 } }), null],
    ['byHand', seen({ pastesTried: { hidden: 1, between: 2, plain: 3 } }), 'plain'],
    ['byHand', seen({ pastesTried: { hidden: 1, between: 4, plain: 3 } }), 'between'],
    ['gaussian', seen(probe(0.3)), 'few'],
    ['gaussian', seen(probe(0.5)), 'some'],
    ['gaussian', seen(probe(0.9)), 'most'],
    ['gaussian', seen(probe(null)), null],
    ['where', seen(window(false)), null],
    ['where', seen(window(true)), 'edge'],
    ['yours', { ...view, evaluatedTrained: true, accuracy: 0.85 }, 'high'],
    ['yours', { ...view, evaluatedTrained: true, accuracy: 0.4 }, 'low'],
    ['yours', { ...view, evaluatedTrained: true, accuracy: 0.85, ownData: false }, null],
    ['beyond', { ...view, besides: { run: 0.9, pretrained: 0.99 } }, 'pretrained'],
    ['beyond', { ...view, besides: { run: 0.99, pretrained: 0.9 } }, 'run'],
    ['beyond', { ...view, besides: { run: 0.98, pretrained: 0.99 } }, 'same'],
  ])('%s (row %#) comes to what was seen', (id, what, outcome) => {
    expect(QUESTIONS[id].outcome(what)).toBe(outcome);
  });

  it('counts pastes by how visible they are', () => {
    const tried = [3, 8, 8.1, 29.9, 30, 80].reduce(withPaste, NO_FACTS.pastesTried);
    expect(tried).toEqual({ hidden: 2, between: 2, plain: 2 });
  });

  it('a window holds the defect by its centre, by a part, or not at all', () => {
    const data = new Uint8Array(100);
    data[5 * 10 + 5] = 1;
    const mask = { width: 10, height: 10, data };
    const place = (x: number, y: number) => windowPlace(mask, x, y, 4);
    expect([place(5, 5), place(4.5, 4.5)]).toEqual(['on', 'on']);
    expect([place(6.5, 5.5), place(3.5, 3.5)]).toEqual(['edge', 'edge']);
    expect([place(7.5, 5.5), place(2.5, 5.5), place(9.5, 9.5)]).toEqual(['away', 'away', 'away']);
  });

  it('keeps the longest way that was near for the Gaussian and the shortest that was far', () => {
    const at = (straight: number, mahalanobis: number) =>
      seen({ probe: { x: 0, y: 0, straight, mahalanobis, defectsOutside: null } });
    const path = [at(0.1, 0.1), at(1.9, 1.95), at(1.2, 3), at(1.6, 4), at(1, 2.5)];
    const found = path.reduce((findings, one) => withFindings(findings, 'gaussian', one), {});
    expect(found).toEqual({ gaussian: { near: 1.9, far: 1.2 } });
    expect(plausibleFindings({ gaussian: { straight: 1, mahalanobis: 1 } })).toEqual({});
  });

  it('own images and pretrained features are in the findings', () => {
    const trained = { ...view, evaluatedTrained: true, accuracy: 0.9, phase: 'finished' };
    expect(withFindings({}, 'yours', trained).yours).toEqual({ images: 20, accuracy: 0.9 });
    expect(withFindings({}, 'yours', { ...trained, phase: 'training' })).toEqual({});
    const besides = { run: 0.8, pretrained: 0.9 };
    expect(withFindings({}, 'beyond', { ...view, besides }).beyond).toEqual(besides);
  });
});
