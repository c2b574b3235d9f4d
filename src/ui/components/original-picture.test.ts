// @vitest-environment happy-dom
import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { DatasetItem } from '../../core/dataset/types.ts';
import { usePlayground } from '../../store/store.ts';
import { useOriginal } from './original-picture.ts';

const reading = vi.hoisted(() => ({ requests: [] as string[], closed: [] as string[], fail: false }));
vi.mock('../../services/decode/decoder.ts', () => ({
  readOriginal: ({ source }: { source: { name: string } }) => {
    reading.requests.push(source.name);
    if (reading.fail) return Promise.resolve({ reason: 'damaged', detail: '' });
    const level = { width: 600, height: 400, close: () => reading.closed.push(source.name) };
    return Promise.resolve({ widthPx: 600, heightPx: 400, target: {}, levels: [level] });
  },
}));

const itemOf = (id: string, widthPx = 600): DatasetItem => ({
  id,
  name: id,
  path: id,
  role: 'test',
  label: 'normal',
  defectType: 'good',
  image: { width: 64, height: 64, data: new Uint8Array(0) },
  mask: null,
  file: { widthPx, heightPx: 40, bytes: 1 },
});

const sources: Record<string, object | null> = {};
beforeEach(() => {
  vi.useFakeTimers();
  Object.assign(reading, { requests: [], closed: [], fail: false });
  usePlayground.setState({
    imageSource: (id) => ({
      source: (id in sources ? sources[id] : { set: {}, source: { name: id } }) as never,
      fit: 'stretch',
    }),
  });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const rest = () => act(() => vi.advanceTimersByTimeAsync(500));
const look = (first: DatasetItem) =>
  renderHook(({ item, wanted }) => useOriginal(item, wanted), {
    initialProps: { item: first, wanted: true },
  });

it('reads the image that somebody stays at, holds one more for the way back, and closes the others', async () => {
  const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((id) => itemOf(id));
  const { result, rerender } = look(a);
  expect(result.current.state).toBe('reading');
  await rest();
  expect(result.current.state).toBe('shown');
  rerender({ item: b, wanted: true });
  rerender({ item: c, wanted: true });
  await rest();
  expect(reading.requests).toEqual(['a', 'c']);
  rerender({ item: a, wanted: true });
  expect(result.current.state).toBe('shown');
  await rest();
  expect(reading.requests).toEqual(['a', 'c']);
  rerender({ item: d, wanted: true });
  await rest();
  expect(result.current.state).toBe('shown');
  expect(reading.closed).toEqual(['c']);
});

it('shares what two places look at, and closes it only when both have left', async () => {
  const [e, f, g] = ['e', 'f', 'g'].map((id) => itemOf(id));
  const table = look(e);
  const panel = look(e);
  await rest();
  expect(reading.requests).toEqual(['e']);
  table.rerender({ item: f, wanted: true });
  await rest();
  table.rerender({ item: g, wanted: true });
  await rest();
  expect(reading.closed).not.toContain('e');
  expect(panel.result.current.state).toBe('shown');
});

it('says what cannot be read, and reads nothing where nothing is to be had', async () => {
  sources.session = { kept: {} };
  sources.gone = null;
  sources.painted = { sample: {} };
  const states = async (item: DatasetItem, wanted = true) => {
    const { result, unmount } = renderHook(() => useOriginal(item, wanted));
    await rest();
    unmount();
    return result.current.state;
  };
  expect(await states(itemOf('session'))).toBe('kept');
  expect(await states(itemOf('gone'))).toBe('kept');
  expect(await states(itemOf('painted'))).toBe('none');
  expect(await states(itemOf('small', 64))).toBe('none');
  expect(await states(itemOf('busy'), false)).toBe('none');
  expect(reading.requests).toEqual([]);
  reading.fail = true;
  expect(await states(itemOf('moved'))).toBe('unreadable');
});
