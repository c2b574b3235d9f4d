/** Images before anything else happens to them (section 4.1: resized to 256 px first). */
import { CONFORMAL } from './needs.ts';
import { rowsOf } from './row.ts';

const { choice, integer, number, region } = rowsOf({ group: 'data', scope: 'run' });

export const data = {
  /** Working side length in pixels; everything is resized to it FIRST. */
  imageSizePx: integer([64, 512, 32], { paper: 256, unit: 'px', advanced: true }),
  /** How a non-square image becomes square. */
  fit: choice(['stretch', 'crop', 'letterbox'], { paper: 'stretch' }),
  /** Where training, scores and maps look (core/region); '' is everywhere. */
  region: region({ value: '', absent: '' }),
  /** Share of the normal training images that is kept for the threshold alone (core/calibration). */
  calibrationShare: number([0, 0.5, 0.01], { value: 0.2, absent: 0, needs: [CONFORMAL] }),
};
