/** A grid's file to and from the command line: what is put together here is saved for it, and its files open here. */
import { useTranslation } from 'react-i18next';
import { toErrorReport, type ErrorReport } from '../../../../core/errors.ts';
import { parseGrid, type Grid } from '../../../../core/runs/grid/grid.ts';
import { PlaygroundError } from '../../../../core/errors.ts';
import { downloadFile } from '../../../../services/export/download.ts';
import { Button } from '../../../components/button.tsx';
import { pickFiles } from './pick-files.ts';
import styles from './grid.module.css';

interface Props {
  /** Null while it is not valid. */
  readonly grid: Grid | null;
  /** Why it cannot be saved. */
  readonly why: string | null;
  readonly onOpen: (grid: Grid) => void;
  readonly onError: (error: ErrorReport) => void;
}

/** A grid's file is a few kilobytes. */
const MOST_BYTES = 2 ** 20;

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new PlaygroundError('bad-grid', 'The file is not JSON.', { path: '(whole)', reason: 'not JSON' });
  }
}

export function GridFile({ grid, why, onOpen, onError }: Props) {
  const { t } = useTranslation('grids');
  const open = async ([file]: readonly File[]): Promise<void> => {
    try {
      onOpen(parseGrid(parse(await file.slice(0, MOST_BYTES).text())));
    } catch (error) {
      onError(toErrorReport(error));
    }
  };
  const save = (): void => {
    const text = `${JSON.stringify(grid, null, 2)}\n`;
    downloadFile('grid.json', new Blob([text], { type: 'application/json' }));
  };
  return (
    <div className={styles.buttons}>
      <Button
        size="small"
        onClick={() => pickFiles({ accept: '.json,application/json' }, (files) => void open(files))}
      >
        {t('openFile')}
      </Button>
      <Button size="small" disabledReason={why} onClick={save}>
        {t('saveFile')}
      </Button>
    </div>
  );
}
