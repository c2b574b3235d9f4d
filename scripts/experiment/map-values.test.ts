/** The maps of a run with all their bits: pixel figures follow from the written files alone. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { mapAtSize } from './overlay.ts';
import { lastEvaluation, summarise } from './result.ts';
import { pixelsOf, SNAPSHOT, TIMINGS } from './testing.ts';
import { writeResults } from './write-results.ts';

const folders = { npy: mkdtempSync(join(tmpdir(), 'npy-')), tiff: mkdtempSync(join(tmpdir(), 'tiff-')) };
afterAll(() => Object.values(folders).forEach((folder) => rmSync(folder, { recursive: true })));

it.each(['npy', 'tiff'] as const)(
  '%s: every map at the size of its mask, bit for bit, in a list',
  async (maps) => {
    const folder = folders[maps];
    await writeResults(folder, SNAPSHOT, summarise(SNAPSHOT, TIMINGS, '1'), pixelsOf, { maps });
    const [head, ...rows] = readFileSync(join(folder, 'maps.csv'), 'utf8').trimEnd().split('\n');
    expect(head).toBe('map,mask,path,label,defect_type,score');
    const evaluation = lastEvaluation(SNAPSHOT);
    expect(rows).toHaveLength(evaluation.testIds.length);
    for (const [i, row] of rows.entries()) {
      const [map, mask] = row.split(',');
      const [picture] = await pixelsOf([evaluation.testIds[i]]);
      const wanted = mapAtSize(evaluation.maps[i], evaluation.mapKind, picture.width, SNAPSHOT.config);
      const bytes = readFileSync(join(folder, map));
      // The values are the last bytes of NPY, and follow the 8 bytes of TIFF's header.
      const start = maps === 'npy' ? bytes.length - wanted.byteLength : 8;
      const values = new Float32Array(
        bytes.buffer.slice(bytes.byteOffset + start, bytes.byteOffset + start + wanted.byteLength),
      );
      expect(values).toEqual(wanted);
      expect(mask !== '').toBe(picture.mask !== null);
      if (mask !== '') expect(readFileSync(join(folder, mask)).subarray(1, 4).toString()).toBe('PNG');
    }
    expect(readdirSync(join(folder, 'masks'))).toHaveLength(2);
  },
);
