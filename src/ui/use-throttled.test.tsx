// @vitest-environment happy-dom
import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { useThrottled } from './use-throttled.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

it('follows at most once in the interval and always shows the last value', () => {
  const { result, rerender } = renderHook(({ value }) => useThrottled(value, 300), {
    initialProps: { value: 0 },
  });
  const pass = (ms: number) => act(() => void vi.advanceTimersByTime(ms));
  pass(300);
  for (const value of [1, 2, 3]) {
    rerender({ value });
    pass(100);
  }
  expect(result.current).toBe(3);
  rerender({ value: 4 });
  pass(100);
  expect(result.current).toBe(3);
  pass(200);
  expect(result.current).toBe(4);
});
