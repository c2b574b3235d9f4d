/** `quick`, four times as long: 137 s of training on two cores. Length takes most of the spread between seeds away where it helps. */
import { preset } from './preset.ts';
import { quick } from './quick.ts';

export const standard = preset('standard', quick, { training: { steps: 4000 } });
