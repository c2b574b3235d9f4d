/**
 * Parts that are drawn one after another: when a new evaluation changes a dozen charts and lists at once, the page's thread stays free for
 * a person between them. A part keeps showing its former props until its turn comes; the next part waits for the frame that lays it out
 * and paints it, for while training threads hold the cores frames are far apart, and one frame would lay out all parts together.
 */
import {
  memo,
  startTransition,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type ComponentType,
} from 'react';

/** A turn that shows nothing new (its part left the page meanwhile), or whose frame does not come, ends after this. */
const LONGEST_TURN_MS = 250;

const waiting: (() => void)[] = [];
let taken: ReturnType<typeof setTimeout> | null = null;
let scheduled = false;

function schedule(): void {
  if (scheduled || taken !== null || waiting.length === 0) return;
  scheduled = true;
  setTimeout(() => {
    scheduled = false;
    const next = waiting.shift();
    if (!next) return;
    taken = setTimeout(endTurn, LONGEST_TURN_MS);
    next();
  }, 0);
}

function endTurn(): void {
  if (taken !== null) clearTimeout(taken);
  taken = null;
  schedule();
}

/** What the turn was for is in the document: it ends with the next frame, in a hidden tab, which has none, at once. */
function standsNow(): void {
  const mine = taken;
  if (mine === null) return;
  if (document.hidden) return endTurn();
  requestAnimationFrame(() => {
    if (taken === mine) endTurn();
  });
}

/** Asks for a turn; the returned function gives it back. */
function takeTurn(work: () => void): () => void {
  waiting.push(work);
  schedule();
  return () => {
    const at = waiting.indexOf(work);
    if (at >= 0) waiting.splice(at, 1);
  };
}

const sameProps = <P extends object>(a: P, b: P): boolean => {
  const keys = Object.keys(a) as (keyof P)[];
  return keys.length === Object.keys(b).length && keys.every((key) => key in b && Object.is(a[key], b[key]));
};

export interface InTurnProps<P extends object> {
  /** Must be the same component at every render. */
  readonly part: ComponentType<P>;
  readonly props: P;
}

/** Nothing until the first turn. */
export function InTurn<P extends object>({ part, props }: InTurnProps<P>) {
  const [shown, setShown] = useState<P | null>(null);
  const [Part] = useState(() => memo(part) as unknown as ComponentType<P>);
  const latest = useRef(shown);
  useEffect(() => {
    if (latest.current && sameProps(latest.current, props)) return;
    return takeTurn(() => {
      latest.current = props;
      startTransition(() => setShown(props));
    });
  });
  useLayoutEffect(() => {
    if (shown) standsNow();
  }, [shown]);
  return shown && <Part {...shown} />;
}

/**
 * How many parts of something dear stand: 0 at first, then one more with every turn, up to `parts`. For what is drawn in one task however it
 * is asked for: a chart whose axes and lines each draw it again.
 */
export function useStages(parts: number): number {
  const [stage, setStage] = useState(0);
  useEffect(() => {
    if (stage >= parts) return;
    return takeTurn(() => startTransition(() => setStage(stage + 1)));
  }, [stage, parts]);
  useLayoutEffect(() => {
    if (stage > 0) standsNow();
  }, [stage]);
  return stage;
}
