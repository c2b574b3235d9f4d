/**
 * Families of names in one folder: files that share all but a number, told from others by a word (`P_001` and `F_001`, `x_temp` and `x_test`) or by a
 * last number of two values. Nobody knows whether such a word is a label, so that it is asked; cameras, copies and sides of a part are no labels.
 */
import { fileName, stem } from '../paths.ts';
import { groupBy } from './group-by.ts';
import { NEUTRAL } from './word-lists.ts';
import { wordsOf } from './words.ts';

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** What cameras, telephones and file managers put into names, and dates. */
const OF_CAMERAS = words(`
  dsc dscn dscf dscm pxl dji gopr gopro mvi mov cimg imag imgp pict pano panorama burst hdr mp mvimg screenshot screen shot scan whatsapp wa at
  snapshot capture captured cap snap cover night portrait edited edit copy kopie copia copie cópia kopia копия コピー 副本 복사본 t z utc
  jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july august september october november december am pm
`);

/** Sides and lights from which one part is seen. */
const OF_VIEWS = words(`
  front back left right top bottom side sides upper lower inner outer inside outside rear north south east west face obverse reverse cam camera view
  angle position bright dark day night ir uv red green blue white backlight ringlight dome coaxial diffuse
  vorne hinten links rechts oben unten seite kamera vorderseite rueckseite ruckseite avant arriere gauche droite dessus dessous
  frente atras izquierda derecha arriba abajo davanti dietro sinistra destra sopra sotto
  перед зад слева справа сверху снизу
  正面 背面 側面 侧面 左 右 上 下 表 裏 裏面 表面 앞 뒤 왼쪽 오른쪽
`);
/** A letter behind one of these counts: line A, line B. */
const COUNTED = words(
  'line batch lot station machine shift box tray cam camera side pos position view run series',
);

/** Words that make the likelier proposal for normal. */
const PERHAPS_NORMAL = words('p o g y temp template ref reference master golden');

const MOST_FAMILIES = 12;
/** A family has at least so many files, and this share of the folder. */
const FEWEST_FILES = 2;
const SMALLEST_SHARE = 0.02;
/** So much of the folder is in families. */
const COVERED = 0.95;

export interface NameFamily<T> {
  /** The word that the others lack; '' where the others have one more. */
  readonly mark: string;
  readonly files: readonly T[];
}

export interface Families<T> {
  /** Two or more; none where names tell nothing apart. */
  readonly families: readonly NameFamily<T>[];
  /** The family that is proposed as normal. */
  readonly likelyNormal: NameFamily<T> | null;
  /** Words for sides or lights that tell files apart; none where a label may do so. */
  readonly views: readonly string[];
}

const isNumber = (word: string): boolean => /^\p{N}/u.test(word);

interface Named<T> {
  readonly file: T;
  readonly all: readonly string[];
  readonly telling: readonly string[];
  readonly views: readonly string[];
}

function read<T extends { readonly path: string }>(file: T): Named<T> {
  const all = wordsOf(stem(fileName(file.path)));
  const views: string[] = [];
  const telling = all.filter((word, at) => {
    const before = all[at - 1] ?? '';
    const counts = COUNTED.has(before) && /^[a-z]$/.test(word);
    if (OF_VIEWS.has(word) || counts) views.push(word);
    // P1000123, as some cameras count.
    const ofCamera = OF_CAMERAS.has(word) || (word === 'p' && at === 0 && /^\d{7}$/.test(all[1] ?? ''));
    return !isNumber(word) && !NEUTRAL.has(word) && !ofCamera && !OF_VIEWS.has(word) && !counts;
  });
  return { file, all, telling, views };
}

/** The groups that are large enough, where nearly all files are in one; null otherwise. */
function enough<T>(groups: ReadonlyMap<string, T[]>, total: number): [string, T[]][] | null {
  const least = Math.max(FEWEST_FILES, SMALLEST_SHARE * total);
  const large = [...groups].filter(([, members]) => members.length >= least);
  const covered = large.reduce((sum, [, members]) => sum + members.length, 0);
  return large.length >= 2 && large.length <= MOST_FAMILIES && covered >= COVERED * total ? large : null;
}

/** A last number that is 0 or 1 behind another number, of names that do not come in pairs: pairs are two looks at one part. */
function byLastBit<T>(named: readonly Named<T>[]): NameFamily<T>[] {
  const bit = ({ all }: Named<T>): string => (all.filter(isNumber).length > 1 ? (all.at(-1) ?? '') : '');
  const groups = groupBy(named, bit);
  if ([...groups.keys()].sort().join() !== '0,1') return [];
  const rests = groupBy(named, ({ all }) => all.slice(0, -1).join(' '));
  if (rests.size < 0.75 * named.length) return [];
  const large = enough(groups, named.length);
  return (large ?? []).map(([mark, members]) => ({ mark, files: members.map(({ file }) => file) }));
}

/** Families of the files of one folder, by their names. */
export function nameFamilies<T extends { readonly path: string }>(files: readonly T[]): Families<T> {
  const named = files.map(read);
  const groups = groupBy(named, ({ telling }) => telling.join(' '));
  const large = enough(groups, files.length);
  let families: NameFamily<T>[];
  if (large) {
    const lists = large.map(([, [{ telling }]]) => telling);
    const common = new Set(lists[0].filter((word) => lists.every((list) => list.includes(word))));
    families = large.map(([, members]) => ({
      mark: members[0].telling.filter((word) => !common.has(word)).join(' '),
      files: members.map(({ file }) => file),
    }));
    // The few that are in no family go with the largest, so that no file is forgotten.
    const inFamily = new Set(families.flatMap((family) => family.files));
    const rest = files.filter((file) => !inFamily.has(file));
    const largest = families.reduce((most, one) => (one.files.length > most.files.length ? one : most));
    if (rest.length > 0)
      families = families.map((one) => (one === largest ? { ...one, files: [...one.files, ...rest] } : one));
  } else families = byLastBit(named);
  const views = groupBy(named, (one) => one.views.join(' '));
  const seen = families.length === 0 && groups.size === 1 && enough(views, files.length) !== null;
  const likely =
    families.find(({ mark }) => PERHAPS_NORMAL.has(mark)) ??
    families.find(({ mark }) => mark === '' || mark === '0') ??
    families.reduce<NameFamily<T> | null>(
      (most, one) => (most && most.files.length >= one.files.length ? most : one),
      null,
    );
  return {
    families,
    likelyNormal: likely,
    views: seen ? [...views.keys()].filter((view) => view !== '').sort() : [],
  };
}
