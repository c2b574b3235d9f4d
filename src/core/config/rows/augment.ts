/**
 * What the views of the pretext tasks are drawn from (sections 3.1 and 3.2, appendix A). Which of it a task uses is said by its kinds of
 * views; the list of tasks needs to know those, and so stands apart (`rows.ts`).
 */
import { COIN_FLIP } from './needs.ts';
import { rowsOf, type ParameterGroup } from './row.ts';

/** Strengths of colour jitter, torchvision semantics: factors U(1-s, 1+s), hue shift U(-s, s) of the circle. */
function jitter(group: ParameterGroup, paper: number | null) {
  const { number } = rowsOf({ group, scope: 'run' });
  const stated = paper === null ? { value: 0.1 } : { paper };
  return {
    brightness: number([0, 1, 0.01], stated),
    contrast: number([0, 1, 0.01], stated),
    saturation: number([0, 1, 0.01], stated),
    hue: number([0, 0.5, 0.01], stated),
  };
}

const task = rowsOf({ group: 'task', scope: 'run' });
const patch = rowsOf({ group: 'cutpaste', scope: 'run' });
const scar = rowsOf({ group: 'scar', scope: 'run' });
const whole = rowsOf({ group: 'global', scope: 'run' });

const weight = () => task.number([0, 1, 0.05], { value: 1, absent: 1 });

export const views = {
  cutpaste: {
    /** Area ratio of the patch to the image, U(min, max). */
    areaMin: patch.number([0.005, 0.5, 0.005], { paper: 0.02, atMost: 'augment.cutpaste.areaMax' }),
    areaMax: patch.number([0.005, 0.5, 0.005], { paper: 0.15 }),
    /** Ratio of width to height: 1/aspectMax .. aspectMax for log-uniform; (aspectMin, 1) u (1, aspectMax) for coin-flip. */
    aspectMin: patch.number([0.05, 1, 0.05], { paper: 0.3, advanced: true, needs: [COIN_FLIP] }),
    aspectMax: patch.number([1, 10, 0.1], { paper: 3.3, advanced: true }),
    /** The paper names the ranges (0.3, 1) and (1, 3.3), and no law over them. */
    aspectLaw: patch.choice(['log-uniform', 'coin-flip'], { value: 'coin-flip', advanced: true }),
  },
  scar: {
    /** At 256 px; at another size they scale with size / 256. */
    widthMinPx: scar.number([1, 64, 1], { paper: 2, unit: 'px', atMost: 'augment.scar.widthMaxPx' }),
    widthMaxPx: scar.number([1, 64, 1], { paper: 16, unit: 'px' }),
    lengthMinPx: scar.number([1, 128, 1], { paper: 10, unit: 'px', atMost: 'augment.scar.lengthMaxPx' }),
    lengthMaxPx: scar.number([1, 128, 1], { paper: 25, unit: 'px' }),
    /** Rotation U(-max, max). */
    rotationMaxDeg: scar.number([0, 180, 1], { paper: 45, unit: '°' }),
  },
  /** Drawn shapes as defects (Table 6); their box follows the law of the CutPaste patch. */
  shape: {
    kind: task.choice(['digit', 'square', 'ellipse', 'heart'], { value: 'digit', absent: 'digit' }),
    fill: task.choice(['colour', 'texture'], { value: 'colour', absent: 'colour' }),
  },
  confetti: { count: task.integer([1, 50, 1], { value: 8, advanced: true }) },
  /** How often the task `mixture` draws each kind of view; shares of their sum. */
  mixture: {
    cutpaste: weight(),
    scar: weight(),
    feathered: weight(),
    'cutpaste-other': weight(),
    nsa: weight(),
    fpi: weight(),
    pii: weight(),
    perlin: weight(),
    'smooth-blend': weight(),
  },
  /** Jitter of the patch before it is pasted. */
  patchJitter: jitter('patch-jitter', 0.1),
  /** Global augmentation of the source image, one draw shared by its views, BEFORE CutPaste. */
  global: {
    shiftFraction: whole.number([0, 0.25, 0.01], { value: 0.04 }),
    jitter: jitter('global', null),
  },
};
