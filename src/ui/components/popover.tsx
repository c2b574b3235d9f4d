/**
 * A panel that opens beside its button: for explanations and small choices. Closes with Escape and outside clicks. What places and closes it is
 * 17 KB that the first screen does not need: it is fetched when the page has nothing else to do.
 */
import {
  cloneElement,
  createContext,
  lazy,
  Suspense,
  useEffect,
  useState,
  type ReactElement,
  type ReactNode,
} from 'react';

export interface PopoverProps {
  /** Name of the panel for screen readers. */
  readonly label: string;
  readonly trigger: ReactElement<TriggerProps>;
  readonly children: ReactNode;
  readonly align?: 'start' | 'center' | 'end';
}

/** What the button takes from the popover. */
interface TriggerProps {
  readonly onClick?: () => void;
  readonly 'aria-haspopup'?: 'dialog';
  readonly 'aria-expanded'?: boolean;
}

/** Closes the popover that a component is in. */
export const ClosePopover = createContext<() => void>(() => undefined);

const load = () => import('./popover-panel.tsx');
const Panel = lazy(load);

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
    <Suspense fallback={closed}>
      <Panel {...props} open={open} onOpenChange={setOpen} />
    </Suspense>
  );
}
