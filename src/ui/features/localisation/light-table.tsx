/** One image on the table: what is known about it, its panes, the reading under the pointer. Rendered once for each image, not while zooming. */
import { useCallback, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Evaluation } from '../../../worker/protocol.ts';
import { ImageFacts } from './image-facts.tsx';
import { Legend } from './legend.tsx';
import styles from './light-table.module.css';
import type { MapLayer } from './map-layers.ts';
import { Pane } from './pane.tsx';
import { PaneBar } from './pane-bar.tsx';
import { PointerReading } from './pointer-reading.tsx';
import type { RankedImage } from './ranking.ts';
import { deepestZoom, MAX_ZOOM, WHOLE_IMAGE } from './view-transform.ts';
import { usePaneContents } from './use-pane-contents.ts';
import { useOriginal } from '../../components/original-picture.ts';
import { changeView, useTable } from './table-store.ts';
import { useLayers } from './use-layers.ts';

interface Props {
  readonly evaluation: Evaluation;
  readonly layer: MapLayer;
  readonly threshold: number;
  readonly images: readonly RankedImage[];
  readonly position: number;
  onSelect(position: number): void;
}

export function LightTable({ evaluation, layer, threshold, images, position, onSelect }: Props) {
  const { t } = useTranslation('localisation');
  const layers = useLayers(layer);
  const image = images[position];
  const { id } = image.item;
  const seen = useOriginal(image.item);
  const original = seen.state === 'shown' ? seen.original : null;
  const { contents, main } = usePaneContents(layers, images, position, original);
  // Another image is first seen whole.
  useLayoutEffect(() => changeView(() => WHOLE_IMAGE), [id]);
  const sizePx = image.item.image.width;
  useLayoutEffect(() => {
    const deepest = original && deepestZoom(Math.max(original.widthPx, original.heightPx), sizePx);
    useTable.setState({ maxZoom: deepest ?? MAX_ZOOM });
  }, [original, sizePx]);
  const table = useRef({ contents: contents.panes, image });
  useLayoutEffect(() => {
    table.current = { contents: contents.panes, image };
  });
  const onTable = useCallback(() => table.current, []);
  const lacking = layers.filter(({ grids }) => !grids.has(image.item.id)).map(({ kind }) => kind);

  return (
    <>
      <ImageFacts
        evaluation={evaluation}
        image={image}
        original={seen.state}
        overlap={main?.overlap ?? null}
        threshold={threshold}
        position={position}
        count={images.length}
        onSelect={onSelect}
      />
      <PaneBar
        layers={layers}
        hasMask={contents.hasMask}
        shown={contents.panes.map(({ kind }) => kind).join(' ')}
        lacking={lacking.join(' ')}
        images={images}
        onTable={onTable}
      />
      <div className={styles.panes} data-count={Math.min(contents.panes.length, 4)}>
        {contents.panes.map(({ kind, layers: painted, colours, threshold: mark, why }) => (
          <Pane
            key={kind}
            title={t(`panes.${kind}`)}
            label={`${t(`panes.${kind}`)}. ${t('lightTable')}`}
            layers={painted}
            footer={colours && <Legend {...colours} threshold={mark} />}
          >
            {why && t(why)}
          </Pane>
        ))}
      </div>
      <PointerReading layers={layers} item={image.item} maps={contents.maps} />
    </>
  );
}
