import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { PRESETS } from '../../src/core/config/presets.ts';
import { checkpointPath } from './checkpoint-file.ts';
import { runToGoOnWith } from './go-on.ts';
import { parseOptions, UsageError, type RunOptions } from './options.ts';

/** A folder of results with a checkpoint of `quick` at this step. */
function folderAt(step: number): string {
  const out = mkdtempSync(join(tmpdir(), 'go-on-'));
  const list = { session: { run: { config: PRESETS.quick, step } } };
  writeFileSync(
    checkpointPath(out),
    zipSync({ 'project.json': new TextEncoder().encode(JSON.stringify(list)) }),
  );
  return out;
}

const lines: string[] = [];
const goOn = (out: string, ...argv: string[]) =>
  runToGoOnWith(parseOptions(['--sample', 'hex-nuts', '--out', out, ...argv]) as RunOptions, {
    line: (text) => lines.push(text),
  });

describe('which run the command goes on with', () => {
  it('is that of the checkpoint, with its settings', () => {
    const kept = { config: PRESETS.quick, step: 500 };
    expect(goOn(folderAt(500), '--resume')).toEqual(kept);
    expect(goOn(folderAt(500), '--resume', '--preset', 'quick')).toEqual(kept);
    expect(goOn(folderAt(1000), '--longer')).toEqual({ ...kept, step: 1000 });
  });

  it('is refused where it is another one, or not there yet', () => {
    expect(() => goOn(folderAt(500), '--resume', '--steps', '4000')).toThrow(
      /training\.steps: 1000 instead of 4000/,
    );
    expect(() => goOn(folderAt(500), '--longer')).toThrow(/step 500 of 1000/);
    const empty = mkdtempSync(join(tmpdir(), 'go-on-'));
    expect(() => goOn(empty, '--longer')).toThrow(/no finished run/);
    writeFileSync(checkpointPath(empty), 'no archive');
    expect(() => goOn(empty, '--resume')).toThrow(UsageError);
  });

  it('is none without a checkpoint, and a new run takes an old checkpoint away', () => {
    expect(goOn(mkdtempSync(join(tmpdir(), 'go-on-')), '--resume')).toBeNull();
    expect(lines.at(-1)).toContain('the run begins');
    const out = folderAt(500);
    expect(goOn(out)).toBeNull();
    expect(existsSync(checkpointPath(out))).toBe(false);
  });
});
