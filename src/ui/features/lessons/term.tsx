/** A word of the glossary: its meaning shows on hover and focus, and on a tap. */
import { Tooltip as Primitive } from 'radix-ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './lessons.module.css';

export function Term({ name, children }: { readonly name: string; readonly children: string }) {
  const { t } = useTranslation('glossary');
  const [open, setOpen] = useState(false);
  return (
    <Primitive.Provider delayDuration={200}>
      <Primitive.Root open={open} onOpenChange={setOpen}>
        <Primitive.Trigger asChild>
          <button type="button" className={styles.term} onClick={() => setOpen(true)}>
            {children}
          </button>
        </Primitive.Trigger>
        <Primitive.Portal>
          <Primitive.Content sideOffset={4} collisionPadding={8} className={styles.meaning}>
            {t(name)}
          </Primitive.Content>
        </Primitive.Portal>
      </Primitive.Root>
    </Primitive.Provider>
  );
}
