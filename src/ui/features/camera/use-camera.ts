/** The camera while its panel is shown: started by a person, freed when it is stopped or the panel is left. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { toErrorReport, type ErrorReport } from '../../../core/errors.ts';
import {
  listCameras,
  openCamera,
  type Camera,
  type CameraChoice,
  type HeldSettings,
} from '../../../services/camera/camera.ts';

export interface CameraState {
  readonly camera: Camera | null;
  readonly starting: boolean;
  readonly error: ErrorReport | null;
  readonly choices: readonly CameraChoice[];
  readonly settings: HeldSettings | null;
  start(deviceId?: string): Promise<void>;
  stop(): void;
  hold(on: boolean): Promise<void>;
}

export function useCamera(): CameraState {
  const [camera, setCamera] = useState<Camera | null>(null);
  const [starting, setStarting] = useState(false);
  const [error, setError] = useState<ErrorReport | null>(null);
  const [choices, setChoices] = useState<readonly CameraChoice[]>([]);
  const [settings, setSettings] = useState<HeldSettings | null>(null);
  const open = useRef<Camera | null>(null);
  /** Grows with every start and stop: a camera that is opened too late is closed at once. */
  const turn = useRef(0);

  const stop = useCallback(() => {
    turn.current += 1;
    open.current?.stop();
    open.current = null;
    setCamera(null);
    setSettings(null);
    setStarting(false);
  }, []);

  const start = useCallback(
    async (deviceId = '') => {
      stop();
      const mine = turn.current;
      setError(null);
      setStarting(true);
      try {
        const opened = await openCamera(deviceId);
        if (turn.current !== mine) return opened.stop();
        open.current = opened;
        opened.stream.getVideoTracks()[0].addEventListener('ended', () => {
          if (open.current !== opened) return;
          stop();
          setError({ code: 'camera-lost', message: 'The camera was taken away.', detail: {} });
        });
        setCamera(opened);
        setChoices(await listCameras());
      } catch (thrown) {
        if (turn.current === mine) setError(toErrorReport(thrown));
      }
      if (turn.current === mine) setStarting(false);
    },
    [stop],
  );

  const hold = useCallback(async (on: boolean) => {
    const held = await open.current?.hold(on);
    setSettings(on && held ? held : null);
  }, []);

  useEffect(
    () => () => {
      turn.current += 1;
      open.current?.stop();
      open.current = null;
    },
    [],
  );
  return { camera, starting, error, choices, settings, start, stop, hold };
}
