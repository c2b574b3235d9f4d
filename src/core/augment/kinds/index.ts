/** The kinds of view there are: a new one is its file, its texts in `ui/i18n/<language>/kinds.ts`, and a line here. */
export { confetti } from './confetti.ts';
export { cutoutColour, cutoutGrey, cutoutMean } from './cutout.ts';
export { cutpasteOther } from './cutpaste-other.ts';
export { cutpaste } from './cutpaste.ts';
export { feathered } from './feathered.ts';
export { fpi } from './fpi.ts';
export { normal } from './normal.ts';
export { nsa } from './nsa.ts';
export { perlin } from './perlin.ts';
export { pii } from './pii.ts';
export { rotation90, rotation180, rotation270 } from './rotation.ts';
export { scarColour } from './scar-colour.ts';
export { scar } from './scar.ts';
export { shape } from './shape.ts';
export { smoothBlend } from './smooth-blend.ts';
