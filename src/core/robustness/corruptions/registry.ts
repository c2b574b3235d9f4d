/** All corruptions of the robustness test, in the order in which they are shown. Another one is a file here, its test, its texts and a line. */
import { blur } from './blur.ts';
import { brightness } from './brightness.ts';
import { contrast } from './contrast.ts';
import type { Corruption } from './corruption.ts';
import { jpeg } from './jpeg.ts';
import { noise } from './noise.ts';
import { rotation } from './rotation.ts';
import { shift } from './shift.ts';

export const CORRUPTIONS = [brightness, contrast, noise, blur, jpeg, shift, rotation] as const;

export const findCorruption = (name: string): Corruption | undefined =>
  CORRUPTIONS.find((one) => one.name === name);
