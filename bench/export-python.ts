/** What an exported ONNX detector says of files under Python: `score.py` of the archive, where a Python with NumPy and Pillow is there. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pythonWithRuntime } from '../scripts/python/runtime.ts';
import { readNpy } from './npy.ts';

/** What was found, or why the file was not scored. */
type InPython =
  | { readonly refused: string }
  | { readonly score: number; readonly anomalous: boolean; readonly map: Float32Array };

/**
 * `folder`: the unpacked archive. `data`: where the files lie. `names`: below it.
 * @throws Error with the script's words where it could not score at all
 */
export function scoreInPython(folder: string, data: string, names: readonly string[]): InPython[] {
  const python = pythonWithRuntime();
  if (!python) throw new Error('No Python with NumPy and Pillow was found: see scripts/find-python.mjs.');
  const out = mkdtempSync(join(tmpdir(), 'export-python-'));
  try {
    const run = spawnSync(python.command, [join(folder, 'score.py'), data, out], {
      env: python.env,
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    });
    if (!/\d+ images scored, \d+ left out/.test(run.stdout)) throw new Error(run.stderr);
    const [, ...lines] = readFileSync(join(out, 'scores.csv'), 'utf8').trim().split(/\r?\n/);
    // The bench's own names have neither commas nor quotes.
    const scored = new Map(lines.map((line) => line.split(',')).map((row) => [row[0], row] as const));
    return names.map((name) => {
      const row = scored.get(name);
      if (!row) return { refused: 'left out by score.py' };
      const map = readNpy(join(out, 'maps', `${name}.npy`));
      return { score: Number(row[1]), anomalous: row[3] === 'true', map };
    });
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}
