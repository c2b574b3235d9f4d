/** When and how a run is judged: windows of the patch model (section 4.2, A.5), maps, thresholds, intervals. */
import { FAST_WINDOWS, PADDED, PATCH_MODEL, WHOLE_IMAGES, WITH_IMAGENET } from './needs.ts';
import { rowsOf } from './row.ts';

const { choice, flag, integer, number } = rowsOf({ group: 'evaluation', scope: 'scoring' });

export const evaluation = {
  /** Evaluate after every so many steps; 0 means only before the first and after the last. */
  everySteps: integer([0, 4096, 1], { value: 1024, unit: 'steps' }),
  /** At most so many training images are used for the density (all when 0). */
  maxTrainImages: integer([0, 10_000, 1], { paper: 0, unit: 'images', advanced: true }),
  /** Patch model: window side and stride of the dense scoring. */
  windowSizePx: integer([8, 256, 8], {
    paper: 32,
    unit: 'px',
    needs: [PATCH_MODEL],
    fitsInto: 'data.imageSizePx',
  }),
  windowStridePx: integer([1, 64, 1], { paper: 4, unit: 'px', needs: [PATCH_MODEL] }),
  /** 'exact' runs every window; 'fast' one fully convolutional pass. */
  dense: choice(['fast', 'exact'], {
    paper: 'exact',
    advanced: true,
    needs: [PATCH_MODEL],
  }),
  /** What `fast` windows lack against `exact` ones, predicted from them; configurations of before knew nothing of it. */
  correction: choice(['linear', 'none'], {
    value: 'linear',
    absent: 'none',
    advanced: true,
    needs: [PADDED, ...FAST_WINDOWS],
  }),
  /** One Gaussian for all places, a mean per location with a shared covariance, or one that is larger or smaller at each. */
  locality: choice(['auto', 'shared', 'per-location', 'per-location-spread'], {
    value: 'auto',
    needs: [PATCH_MODEL],
  }),
  /** What an image's score is made of: the highest place, or the one that stands highest above normal images at the same place. */
  imageScore: choice(['maximum', 'standardised'], {
    paper: 'maximum',
    absent: 'maximum',
    needs: [PATCH_MODEL],
  }),
  /** Sigma of the Gaussian receptive-field upsampling, in pixels at 256 px. */
  sigmaPx: number([0.5, 64, 0.5], { value: 10, unit: 'px' }),
  /** What a run of EfficientNet-B0 reads of whole images: the pooled top, the nearest places (strides 8 and 16), or the sum of both as z-scores. */
  readout: choice(['top', 'locations', 'both'], {
    paper: 'top',
    absent: 'top',
    needs: [WITH_IMAGENET, WHOLE_IMAGES],
  }),
  /** What ImageNet's features are scored by without training: pooled ones, those of locations, or the sum of both as z-scores. */
  noTraining: choice(['pooled', 'locations', 'both'], { value: 'pooled', absent: 'pooled' }),
  threshold: choice(['conformal', 'held-out', 'chi-square'], { value: 'conformal' }),
  /** Share of normal images that the automatic threshold lets pass: one minus the promised false-alarm rate. */
  thresholdQuantile: number([0.5, 0.999, 0.001], { value: 0.95 }),
  /** What errors cost, in any currency, and the share of defects that is expected in use: they move a proposed threshold (core/calibration/costs). */
  missPrice: number([0, 1_000_000, 1], { value: 10, absent: 10, scope: 'view' }),
  alarmPrice: number([0, 1_000_000, 1], { value: 1, absent: 1, scope: 'view' }),
  defectShare: number([0.0001, 0.9, 0.001], { value: 0.05, absent: 0.05, scope: 'view', logarithmic: true }),
  bootstrapSamples: integer([0, 20_000, 100], { value: 2000, unit: 'draws', advanced: true }),
  /** Without test anomalies: score synthetic CutPaste defects made from held-out normal images instead. */
  syntheticDefects: flag({ value: false }),
};
