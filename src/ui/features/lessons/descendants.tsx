/** Page 10: what the tasks that came after CutPaste make of the images that are open, each beside the sentence that says what it is. */
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { makeBatch } from '../../../core/augment/batch.ts';
import { familyOf, TASKS, type Task } from '../../../core/augment/tasks.ts';
import type { RgbImage } from '../../../core/image/types.ts';
import { LESSON_CONFIG } from '../../../core/lessons/setups.ts';
import { usePlayground } from '../../../store/store.ts';
import { Button } from '../../components/button.tsx';
import { toImageData } from '../../components/image-canvas.tsx';
import { paintSoon } from '../../components/paint-turns.ts';
import styles from './descendants.module.css';

const DESCENDANTS = TASKS.filter((task) => familyOf(task) === 'descendant');
/** Images of the set that the views are made of. */
const MOST_IMAGES = 8;

/** A view of a whole image, as training would make it. */
function exampleOf(images: readonly RgbImage[], task: Task): RgbImage {
  const config = {
    ...LESSON_CONFIG,
    augment: { ...LESSON_CONFIG.augment, task },
    model: { ...LESSON_CONFIG.model, mode: 'image' as const },
    training: { ...LESSON_CONFIG.training, sourcesPerStep: 1 },
  };
  const { pixels, size } = makeBatch({ images, config, step: 0 });
  const bytes = size * size * 3;
  return { width: size, height: size, data: pixels.subarray(bytes, 2 * bytes) };
}

function Example({ images, task, label }: { images: readonly RgbImage[]; task: Task; label: string }) {
  const ref = useRef<HTMLCanvasElement>(null);
  useEffect(
    () =>
      paintSoon(() => {
        const canvas = ref.current;
        if (!canvas) return;
        const example = exampleOf(images, task);
        [canvas.width, canvas.height] = [example.width, example.height];
        canvas.getContext('2d')?.putImageData(toImageData(example), 0, 0);
      }),
    [images, task],
  );
  return <canvas ref={ref} role="img" aria-label={label} className={styles.picture} />;
}

export function Descendants() {
  const { t } = useTranslation(['lessons', 'kinds']);
  const items = usePlayground((state) => state.items);
  const images = useMemo(
    () =>
      items
        .filter(({ role, label }) => role === 'train' && label === 'normal')
        .slice(0, MOST_IMAGES)
        .map(({ image }) => image),
    [items],
  );
  if (images.length === 0) return null;
  const show = (task: Task) => {
    const state = usePlayground.getState();
    state.setParameter('augment.task', task);
    state.setStageTab('augment');
  };
  return (
    <section className={styles.descendants} aria-label={t('beyond.descendants')}>
      <h3>{t('beyond.descendants')}</h3>
      <ul>
        {DESCENDANTS.map((task) => (
          <li key={task}>
            <Example images={images} task={task} label={t(`kinds:${task}.task`)} />
            <span>
              <strong>{t(`kinds:${task}.task`)}</strong> {t(`kinds:${task}.text`)}{' '}
              <Button size="small" onClick={() => show(task)}>
                {t('beyond.lookAt')}
              </Button>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
