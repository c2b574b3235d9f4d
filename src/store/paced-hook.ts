/**
 * How components follow the store. What a person does is drawn at once. What comes by itself (progress, results, loaded images) is drawn
 * as a React transition: in slices of a few milliseconds with room for input and painting between them. zustand's own hook draws every
 * change in one go, which held the page up for 50 to 400 ms at each evaluation while two threads trained on two cores.
 */
// eslint-disable-next-line no-restricted-imports -- in place of zustand's own hook, which is React too
import { startTransition, useEffect, useLayoutEffect, useReducer, useRef } from 'react';
import type { StoreApi, UseBoundStore } from 'zustand';

/** Whether this change follows from something a person did: an event other than a message from a worker or a port is being handled. */
function byAPerson(): boolean {
  const event = (globalThis as { event?: Event }).event;
  return event !== undefined && event.type !== 'message';
}

/** The store as a hook with the store's methods, like zustand's `create`, but with paced drawing. */
export function pacedHook<T>(store: StoreApi<T>): UseBoundStore<StoreApi<T>> {
  function useStore(): T;
  function useStore<U>(selector: (state: T) => U): U;
  function useStore<U>(selector: (state: T) => U = (state) => state as unknown as U): U {
    const [, draw] = useReducer((count: number) => count + 1, 0);
    const value = selector(store.getState());
    const drawn = useRef({ selector, value });
    useLayoutEffect(() => {
      drawn.current = { selector, value };
    });
    useEffect(() => {
      const check = () => {
        const { selector: select, value: before } = drawn.current;
        try {
          if (Object.is(select(store.getState()), before)) return;
        } catch {
          // It may ask for what its parent no longer draws; if not, drawing shows the error.
        }
        if (byAPerson()) draw();
        else startTransition(draw);
      };
      // What changed between drawing and listening.
      check();
      return store.subscribe(check);
    }, []);
    return value;
  }
  return Object.assign(useStore, store);
}
