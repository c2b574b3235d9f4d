// @vitest-environment happy-dom
import { act, cleanup, render, screen } from '@testing-library/react';
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { afterEach, beforeAll, expect, it } from 'vitest';
import type { ImportProgress } from '../../../store/state.ts';
import { usePlayground } from '../../../store/store.ts';
import common from '../../i18n/en/common.ts';
import dataset from '../../i18n/en/dataset.ts';
import { LeftOut } from './left-out.tsx';

beforeAll(async () => {
  await i18next.use(initReactI18next).init({ lng: 'en', resources: { en: { common, dataset } } });
});
afterEach(() => {
  cleanup();
  usePlayground.setState({ skipped: [], importProgress: null });
});

const loading = (stage: ImportProgress['stage']) => {
  const importProgress = { stage, done: 0, total: 0, startedAtMs: 0 };
  act(() => usePlayground.setState({ importProgress }));
};

it('the report of an earlier drop is away while new images come, and there again when they do not come', () => {
  usePlayground.setState({ skipped: [{ path: 'a.txt', reason: 'not-an-image', detail: '' }] });
  render(<LeftOut />);
  const report = () => screen.queryByRole('button');
  expect(report()).not.toBeNull();
  loading('reading');
  expect(report()).toBeNull();
  loading('decoding');
  expect(report()).toBeNull();
  loading('resizing');
  expect(report()).not.toBeNull();
  act(() => usePlayground.setState({ importProgress: null }));
  expect(report()).not.toBeNull();
});
