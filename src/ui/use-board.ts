/**
 * True where the results stand on a board of two columns instead of one: from 1600 px on, from the start of a run (before it there is nothing to
 * show, and the stage has the room), and not beside a page of the textbook.
 */
import { usePlayground } from '../store/store.ts';
import { useMediaQuery } from './use-media-query.ts';

export function useBoard(): boolean {
  const room = useMediaQuery('(min-width: 1600px)');
  const wanted = usePlayground(
    ({ runConfig, evaluations, lessonPage }) =>
      lessonPage === null && (runConfig !== null || evaluations.length > 0),
  );
  return room && wanted;
}
