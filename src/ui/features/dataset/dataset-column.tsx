/**
 * The data column: the way in (sample, folder, files, drop), what is there (counts, thumbnails, labels), what was left out
 * and why, and what is being loaded.
 */
import { useTranslation } from 'react-i18next';
import { usePlayground } from '../../../store/store.ts';
import { Disclosure } from '../../components/disclosure.tsx';
import { ParameterControl } from '../../components/parameter-control.tsx';
import { Select } from '../../components/select.tsx';
import { ChangeData } from './change-data.tsx';
import styles from './dataset-column.module.css';
import { DataReport } from './data-report.tsx';
import { DatasetSummary } from './dataset-summary.tsx';
import { FirstVisit } from './first-visit.tsx';
import { Images } from './images.tsx';
import { ImportQuestion } from './import-question.tsx';
import { ImportStatus } from './import-status.tsx';
import { LeftOut } from './left-out.tsx';
import { RegionOfInterest } from './region-dialog.tsx';
import { useFilePicker } from './use-file-picker.tsx';

function useDatasetTitle(): string {
  const { t } = useTranslation(['dataset', 'samples']);
  const name = usePlayground((state) => state.datasetName);
  const sampleName = usePlayground((state) => state.sampleName);
  if (sampleName) {
    return t(`samples:names.${sampleName}` as 'samples:names.hex-nuts', { defaultValue: sampleName });
  }
  return name || t('yourImages');
}

function ClassChoice() {
  const { t } = useTranslation('dataset');
  const classNames = usePlayground((state) => state.classNames);
  const className = usePlayground((state) => state.className);
  const chooseClass = usePlayground((state) => state.chooseClass);
  if (classNames.length < 2) return null;
  return (
    <label className={styles.classes}>
      <span>{t('className')}</span>
      <Select
        value={className}
        options={classNames.map((value) => ({ value, label: value }))}
        onChange={(name) => void chooseClass(name)}
      />
    </label>
  );
}

export function DatasetColumn() {
  const { t } = useTranslation('dataset');
  const picker = useFilePicker();
  const title = useDatasetTitle();
  const isEmpty = usePlayground((state) => state.items.length === 0);
  const isAsking = usePlayground((state) => state.importQuestion !== null);
  const isLoading = usePlayground((state) => state.importProgress !== null);
  return (
    <div className={styles.column} data-testid="dataset-column">
      {picker.inputs}
      {!isEmpty && (
        <header className={styles.head}>
          <h2 className={styles.title} title={title}>
            {title}
          </h2>
          <ChangeData picker={picker} />
        </header>
      )}
      <ImportStatus />
      <ImportQuestion />
      {isEmpty && !isLoading && !isAsking && <FirstVisit picker={picker} />}
      {!isEmpty && (
        <>
          <ClassChoice />
          <DatasetSummary />
          <Disclosure summary={t('shape')}>
            <div className={styles.shape}>
              <ParameterControl path="data.fit" />
              <ParameterControl path="data.imageSizePx" />
            </div>
          </Disclosure>
        </>
      )}
      {!isEmpty && <RegionOfInterest />}
      {!isEmpty && <DataReport />}
      <LeftOut />
      {!isEmpty && <Images />}
    </div>
  );
}
