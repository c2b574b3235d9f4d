import { beforeEach, expect, it } from 'vitest';
import { usePlayground } from '../../../store/store.ts';
import { followKind } from './follow-kinds.ts';

const watched = () => usePlayground.getState().watchedKinds;

beforeEach(() => usePlayground.setState({ watchedKinds: [] }));

it('asks the engine for GradCAM once, and lets it go', () => {
  followKind('gradcam', true);
  const first = watched();
  followKind('gradcam', true);
  expect(watched()).toBe(first);
  expect(first).toEqual(['gradcam']);
  followKind('gradcam', false);
  expect(watched()).toEqual([]);
});

it('never asks for maps that come anyway or do not change with the weights', () => {
  followKind('patch', true);
  followKind('pretrained', true);
  expect(watched()).toEqual([]);
});
