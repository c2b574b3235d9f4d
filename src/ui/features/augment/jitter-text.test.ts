import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { NO_JITTER } from '../../../core/image/colour-jitter.ts';
import en from '../../i18n/en/augment.ts';
import { jitterText, shiftText, signed } from './jitter-text.ts';

const i18n = i18next.createInstance();
beforeAll(() =>
  i18n.init({
    lng: 'en',
    ns: ['augment'],
    defaultNS: 'augment',
    resources: { en: { augment: en } },
    interpolation: { escapeValue: false },
  }),
);

describe('words for draws', () => {
  it('names what changes, in the order applied', () => {
    const t = i18n.getFixedT('en', 'augment');
    const draw = {
      ...NO_JITTER,
      order: ['hue', 'brightness', 'contrast', 'saturation'] as const,
      hue: -0.1,
      brightness: 1.042,
    };
    expect(jitterText(draw, t)).toBe('hue −36°, brightness ×1.04');
    expect(jitterText(NO_JITTER, t)).toBe('no colour jitter');
  });

  it('tells the shift with signs', () => {
    const t = i18n.getFixedT('en', 'augment');
    expect(shiftText({ shift: { x: 3, y: -1 }, jitter: NO_JITTER }, t)).toBe('shift +3, −1 px');
    expect(shiftText({ shift: { x: 0, y: 0 }, jitter: NO_JITTER }, t)).toBe('no shift');
    expect([signed(0), signed(2), signed(-2)]).toEqual(['0', '+2', '−2']);
  });
});
