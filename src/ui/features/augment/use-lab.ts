/**
 * The state of the lab: which step, which sample, what was changed by hand, how large. Everything else is derived with the functions
 * of core/augment from the configuration and the training images in the store.
 */
import { useEffect, useMemo, useState } from 'react';
import { settleView, traceView } from '../../../core/augment/apply.ts';
import { drawBatch, otherOf, type BatchDraw } from '../../../core/augment/batch.ts';
import { boxesOf, withGeometryOf } from '../../../core/augment/edit.ts';
import type { ViewDraw } from '../../../core/augment/registry.ts';
import { taskViews, type TaskClass } from '../../../core/augment/tasks.ts';
import type { Size, ViewTrace } from '../../../core/augment/types.ts';
import { NO_MISTAKES, type Config } from '../../../core/config/schema.ts';
import { applyJitter } from '../../../core/image/colour-jitter.ts';
import type { RgbImage } from '../../../core/image/types.ts';
import { usePlayground } from '../../../store/store.ts';
import { pasteContrast, withPaste } from '../../../core/lessons/paste-contrast.ts';
import { sourcePixels } from './sample-pixels.ts';

/** 'fit' fills the column; numbers are screen pixels (CSS) per image pixel. */
export type Zoom = 'fit' | 1 | 2 | 4 | 8;

export interface Sample {
  readonly label: number;
  readonly source: number;
}

export interface Lab {
  readonly config: Config;
  readonly images: readonly RgbImage[];
  readonly step: number;
  readonly zoom: Zoom;
  readonly classes: readonly TaskClass[];
  /** All samples of the step, class by class. */
  readonly draws: readonly BatchDraw[];
  readonly sample: Sample;
  /** The sample looked at; `view` as drawn, or as changed by hand. */
  readonly draw: BatchDraw;
  readonly edited: boolean;
  /** The training image chosen in the data column, and whether it stands in for the one of the batch; null where none is. */
  readonly chosen: { readonly name: string; readonly used: boolean } | null;
  readonly size: Size;
  readonly image: RgbImage;
  readonly source: RgbImage;
  /** The second image of kinds that read one, as its patch is cut from; null for the others. */
  readonly other: RgbImage | null;
  readonly trace: ViewTrace;
  setStep(step: number): void;
  setZoom(zoom: Zoom): void;
  select(sample: Sample): void;
  /** Replaces the view by a hand-made one; null gives the draw back. */
  edit(view: ViewDraw | null): void;
  /** Looks at the image chosen in the data column with the crop and view drawn for the batch. */
  setChosenUsed(used: boolean): void;
}

/** Draws depend on this part of the configuration only; other changes keep them. */
function drawKey({ seed, data, augment, model, training }: Config): string {
  return JSON.stringify([seed, data.region, augment, model.mode, model.cropSizePx, training.sourcesPerStep]);
}

/** The sample on another image; where that was its second image, the two change places. */
function onImage(draw: BatchDraw, imageIndex: number): BatchDraw {
  const { other } = draw;
  const swapped = other?.imageIndex === imageIndex ? { ...other, imageIndex: draw.imageIndex } : other;
  return { ...draw, imageIndex, other: swapped };
}

/** Null while there are no normal training images. */
export function useLab(): Lab | null {
  const items = usePlayground((state) => state.items);
  // The lab shows the method; a mistake that is being measured is shown by its lesson.
  const current = usePlayground((state) => state.config);
  const config = useMemo(() => ({ ...current, mistakes: NO_MISTAKES }), [current]);
  const [step, setStep] = useState(0);
  const [zoom, setZoom] = useState<Zoom>('fit');
  const [wanted, select] = useState<Sample>({ label: 1, source: 0 });
  const selectedItemId = usePlayground((state) => state.selectedItemId);
  const [declinedId, setDeclinedId] = useState<string | null>(null);
  const chosenUsed = selectedItemId !== declinedId;
  const [handMade, setHandMade] = useState<{ key: string; view: ViewDraw } | null>(null);

  const normal = useMemo(
    () => items.filter((item) => item.role === 'train' && item.label === 'normal'),
    [items],
  );
  const images = useMemo(() => normal.map((item) => item.image), [normal]);
  const key = drawKey(config);
  const draws = useMemo(
    () => (images.length > 0 ? drawBatch(images.length, images[0].width, config, step) : []),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `key` is the part of `config` that matters
    [images, key, step],
  );
  const sources = config.training.sourcesPerStep;
  const classes = taskViews(config.augment.task);
  const label = Math.min(wanted.label, classes.length - 1);
  const sourceIndex = Math.min(wanted.source, sources - 1);
  const chosenIndex = normal.findIndex((item) => item.id === selectedItemId);
  const inBatch: BatchDraw | undefined = draws[label * sources + sourceIndex];
  const base = useMemo(
    () => (inBatch && chosenUsed && chosenIndex >= 0 ? onImage(inBatch, chosenIndex) : inBatch),
    [inBatch, chosenUsed, chosenIndex],
  );
  const editKey = `${config.seed}/${step}/${label}/${sourceIndex}/${base?.crop.width}`;
  const pixels = useMemo(
    () => base && { source: sourcePixels(images, base), other: otherOf(images, base) },
    [images, base],
  );
  /** As training makes it of these pixels. */
  const drawn = useMemo(
    () => base && pixels && settleView(pixels.source, base.view, pixels.other),
    [base, pixels],
  );
  const view = useMemo(
    () => (drawn && handMade?.key === editKey ? (withGeometryOf(drawn, handMade.view) ?? drawn) : drawn),
    [drawn, handMade, editKey],
  );
  const derived = useMemo(() => {
    if (!base || !view || !pixels) return null;
    const { source, other } = pixels;
    return {
      draw: { ...base, view },
      source,
      other: other ? applyJitter(other.image, other.jitter) : null,
      trace: traceView(source, view, undefined, other, base.inside),
    };
  }, [base, view, pixels]);

  // A page of the textbook asks for pastes by hand.
  const byHand = view !== drawn;
  useEffect(() => {
    const { lessonPage, lessonFacts, noteLesson } = usePlayground.getState();
    const box = derived && boxesOf(derived.draw.view).paste;
    if (lessonPage === null || !byHand || !box) return;
    const contrast = pasteContrast(derived.source, derived.trace.result, box);
    noteLesson({ pasteContrast: contrast, pastesTried: withPaste(lessonFacts.pastesTried, contrast) });
  }, [byHand, derived]);

  if (!derived || !base) return null;
  return {
    config,
    images,
    step,
    zoom,
    classes,
    draws,
    sample: { label, source: sourceIndex },
    ...derived,
    edited: byHand,
    chosen: chosenIndex >= 0 ? { name: normal[chosenIndex].name, used: chosenUsed } : null,
    size: { width: base.crop.width, height: base.crop.height },
    image: images[base.imageIndex],
    setStep,
    setZoom,
    select: (sample) => {
      select(sample);
      setDeclinedId(selectedItemId);
    },
    setChosenUsed: (used) => setDeclinedId(used ? null : selectedItemId),
    edit: (next) => setHandMade(next && { key: editKey, view: next }),
  };
}
