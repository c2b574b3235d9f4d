/** The panel of a popover with its button, once somebody has asked for it (radix). */
import { Popover as Primitive } from 'radix-ui';
import { ClosePopover, type PopoverProps } from './popover-parts.ts';
import styles from './popover.module.css';

export interface PopoverPanelProps extends PopoverProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

export default function PopoverPanel({
  label,
  trigger,
  children,
  align = 'end',
  open,
  onOpenChange,
}: PopoverPanelProps) {
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          aria-label={label}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className={styles.popover}
        >
          <ClosePopover value={() => onOpenChange(false)}>{children}</ClosePopover>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
