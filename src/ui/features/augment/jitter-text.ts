/** A jitter draw in words, in the order in which it is applied. */
import type { TFunction } from 'i18next';
import type { GlobalDraw } from '../../../core/augment/types.ts';
import type { JitterDraw } from '../../../core/image/colour-jitter.ts';

/** 'brightness ×1.04, hue −12°' or 'no colour jitter'. */
export function jitterText(draw: JitterDraw, t: TFunction<'augment'>): string {
  const parts = draw.order
    .filter((name) => draw[name] !== (name === 'hue' ? 0 : 1))
    .map((name) =>
      t(`jitter.${name}`, {
        value: name === 'hue' ? signed(Math.round(draw.hue * 360)) : draw[name].toFixed(2),
      }),
    );
  return parts.length > 0 ? parts.join(', ') : t('noJitter');
}

/** 'shift +3, −1 px' or 'no shift'. */
export function shiftText({ shift }: GlobalDraw, t: TFunction<'augment'>): string {
  return shift.x === 0 && shift.y === 0
    ? t('noShift')
    : t('shift', { x: signed(shift.x), y: signed(shift.y) });
}

/** With a true minus sign, and a plus where positive. */
export function signed(value: number): string {
  return value < 0 ? `−${-value}` : value > 0 ? `+${value}` : '0';
}
