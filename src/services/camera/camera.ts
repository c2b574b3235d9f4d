/** The webcam: asked for when a person starts it, its exposure held where the browser can, freed when it is left. */
import { PlaygroundError } from '../../core/errors.ts';

export interface CameraChoice {
  readonly id: string;
  readonly name: string;
}

/** What could be held still; the others follow the light by themselves. */
export interface HeldSettings {
  readonly held: readonly HeldName[];
  readonly free: readonly HeldName[];
}
export type HeldName = 'exposure' | 'focus' | 'whiteBalance';

export interface Camera {
  readonly id: string;
  readonly stream: MediaStream;
  /** Holds (or lets go) exposure, focus and white balance, as far as browser and camera allow. */
  hold(on: boolean): Promise<HeldSettings>;
  /** Frees the device. */
  stop(): void;
}

/** Constraints of the Image Capture specification, which TypeScript's DOM does not know. */
const MODES = {
  exposure: 'exposureMode',
  focus: 'focusMode',
  whiteBalance: 'whiteBalanceMode',
} as const satisfies Record<HeldName, string>;

const WANTED_PX = 720;

const REASONS: Readonly<Record<string, string>> = {
  NotAllowedError: 'camera-refused',
  SecurityError: 'camera-refused',
  NotFoundError: 'camera-missing',
  OverconstrainedError: 'camera-missing',
  NotReadableError: 'camera-busy',
  AbortError: 'camera-busy',
};

function asCameraError(error: unknown): PlaygroundError {
  const name = error instanceof DOMException ? error.name : '';
  const reason = error instanceof Error ? error.message : String(error);
  switch (REASONS[name]) {
    case 'camera-refused':
      return new PlaygroundError('camera-refused', 'The browser was not allowed to use the camera.', {
        reason,
      });
    case 'camera-missing':
      return new PlaygroundError('camera-missing', 'There is no camera that can be used.', { reason });
    case 'camera-busy':
      return new PlaygroundError('camera-busy', 'The camera cannot be read; another program may use it.', {
        reason,
      });
    default:
      return new PlaygroundError(
        'camera-failed',
        `The camera failed: ${reason}`,
        { reason },
        { cause: error },
      );
  }
}

/**
 * Opens a camera (`deviceId` '' lets the browser choose).
 * @throws PlaygroundError `camera-unavailable`, `camera-refused`, `camera-missing`, `camera-busy`, `camera-failed`
 */
export async function openCamera(deviceId: string): Promise<Camera> {
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (!devices?.getUserMedia) {
    throw new PlaygroundError(
      'camera-unavailable',
      'This browser offers no camera here. Open the page over https.',
    );
  }
  const size = { width: { ideal: WANTED_PX * (4 / 3) }, height: { ideal: WANTED_PX } };
  const video = deviceId
    ? { ...size, deviceId: { exact: deviceId } }
    : { ...size, facingMode: 'environment' };
  try {
    const stream = await devices.getUserMedia({ video, audio: false });
    const [track] = stream.getVideoTracks();
    return {
      id: track.getSettings().deviceId ?? deviceId,
      stream,
      hold: (on) => hold(track, on),
      stop: () => stream.getTracks().forEach((one) => one.stop()),
    };
  } catch (error) {
    throw asCameraError(error);
  }
}

async function hold(track: MediaStreamTrack, on: boolean): Promise<HeldSettings> {
  const can = (track.getCapabilities?.() ?? {}) as Record<string, unknown>;
  const held: HeldName[] = [];
  const free: HeldName[] = [];
  for (const name of Object.keys(MODES) as HeldName[]) {
    const mode = MODES[name];
    const offered = can[mode];
    const wanted = on ? 'manual' : 'continuous';
    if (!Array.isArray(offered) || !offered.includes(wanted)) {
      free.push(name);
      continue;
    }
    try {
      await track.applyConstraints({ advanced: [{ [mode]: wanted } as MediaTrackConstraintSet] });
      (on ? held : free).push(name);
    } catch {
      free.push(name);
    }
  }
  return { held, free };
}

/** Cameras by name; names are there once one was opened. */
export async function listCameras(): Promise<CameraChoice[]> {
  const devices = (await navigator.mediaDevices?.enumerateDevices?.()) ?? [];
  return devices
    .filter(({ kind, deviceId }) => kind === 'videoinput' && deviceId !== '')
    .map(({ deviceId, label }, i) => ({ id: deviceId, name: label || String(i + 1) }));
}
