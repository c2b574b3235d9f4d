/**
 * The original pixels of the image that is looked at, read again from its file by a decode worker. What is shown is held, and one more for the
 * way back; all others are closed: a photograph of twelve megapixels takes 60 MB.
 */
import { useEffect, useReducer } from 'react';
import { hasMorePixels } from '../../core/dataset/original.ts';
import type { DatasetItem } from '../../core/dataset/types.ts';
import type { RgbImage } from '../../core/image/types.ts';
import type { Original } from '../../services/decode/protocol.ts';
import { usePlayground } from '../../store/store.ts';

/** `none`: the square shows all that there is. `kept`: it came from a session or a project, which hold no files. */
export type OriginalState =
  | { readonly state: 'none' | 'reading' | 'kept' | 'unreadable' }
  | { readonly state: 'shown'; readonly original: Original };

interface Entry {
  readonly controller: AbortController;
  readonly coming: Promise<void>;
  state: OriginalState;
  users: number;
}

/** While somebody steps from image to image, none is read. */
const REST_MS = 150;
/** Originals that nobody looks at and that are held all the same. */
const KEPT_UNUSED = 1;

const NONE: OriginalState = { state: 'none' };
const READING: OriginalState = { state: 'reading' };
/** By the square, which is replaced and never changed; the one used last is the last. */
const entries = new Map<RgbImage, Entry>();

function letGo(): void {
  const unused = [...entries].filter(([, { users }]) => users === 0);
  for (const [image, { controller, state }] of unused.slice(0, Math.max(0, unused.length - KEPT_UNUSED))) {
    entries.delete(image);
    controller.abort();
    if (state.state === 'shown') for (const level of state.original.levels) level.close();
  }
}

async function read(item: DatasetItem, signal: AbortSignal): Promise<OriginalState> {
  const { source, fit } = usePlayground.getState().imageSource(item.id);
  if (!source || !('set' in source)) return { state: 'kept' };
  try {
    const { readOriginal } = await import('../../services/decode/decoder.ts');
    const request = { source: source.source, sizePx: item.image.width, fit, set: source.set };
    const original = await readOriginal(request, signal);
    return 'levels' in original ? { state: 'shown', original } : { state: 'unreadable' };
  } catch {
    return { state: 'unreadable' };
  }
}

function take(item: DatasetItem): Entry {
  let entry = entries.get(item.image);
  entries.delete(item.image);
  if (!entry) {
    const controller = new AbortController();
    const made: Entry = {
      controller,
      state: READING,
      users: 0,
      coming: read(item, controller.signal).then((state) => {
        made.state = state;
        if (controller.signal.aborted && state.state === 'shown')
          for (const level of state.original.levels) level.close();
      }),
    };
    entry = made;
  }
  entries.set(item.image, entry);
  entry.users++;
  letGo();
  return entry;
}

function release(item: DatasetItem, entry: Entry): void {
  entry.users--;
  // One that is not there yet is not waited for.
  if (entry.users === 0 && entry.state === READING) {
    entry.controller.abort();
    if (entries.get(item.image) === entry) entries.delete(item.image);
  }
  // Not at once: the next one may be taken in this same moment.
  setTimeout(letGo, REST_MS);
}

/** What is known without reading: samples and camera pictures have no file, small files nothing to add. */
function withoutReading(item: DatasetItem): OriginalState | null {
  const { source } = usePlayground.getState().imageSource(item.id);
  if (!item.file || (source && 'sample' in source)) return NONE;
  if (!hasMorePixels(item.file, item.image.width)) return NONE;
  return source && 'set' in source ? null : { state: 'kept' };
}

/**
 * The original of an image, soon after it is asked for.
 * @param wanted false while it would only cost time: nothing is read then.
 */
export function useOriginal(item: DatasetItem | null, wanted = true): OriginalState {
  const [, refresh] = useReducer((count: number) => count + 1, 0);
  const known = item && withoutReading(item);
  const reads = wanted && item !== null && known === null;
  const image = item?.image ?? null;
  useEffect(() => {
    if (!reads || !item) return;
    let entry: Entry | null = null;
    let current = true;
    const start = (): undefined => {
      entry = take(item);
      void entry.coming.then(() => current && refresh());
    };
    const timer = entries.has(item.image) ? start() : setTimeout(start, REST_MS);
    return () => {
      current = false;
      clearTimeout(timer);
      if (entry) release(item, entry);
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- a label that changes changes no pixels
  }, [image, reads]);
  if (!item || known) return known ?? NONE;
  return entries.get(item.image)?.state ?? (wanted ? READING : NONE);
}
