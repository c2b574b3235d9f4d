/** Scores frame after frame while it is on: the next one is taken when the last answer has come, so that nothing queues up. */
import { useEffect, useState } from 'react';
import { toErrorReport, type ErrorReport } from '../../../core/errors.ts';
import type { FrameGrabber } from '../../../services/camera/frames.ts';
import { sessionRun } from '../../../store/store.ts';
import type { FrameScore } from '../../../worker/protocol.ts';

export interface LiveScores {
  readonly frame: FrameScore | null;
  /** Over the last second or so; null before there are two. */
  readonly framesPerSecond: number | null;
  readonly error: ErrorReport | null;
}

const NOTHING: LiveScores = { frame: null, framesPerSecond: null, error: null };
const COUNTED = 10;

const nextFrame = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => resolve()));

export function useLiveScores(grabber: FrameGrabber | null, on: boolean, sizePx: number): LiveScores {
  const [scores, setScores] = useState<LiveScores>(NOTHING);
  useEffect(() => {
    if (!grabber || !on) return;
    let running = true;
    const times: number[] = [];
    const loop = async () => {
      while (running) {
        await nextFrame();
        if (!running || !grabber.ready) continue;
        const frame = await sessionRun.questions.scoreFrame(grabber.pixels(sizePx));
        times.push(performance.now());
        if (times.length > COUNTED) times.shift();
        const passed = times[times.length - 1] - times[0];
        const framesPerSecond = times.length > 1 ? ((times.length - 1) * 1000) / passed : null;
        if (running) setScores({ frame, framesPerSecond, error: null });
      }
    };
    loop().catch((error: unknown) => {
      if (running) setScores({ ...NOTHING, error: toErrorReport(error) });
    });
    return () => {
      running = false;
      setScores(NOTHING);
    };
  }, [grabber, on, sizePx]);
  return scores;
}
