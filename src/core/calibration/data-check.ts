/** Whether a data set can be judged at all: shift between training and normal test images, and numbers that make a model superfluous. */
import type { ImageFile, Role } from '../dataset/types.ts';
import type { ImageStatistics } from './image-statistics.ts';
import {
  FEWEST_COMPARED,
  fileSeparations,
  findShifts,
  type FileNumbers,
  trivialSeparations,
  type ShiftReport,
  type TrivialSeparation,
} from './shift.ts';

export interface MeasuredImage {
  readonly id: string;
  readonly role: Role;
  readonly label: 'normal' | 'anomalous';
  readonly statistics: ImageStatistics;
  /** Null or absent where the image came as no file. */
  readonly file?: ImageFile | null | undefined;
}

/** Of images that all came as files; none else, for a number that some lack separates nothing. */
function fileNumbers(images: readonly MeasuredImage[]): FileNumbers[] {
  const known = images.flatMap(({ file }) =>
    file ? [{ fileSize: file.bytes, imageSize: file.widthPx * file.heightPx }] : [],
  );
  return known.length === images.length ? known : [];
}

export interface ScoredTest {
  readonly testIds: readonly string[];
  readonly testScores: ArrayLike<number>;
  /** Of images that the network has not seen; only these can be compared with test scores. */
  readonly calibrationScores: ArrayLike<number>;
}

export interface DataCheck extends ShiftReport {
  /** What normal test images were held against: training images, or those that were given for the threshold where there are enough. */
  readonly reference: 'train' | 'calibration';
  readonly trivial: readonly TrivialSeparation[];
}

export function checkData(images: readonly MeasuredImage[], scored: ScoredTest | null): DataCheck {
  const of = (role: MeasuredImage['role'], label: MeasuredImage['label']) =>
    images.filter((image) => image.role === role && image.label === label);
  const normal = of('test', 'normal');
  const statistics = (list: readonly MeasuredImage[]) => list.map((image) => image.statistics);
  const ids = new Set(normal.map(({ id }) => id));
  const scores = scored &&
    scored.calibrationScores.length > 0 && {
      kept: scored.calibrationScores,
      testNormal: scored.testIds.flatMap((id, i) => (ids.has(id) ? [scored.testScores[i]] : [])),
    };
  const anomalous = of('test', 'anomalous');
  const given = of('calibration', 'normal');
  const reference = given.length >= FEWEST_COMPARED ? 'calibration' : 'train';
  return {
    reference,
    ...findShifts({
      train: statistics(of(reference, 'normal')),
      testNormal: statistics(normal),
      scores: scores || null,
    }),
    trivial: [
      ...trivialSeparations(statistics(normal), statistics(anomalous)),
      ...fileSeparations(fileNumbers(normal), fileNumbers(anomalous)),
    ],
  };
}
