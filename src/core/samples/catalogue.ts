/**
 * What built-in sets there are, without the code that paints them: names, kinds, defect types and the pictures of each set.
 */
import type { Role } from '../dataset/types.ts';
import type { SampleName } from './types.ts';

export const NUT_DEFECTS = ['chipped-corner', 'crack', 'rust', 'crushed-thread', 'scratch'] as const;
export const CLOTH_DEFECTS = ['missing-yarn', 'mis-weave', 'hole', 'stain', 'snag'] as const;
export const PADS_DEFECTS = [
  'torn-pad',
  'bridge',
  'misplaced-pad',
  'scratched-trace',
  'solder-balls',
] as const;
export const MESH_DEFECTS = ['broken-wire', 'bent-wire', 'thread', 'lacquer-drop', 'metal-chip'] as const;
export const METAL_DEFECTS = ['scratch', 'dent', 'stain', 'pits'] as const;

export interface SampleDescription {
  readonly name: SampleName;
  readonly kind: 'texture' | 'object';
  readonly defectTypes: readonly string[];
  /** Of its test pictures and the first training pictures, seed 0: figures measured on them belong to these pictures alone. */
  readonly fingerprint: string;
}

/** In the order in which they are offered. */
export const SAMPLES: readonly SampleDescription[] = [
  { name: 'wire-mesh', kind: 'texture', defectTypes: MESH_DEFECTS, fingerprint: '93bdf951' },
  { name: 'hex-nuts', kind: 'object', defectTypes: NUT_DEFECTS, fingerprint: '6755efa2' },
  { name: 'woven-cloth', kind: 'texture', defectTypes: CLOTH_DEFECTS, fingerprint: 'e220bd05' },
  { name: 'circuit-pads', kind: 'object', defectTypes: PADS_DEFECTS, fingerprint: 'f8290833' },
  { name: 'brushed-metal', kind: 'texture', defectTypes: METAL_DEFECTS, fingerprint: '9e68776f' },
];

const TRAIN_NORMAL = 60;
const TEST_NORMAL = 20;
const TEST_ANOMALOUS = 30;

/** Pictures of one set. */
export const SAMPLE_SIZE = TRAIN_NORMAL + TEST_NORMAL + TEST_ANOMALOUS;

export interface PlannedImage {
  /** As in MVTec AD, for example `test/hole/003.png`. */
  readonly path: string;
  readonly role: Role;
  /** Null for a normal picture. */
  readonly defectType: string | null;
  /** Place in its group's range of exposures, [0, 1): evenly spread, so that brightness separates no group from another. */
  readonly exposure: number;
}

/** The k-th of evenly spread numbers in [0, 1), in no order (multiples of the golden ratio). */
const spread = (k: number): number => (k * 0.6180339887498949) % 1;

const fileName = (index: number): string => `${String(index).padStart(3, '0')}.png`;

/** The pictures of a set before they are painted, training pictures first. */
export function planSample({ defectTypes }: Pick<SampleDescription, 'defectTypes'>): PlannedImage[] {
  const good = (role: Role, count: number): PlannedImage[] =>
    Array.from({ length: count }, (_, i) => ({
      path: `${role}/good/${fileName(i)}`,
      role,
      defectType: null,
      exposure: spread(i),
    }));
  const types = defectTypes.flatMap((type, t) =>
    new Array<string>(Math.floor((TEST_ANOMALOUS + defectTypes.length - 1 - t) / defectTypes.length)).fill(
      type,
    ),
  );
  const anomalous = types.map((defectType, k): PlannedImage => {
    const path = `test/${defectType}/${fileName(k - types.indexOf(defectType))}`;
    return { path, role: 'test', defectType, exposure: spread(k) };
  });
  return [...good('train', TRAIN_NORMAL), ...good('test', TEST_NORMAL), ...anomalous];
}

/** How many pictures of a set are painted: the first of each group. */
export interface SamplePart {
  readonly train: number;
  readonly testNormal: number;
  /** Of each type of defect. */
  readonly perDefect: number;
}

export function firstOfEach(plan: readonly PlannedImage[], part: SamplePart): PlannedImage[] {
  const seen = new Map<string, number>();
  return plan.filter(({ role, defectType }) => {
    const group = `${role}/${defectType}`;
    const count = (seen.get(group) ?? 0) + 1;
    seen.set(group, count);
    return count <= (role === 'train' ? part.train : defectType === null ? part.testNormal : part.perDefect);
  });
}
