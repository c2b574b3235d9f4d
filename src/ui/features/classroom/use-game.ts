/**
 * The game's picture and paste: a view of a normal image as training makes it, the same for everybody who plays the same number on the same images,
 * moved with the lab's own functions; and the network's answer to it, asked again whenever the paste has moved.
 */
import { useEffect, useMemo, useRef, useState } from 'react';
import { traceView } from '../../../core/augment/apply.ts';
import { drawBatch, renderSource } from '../../../core/augment/batch.ts';
import { boxesOf, setBox } from '../../../core/augment/edit.ts';
import type { ViewDraw } from '../../../core/augment/registry.ts';
import type { Boxes, BoxName } from '../../../core/augment/types.ts';
import { changedShare, pasteVerdict, type PasteVerdict } from '../../../core/classroom/paste.ts';
import { NO_MISTAKES, type Config } from '../../../core/config/schema.ts';
import type { DatasetItem } from '../../../core/dataset/types.ts';
import type { Rect, RgbImage } from '../../../core/image/types.ts';
import { sessionRun, usePlayground } from '../../../store/store.ts';

export interface Game {
  readonly source: RgbImage;
  readonly result: RgbImage;
  readonly boxes: Boxes;
  /** Null until the network has answered for the first time, and where its answer is no number. */
  readonly verdict: PasteVerdict | null;
  /** The answer is of an earlier place: the present one is being asked. */
  readonly stale: boolean;
  readonly error: string | null;
  move(name: BoxName, rect: Rect): void;
  restore(): void;
}

/** Normal images that the network has not seen, where there are some. */
function imagesOf(items: readonly DatasetItem[]): readonly RgbImage[] {
  const normal = items.filter(({ label }) => label === 'normal');
  const test = normal.filter(({ role }) => role === 'test');
  return (test.length > 0 ? test : normal.filter(({ role }) => role === 'train')).map(({ image }) => image);
}

function pictureOf(images: readonly RgbImage[], run: Config, round: number) {
  const config: Config = {
    ...run,
    seed: 0,
    mistakes: NO_MISTAKES,
    augment: { ...run.augment, task: 'cutpaste' },
    training: { ...run.training, sourcesPerStep: 1 },
  };
  const [, draw] = drawBatch(images.length, images[0].width, config, round);
  return { draw, source: renderSource(images, draw) };
}

/** Null while there is no trained network with normal images. */
export function useGame(round: number): Game | null {
  const items = usePlayground((state) => state.items);
  const run = usePlayground((state) => state.runConfig);
  const trained = usePlayground(
    ({ phase, step }) => step > 0 && ['training', 'paused', 'finished', 'evaluating'].includes(phase),
  );
  const step = usePlayground((state) => state.step);
  const images = useMemo(() => imagesOf(items), [items]);
  const picture = useMemo(
    () => (run && trained && images.length > 0 ? pictureOf(images, run, round) : null),
    [images, run, trained, round],
  );
  const [moved, setMoved] = useState<{ readonly of: unknown; readonly view: ViewDraw } | null>(null);
  const view = picture && (moved?.of === picture ? moved.view : picture.draw.view);
  const result = useMemo(
    () =>
      picture && view
        ? traceView(picture.source, view, undefined, undefined, picture.draw.inside).result
        : null,
    [picture, view],
  );
  const { answer, error } = useAnswer(result, step);
  if (!picture || !view || !result) return null;
  const size = { width: picture.source.width, height: picture.source.height };
  const verdict = answer && pasteVerdict(answer.shares, changedShare(picture.source, answer.of));
  return {
    source: picture.source,
    result,
    boxes: boxesOf(view),
    verdict,
    stale: answer?.of !== result,
    error,
    move: (name, rect) => setMoved({ of: picture, view: setBox(view, name, rect, size) }),
    restore: () => setMoved(null),
  };
}

interface Answer {
  readonly of: RgbImage;
  readonly shares: Float32Array;
}

/** One question at a time: while one is under way, only the latest place waits. Asked again when the network has learned on. */
function useAnswer(result: RgbImage | null, step: number) {
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [error, setError] = useState<string | null>(null);
  const wanted = useRef<RgbImage | null>(null);
  const busy = useRef(false);
  useEffect(() => {
    wanted.current = result;
    if (busy.current || !result) return;
    const askOn = async () => {
      busy.current = true;
      try {
        while (wanted.current) {
          const of = wanted.current;
          wanted.current = null;
          const shares = await sessionRun.questions.ask((client) => client.judgeView(of.data));
          setAnswer({ of, shares });
          setError(null);
        }
      } catch (thrown) {
        setError(thrown instanceof Error ? thrown.message : String(thrown));
      } finally {
        busy.current = false;
      }
    };
    void askOn();
  }, [result, step]);
  useEffect(
    () => () => {
      wanted.current = null;
    },
    [],
  );
  return { answer, error };
}
