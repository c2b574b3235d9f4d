/**
 * Folder names that data sets use: MVTec AD, VisA, BTAD, KolektorSDD, exports of labelling tools. Compared without case,
 * spaces, `-` and `_`, so that `Defect-Free`, `defect_free` and `defect free` are one.
 */

const fold = (name: string): string => name.toLowerCase().replace(/[\s_-]+/g, '');
const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

const TRAIN = words('train training trn');
const TEST = words('test testing tst eval evaluation val valid validation');
const MASK = words('groundtruth gt mask masks groundtruths annotation annotations segmentation label labels');
const NORMAL = words(
  'good normal ok okay nominal defectfree nodefect nodefects io pass passed healthy 正常 良品',
);
const ANOMALOUS = words(
  'bad anomaly anomalies anomalous abnormal defect defects defective ng nok ko notok fail failed faulty reject ' +
    'crack cracks cracked scratch scratches scratched broken break hole holes blowhole contamination stain dent bent ' +
    'damage damaged 異常 不良 欠陥 不良品 異常品',
);

export const isTrainWord = (name: string): boolean => TRAIN.has(fold(name));
export const isTestWord = (name: string): boolean => TEST.has(fold(name));
export const isMaskWord = (name: string): boolean => MASK.has(fold(name));
/** Folder of normal images. */
export const isNormalWord = (name: string): boolean => NORMAL.has(fold(name));
/** Folder of images with a defect, where no folder of normal images stands beside it to tell by. */
export const isAnomalousWord = (name: string): boolean => ANOMALOUS.has(fold(name));

/** `000_mask` without its mark, or null when the name does not say that it is a mask. */
export function withoutMaskMark(stem: string): string | null {
  const marked = /^(.+?)[\s._-](mask|gt|label|groundtruth|ground_truth|seg)$/i.exec(stem);
  return marked ? marked[1] : null;
}
