/**
 * Parts that are drawn one after another, each in a task of its own: when a new evaluation changes a dozen charts and lists at once,
 * the page's thread stays free for a person between them. A part keeps showing its former props until its turn comes.
 */
import { useEffect, useMemo, useRef, useState, type ComponentType } from 'react';
import { flushSync } from 'react-dom';

const waiting: (() => void)[] = [];
let scheduled = false;

function runNext(): void {
  scheduled = false;
  waiting.shift()?.();
  schedule();
}

function schedule(): void {
  if (scheduled || waiting.length === 0) return;
  scheduled = true;
  setTimeout(runNext, 0);
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
export function InTurn<P extends object>({ part: Part, props }: InTurnProps<P>) {
  const [shown, setShown] = useState<P | null>(null);
  const latest = useRef(shown);
  useEffect(() => {
    if (latest.current && sameProps(latest.current, props)) return;
    return takeTurn(() => {
      latest.current = props;
      flushSync(() => setShown(props));
    });
  });
  return useMemo(() => shown && <Part {...shown} />, [Part, shown]);
}
