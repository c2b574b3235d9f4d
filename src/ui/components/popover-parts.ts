/** What a popover and its panel, which is fetched later, both know. */
import { createContext, type ReactElement, type ReactNode } from 'react';

/** What the button takes from the popover. */
export interface TriggerProps {
  readonly onClick?: () => void;
  readonly 'aria-haspopup'?: 'dialog';
  readonly 'aria-expanded'?: boolean;
}

export interface PopoverProps {
  /** Name of the panel for screen readers. */
  readonly label: string;
  readonly trigger: ReactElement<TriggerProps>;
  readonly children: ReactNode;
  readonly align?: 'start' | 'center' | 'end';
}

/** Closes the popover that a component is in. */
export const ClosePopover = createContext<() => void>(() => undefined);
