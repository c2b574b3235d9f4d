/** What a file is, by its first bytes; names and extensions play no part. */

export type ImageFormat = 'png' | 'jpeg' | 'gif' | 'bmp' | 'webp' | 'avif' | 'tiff';

/** Media types, for the browser's decoder. */
export const MEDIA_TYPES: Readonly<Record<ImageFormat, string>> = {
  png: 'image/png',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  bmp: 'image/bmp',
  webp: 'image/webp',
  avif: 'image/avif',
  tiff: 'image/tiff',
};

/** Bytes that are enough for `sniff`. */
export const SNIFF_BYTES = 512;

export type Sniffed =
  | { readonly kind: 'image'; readonly format: ImageFormat }
  | { readonly kind: 'archive'; readonly what: 'ZIP' | 'GZIP' | '7z' | 'RAR' | 'XZ' | 'TAR' | 'BZIP2' }
  /** An image of a kind that is not read; `what` names it. */
  | { readonly kind: 'other-image'; readonly what: string }
  | { readonly kind: 'empty' }
  | { readonly kind: 'other'; readonly what: string };

const latin1 = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, Math.min(to, bytes.length)));

const HEIF_BRANDS = /^(heic|heix|hevc|hevx|heim|heis|mif1|msf1)/;

/** ISO base media: AVIF where a brand says so, also among the compatible ones; HEIC is another matter. */
function sniffBaseMedia(bytes: Uint8Array): Sniffed {
  const boxSize = Math.min((bytes[0] << 24) | (bytes[1] << 16) | (bytes[2] << 8) | bytes[3], 256);
  const brands = latin1(bytes, 8, Math.max(boxSize, 12));
  for (let i = 0; i + 4 <= brands.length; i += 4) {
    if (i !== 4 && /^avi[fs]/.test(brands.slice(i, i + 4))) return { kind: 'image', format: 'avif' };
  }
  return HEIF_BRANDS.test(brands)
    ? { kind: 'other-image', what: 'HEIC' }
    : { kind: 'other', what: 'a video or sound file' };
}

/** Office documents, NumPy's arrays and programs are zip archives too; nobody is to unpack them. Their first entry tells. */
function sniffZip(bytes: Uint8Array): Sniffed {
  const first = latin1(bytes, 30, 30 + (bytes[26] | (bytes[27] << 8)));
  if (/^(\[Content_Types\]\.xml|_rels\/|docProps\/|xl\/|word\/|ppt\/|mimetype$)/.test(first))
    return { kind: 'other', what: 'an office document' };
  if (first.endsWith('.npy')) return { kind: 'other', what: 'arrays of NumPy' };
  return { kind: 'archive', what: 'ZIP' };
}

function sniffText(bytes: Uint8Array): Sniffed | null {
  const text = new TextDecoder('utf-8')
    .decode(bytes.subarray(0, SNIFF_BYTES))
    .replace(/^\uFEFF/, '')
    .trimStart()
    .toLowerCase();
  if (/^(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)*(<!doctype svg[^>]*>\s*)?<svg[\s>]/.test(text)) {
    return { kind: 'other-image', what: 'SVG' };
  }
  if (/^<(!doctype html|html|head|body|script|iframe|!--)/.test(text)) {
    return { kind: 'other', what: 'an HTML page' };
  }
  if (text.startsWith('<?xml')) {
    return /<svg[\s>]/.test(text)
      ? { kind: 'other-image', what: 'SVG' }
      : { kind: 'other', what: 'an XML file' };
  }
  return null;
}

/**
 * The kind of a file from its first bytes (`SNIFF_BYTES` are enough). SVG and HTML are recognised in order to be refused:
 * they can carry scripts and are never rendered.
 */
export function sniff(bytes: Uint8Array): Sniffed {
  if (bytes.length === 0) return { kind: 'empty' };
  const head = latin1(bytes, 0, 16);
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return { kind: 'image', format: 'png' };
  if (head.startsWith('\xff\xd8\xff')) return { kind: 'image', format: 'jpeg' };
  if (/^GIF8[79]a/.test(head)) return { kind: 'image', format: 'gif' };
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return { kind: 'image', format: 'webp' };
  if (/^(II[*+]\0|MM\0[*+])/.test(head)) return { kind: 'image', format: 'tiff' };
  if (head.startsWith('BM') && bytes.length >= 26 && [12, 40, 52, 56, 64, 108, 124].includes(bytes[14])) {
    return { kind: 'image', format: 'bmp' };
  }
  if (head.slice(4, 8) === 'ftyp') return sniffBaseMedia(bytes);
  if (['\x03\x04', '\x05\x06', '\x07\x08'].some((mark) => head.startsWith(`PK${mark}`)))
    return sniffZip(bytes);
  if (head.startsWith('\x1f\x8b')) return { kind: 'archive', what: 'GZIP' };
  if (head.startsWith('7z\xbc\xaf\x27\x1c')) return { kind: 'archive', what: '7z' };
  if (head.startsWith('Rar!')) return { kind: 'archive', what: 'RAR' };
  if (head.startsWith('\xfd7zXZ\0')) return { kind: 'archive', what: 'XZ' };
  if (head.startsWith('BZh')) return { kind: 'archive', what: 'BZIP2' };
  if (latin1(bytes, 257, 262) === 'ustar') return { kind: 'archive', what: 'TAR' };
  if (head.startsWith('\xff\x0a') || head.startsWith('\0\0\0\x0cJXL ')) {
    return { kind: 'other-image', what: 'JPEG XL' };
  }
  if (head.startsWith('\0\0\0\x0cjP  ') || head.startsWith('\xff\x4f\xff\x51')) {
    return { kind: 'other-image', what: 'JPEG 2000' };
  }
  if (head.startsWith('8BPS')) return { kind: 'other-image', what: 'Photoshop' };
  if (head.startsWith('\0\0\x01\0')) return { kind: 'other-image', what: 'ICO' };
  if (/^P[1-7]\s/.test(head)) return { kind: 'other-image', what: 'PNM' };
  if (head.startsWith('%PDF')) return { kind: 'other', what: 'a PDF file' };
  const text = sniffText(bytes);
  if (text) return text;
  return bytes.every((byte, i) => i >= SNIFF_BYTES || byte === 0)
    ? { kind: 'other', what: 'nothing but zeros' }
    : { kind: 'other', what: 'a file of another kind' };
}
