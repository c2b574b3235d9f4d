/**
 * A panel that opens beside its button: for explanations and small choices. Closes with Escape and outside clicks. What places and closes it is
 * 17 KB that the first screen does not need: it is fetched when the page has nothing else to do.
 */
import { cloneElement, lazy, Suspense, useEffect, useLayoutEffect, useState, type ReactElement } from 'react';
import type { PopoverProps } from './popover-parts.ts';

const load = () => import('./popover-panel.tsx');
const Panel = lazy(load);

/** The button while the panel is on its way: Escape and a press elsewhere take the wish back, as they close the panel. */
function Waiting({
  button,
  onGiveUp,
}: {
  readonly button: ReactElement;
  readonly onGiveUp: () => void;
}): ReactElement {
  useLayoutEffect(() => {
    const giveUp = (event: Event): void => {
      if (!(event instanceof KeyboardEvent) || event.key === 'Escape') onGiveUp();
    };
    document.addEventListener('keydown', giveUp, true);
    document.addEventListener('pointerdown', giveUp, true);
    return () => {
      document.removeEventListener('keydown', giveUp, true);
      document.removeEventListener('pointerdown', giveUp, true);
    };
  }, [onGiveUp]);
  return button;
}

export function Popover(props: PopoverProps) {
  const { trigger } = props;
  const [open, setOpen] = useState(false);
  const [asked, setAsked] = useState(false);
  useEffect(() => {
    // Without it the click fetches it.
    const timer = setTimeout(() => void load().catch(() => undefined), 1000);
    return () => clearTimeout(timer);
  }, []);
  const ask = (): void => {
    setAsked(true);
    setOpen(true);
  };
  const closed = cloneElement(trigger, { 'aria-haspopup': 'dialog', 'aria-expanded': open, onClick: ask });
  if (!asked) return closed;
  return (
    <Suspense fallback={<Waiting button={closed} onGiveUp={() => setOpen(false)} />}>
      <Panel {...props} open={open} onOpenChange={setOpen} />
    </Suspense>
  );
}
