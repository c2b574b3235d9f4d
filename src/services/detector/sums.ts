/** SHA256SUMS of an archive: what its scripts (take-home-onnx/check-sums.mjs, check_sums.py), the command line and `sha256sum -c` check its files by. */
import { strToU8 } from 'fflate';
import { sha256 } from '../../core/project/sha256.ts';

type Files = Readonly<Record<string, string | Uint8Array>>;

/** One line a file. Scripts are left out: whoever takes them home may change them. */
export function sumsOf(files: Files): string {
  const lines = Object.entries(files).map(([name, content]) => {
    const bytes = typeof content === 'string' ? strToU8(content) : content;
    return `${sha256(bytes)}  ${name}\n`;
  });
  return lines.join('');
}
