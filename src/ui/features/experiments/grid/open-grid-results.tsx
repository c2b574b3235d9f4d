/** Opening the folder of a grid that was run on the command line or on other machines: its runs, its table, its curves. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toErrorReport } from '../../../../core/errors.ts';
import { openGridFolder } from '../../../../services/runs/grid-folder.ts';
import { usePlayground } from '../../../../store/store.ts';
import { Button } from '../../../components/button.tsx';
import { pickFiles } from './pick-files.ts';

export function OpenGridResults() {
  const { t } = useTranslation('grids');
  const [message, setMessage] = useState('');
  const open = async (files: readonly File[]): Promise<void> => {
    try {
      const found = await openGridFolder(files, (done, count) => setMessage(t('opening', { done, count })));
      await usePlayground.getState().addGridResults(found);
      const count = found.whole.filter((one) => one !== null).length;
      setMessage(t('opened', { count, of: found.runs.length }));
    } catch (error) {
      setMessage('');
      usePlayground.setState({ gridError: toErrorReport(error) });
    }
  };
  return (
    <>
      <Button onClick={() => pickFiles({ folder: true }, (files) => void open(files))}>
        {t('openResults')}
      </Button>
      <span role="status">{message}</span>
    </>
  );
}
