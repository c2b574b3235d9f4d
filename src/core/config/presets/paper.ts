/** The paper's recipe (section 4.1 and appendix A): every row as it stands, equal to the paper wherever it speaks. */
import { preset } from './preset.ts';

export const paper = preset('paper', null, {});
