/** Opens the dialog in which a grid is put together. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.tsx';
import { GridDialog } from './grid-dialog.tsx';

export function GridButton() {
  const { t } = useTranslation('grids');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('title')}</Button>
      {open && <GridDialog onClose={() => setOpen(false)} />}
    </>
  );
}
