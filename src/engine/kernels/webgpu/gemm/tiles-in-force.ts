/**
 * Which set of tiles products are planned with from now on: the one that a run was begun with or its configuration names, else the one that was
 * measured for this device (sweep.ts), else what was always taken. On a software adapter nothing is measured.
 */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { KernelsConfig } from '../../../../core/config/schema.ts';
import { isSoftwareAdapter } from '../program.ts';
import type { AnyTileSet } from './plan.ts';

let measured: AnyTileSet | null = null;
let named: AnyTileSet | null = null;

/** Null: nothing was measured on the device. */
export function setMeasuredTiles(set: AnyTileSet | null): void {
  measured = set;
}

export function useTiles(wanted: KernelsConfig['tiles'] | 'software'): void {
  named = wanted === 'auto' ? null : wanted;
}

/** `work` with these tiles; what was in force comes back after it. Nothing else may compute meanwhile. */
export async function withTiles<T>(wanted: KernelsConfig['tiles'], work: () => Promise<T>): Promise<T> {
  const before = named;
  useTiles(wanted);
  try {
    return await work();
  } finally {
    named = before;
  }
}

/** What a configuration's wish comes to on this device. */
export function tilesFor(wanted: KernelsConfig['tiles'], backend: WebGPUBackend): AnyTileSet {
  if (wanted !== 'auto') return wanted;
  return isSoftwareAdapter(backend) ? 'software' : (measured ?? 'standard');
}

export const tilesInForce = (backend: WebGPUBackend): AnyTileSet => named ?? tilesFor('auto', backend);
