/**
 * What makes two runs of a grid the same run: the configuration with its seed (not the name of its preset) and the images. By this hash
 * in its result.json a finished run is recognised when a grid is started again.
 */
import { createHash } from 'node:crypto';
import { keyWithoutSeed } from '../../src/core/runs/config-leaves.ts';
import type { Config } from '../../src/core/config/schema.ts';

/** @param data the fingerprint of the images */
export function runHash(config: Config, data: string): string {
  return createHash('sha256')
    .update(`${keyWithoutSeed(config)}\nseed ${config.seed}\n${data}`)
    .digest('hex');
}
