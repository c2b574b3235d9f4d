/** `workshop` on a machine with a hardware GPU, `quick` elsewhere; only while nobody has chosen anything. */
import type { StoreApi } from 'zustand';
import { PRESETS } from '../core/config/presets.ts';
import type { PlaygroundState } from './state.ts';

const SOFTWARE = /swiftshader|llvmpipe|lavapipe|software|basic render|warp/i;

/** True when the browser offers WebGPU on hardware. */
async function hasHardwareGpu(gpu: GPU | undefined): Promise<boolean> {
  try {
    const adapter = await gpu?.requestAdapter({ powerPreference: 'high-performance' });
    if (!adapter) return false;
    const { info } = adapter;
    const fallback = (info as { isFallbackAdapter?: boolean }).isFallbackAdapter ?? false;
    return (
      !fallback && !SOFTWARE.test(`${info.vendor} ${info.architecture} ${info.device} ${info.description}`)
    );
  } catch {
    return false;
  }
}

export async function suggestPreset(
  store: StoreApi<PlaygroundState>,
  gpu = navigator.gpu as GPU | undefined,
) {
  const untouched = ({ config, phase }: PlaygroundState) => config === PRESETS.quick && phase === 'idle';
  if (!(await hasHardwareGpu(gpu))) return;
  if (untouched(store.getState())) store.getState().applyPreset('workshop');
}
