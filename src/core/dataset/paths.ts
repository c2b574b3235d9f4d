/**
 * Paths as they come from drops, folder pickers and archives: brought to one form (`/` between folders, no drive, no
 * leading slash, composed Unicode), refused where they could mean another place, and compared in natural order, so that
 * `img2` comes before `img10` and the order of a data set never depends on the order in which files were handed over.
 */

/** Longest name of one folder or file that any common file system allows. */
const LONGEST_NAME = 255;

export type PathCheck =
  { readonly ok: true; readonly path: string } | { readonly ok: false; readonly detail: string };

/**
 * One form for paths of Windows, macOS, Linux and zip archives. Refused: empty names, control characters (NUL), `..`, and
 * names that no file system allows; the detail says which.
 */
export function normalisePath(raw: string): PathCheck {
  // Names with control characters are what is looked for here.
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u001f\u007f]/.test(raw)) return { ok: false, detail: 'The name has control characters.' };
  const unified = raw
    .normalize('NFC')
    .replaceAll('\\', '/')
    .replace(/^[A-Za-z]:(?=\/)/, '');
  const segments = unified.split('/').filter((segment) => segment !== '' && segment !== '.');
  if (segments.length === 0) return { ok: false, detail: 'The name is empty.' };
  if (segments.includes('..')) return { ok: false, detail: 'The path leads out of its folder ("..").' };
  const longest = segments.reduce((most, segment) => Math.max(most, segment.length), 0);
  if (longest > LONGEST_NAME) {
    return {
      ok: false,
      detail: `A name of ${longest} characters; file systems allow ${LONGEST_NAME}.`,
    };
  }
  return { ok: true, path: segments.join('/') };
}

const SYSTEM_NAMES = new Set([
  ...[
    'thumbs.db',
    'ehthumbs.db',
    'ehthumbs_vista.db',
    'desktop.ini',
    '$recycle.bin',
    'system volume information',
  ],
  ...['__macosx', 'icon\r', 'picasa.ini', 'lost+found', '@eadir', '#recycle', '#snapshot', '@tmp'],
]);

/** Files that operating systems and network drives leave behind: dot files, `__MACOSX`, `Thumbs.db`, `@eaDir` and the like. */
export function isSystemPath(path: string): boolean {
  return path
    .split('/')
    .some((segment) => segment.startsWith('.') || SYSTEM_NAMES.has(segment.toLowerCase()));
}

/** Last part of a normalised path. */
export function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Folders of a normalised path, outermost first. */
export function folders(path: string): string[] {
  return path.split('/').slice(0, -1);
}

/** Name without its extension. A name that begins with its only dot has none. */
export function stem(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(0, dot) : name;
}

/** A key whose plain string order is the natural order: digits are padded, letters folded; the raw path breaks ties. */
export function naturalKey(path: string): string {
  const folded = path.toLowerCase().replace(/\d+/g, (digits) => {
    const significant = digits.replace(/^0+(?=\d)/, '');
    return significant.padStart(16, '0');
  });
  return `${folded}\u0000${path}`;
}

const IMAGE_EXTENSION = /\.(png|apng|jpe?g|jpe|jfif|webp|avif|bmp|dib|gif|tiff?)$/i;

/** A hint only: what a file is, its first bytes decide. */
export function hasImageExtension(path: string): boolean {
  return IMAGE_EXTENSION.test(path);
}
