/** Looks at what GPU there is, before any backend is started: is it there, is it hardware, and what is it called. */
import { isSoftwareName } from './software.ts';

export interface Probe {
  readonly available: boolean;
  readonly software: boolean;
  /** In words; empty when unknown. */
  readonly device: string;
  /** Why it is not available, else empty. */
  readonly reason: string;
}

const absent = (reason: string): Probe => ({ available: false, software: false, device: '', reason });

interface MaybeFallback {
  readonly isFallbackAdapter?: boolean;
}

/** A browser that has lost its GPU process may leave the question open for ever. */
const PATIENCE_MS = 20_000;
const SILENT = Symbol('no answer');
const silence = () => new Promise<typeof SILENT>((resolve) => setTimeout(() => resolve(SILENT), PATIENCE_MS));

export async function probeWebgpu(): Promise<Probe> {
  const gpu = (globalThis.navigator as Navigator | undefined)?.gpu as GPU | undefined;
  if (!gpu) return absent('This browser has no WebGPU');
  try {
    const asked = gpu.requestAdapter({ powerPreference: 'high-performance' });
    const adapter = await Promise.race([asked, silence()]);
    if (adapter === SILENT) return absent(`WebGPU did not answer within ${PATIENCE_MS / 1000} s`);
    if (!adapter) return absent('WebGPU found no graphics adapter');
    const info = adapter.info as (GPUAdapterInfo & MaybeFallback) | undefined;
    const words = [info?.vendor, info?.architecture, info?.device, info?.description];
    const device = words.filter((word) => word).join(' ');
    const fallback = info?.isFallbackAdapter ?? (adapter as MaybeFallback).isFallbackAdapter ?? false;
    return { available: true, software: fallback || isSoftwareName(device), device, reason: '' };
  } catch (error) {
    return absent(error instanceof Error ? error.message : String(error));
  }
}

export function probeWebgl(): Probe {
  if (typeof OffscreenCanvas === 'undefined') return absent('There is no canvas outside the page');
  try {
    const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
    if (!gl) return absent('This browser gives no WebGL 2 here');
    const named = gl.getExtension('WEBGL_debug_renderer_info');
    const device = String(gl.getParameter(named ? named.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
    // The page may hold few contexts: give this one back.
    gl.getExtension('WEBGL_lose_context')?.loseContext();
    return { available: true, software: isSoftwareName(device), device, reason: '' };
  } catch (error) {
    return absent(error instanceof Error ? error.message : String(error));
  }
}

export function probeWasm(): Probe {
  if (typeof WebAssembly === 'undefined') return absent('WebAssembly is switched off');
  return { available: true, software: false, device: '', reason: '' };
}
