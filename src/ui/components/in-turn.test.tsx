// @vitest-environment happy-dom
import { act, cleanup, render } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { InTurn } from './in-turn.tsx';

afterEach(cleanup);

const log: string[] = [];
function Part({ name, value }: { readonly name: string; readonly value: number }) {
  log.push(`${name}${value}`);
  return <p>{`${name}${value}`}</p>;
}

const Page = ({ value }: { readonly value: number }) => (
  <>
    <InTurn part={Part} props={{ name: 'a', value }} />
    <InTurn part={Part} props={{ name: 'b', value }} />
  </>
);

describe('InTurn', () => {
  it('draws one part a task, in order, and again only for other props', () => {
    vi.useFakeTimers();
    try {
      log.length = 0;
      const { rerender, container } = render(<Page value={1} />);
      expect(log).toEqual([]);
      act(() => void vi.advanceTimersToNextTimer());
      expect(log).toEqual(['a1']);
      act(() => void vi.advanceTimersToNextTimer());
      expect(container.textContent).toBe('a1b1');
      rerender(<Page value={1} />);
      expect(vi.getTimerCount()).toBe(0);
      rerender(<Page value={2} />);
      expect(container.textContent).toBe('a1b1');
      act(() => void vi.runAllTimers());
      expect(container.textContent).toBe('a2b2');
      expect(log).toEqual(['a1', 'b1', 'a2', 'b2']);
    } finally {
      vi.useRealTimers();
    }
  });

  it('gives its turn back when it goes', () => {
    vi.useFakeTimers();
    try {
      log.length = 0;
      render(<Page value={3} />).unmount();
      act(() => void vi.runAllTimers());
      expect(log).toEqual([]);
    } finally {
      vi.useRealTimers();
    }
  });
});
