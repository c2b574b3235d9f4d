/** A rectangle for the region of interest by its four edges: the way without a pointer. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Edges } from '../../../core/region/draw.ts';
import { Button } from '../../components/button.tsx';
import { Disclosure } from '../../components/disclosure.tsx';
import { Field } from '../../components/field.tsx';
import { NumberField } from '../../components/number-field.tsx';
import styles from './region.module.css';

const EDGES = ['left', 'top', 'right', 'bottom'] as const;
const WHOLE: Edges = { left: 0, top: 0, right: 1, bottom: 1 };

export function RegionBox({ onApply }: { readonly onApply: (edges: Edges) => void }) {
  const { t } = useTranslation('region');
  const [edges, setEdges] = useState(WHOLE);
  return (
    <Disclosure summary={t('box.title')}>
      <div className={styles.box}>
        {EDGES.map((edge) => (
          <Field key={edge} label={t(`box.${edge}`)}>
            {({ id }) => (
              <NumberField
                id={id}
                unit="%"
                value={Math.round(1000 * edges[edge]) / 10}
                onCommit={(percent) => {
                  if (!(percent >= 0 && percent <= 100)) throw new RangeError(t('box.range'));
                  setEdges({ ...edges, [edge]: percent / 100 });
                }}
              />
            )}
          </Field>
        ))}
        <Button onClick={() => onApply(edges)}>{t('box.apply')}</Button>
      </div>
    </Disclosure>
  );
}
