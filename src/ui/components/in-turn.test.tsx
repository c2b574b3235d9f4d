// @vitest-environment happy-dom
import { act, cleanup, render } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { InTurn, useStages } from './in-turn.tsx';

afterEach(cleanup);

const log: string[] = [];
function Part({ name, value }: { readonly name: string; readonly value: number }) {
  log.push(`${name}${value}`);
  return <p>{`${name}${value}`}</p>;
}

/** The next thing that a timer or a frame starts. */
const next = () => act(() => void vi.advanceTimersToNextTimer());

const Page = ({ value }: { readonly value: number }) => (
  <>
    <InTurn part={Part} props={{ name: 'a', value }} />
    <InTurn part={Part} props={{ name: 'b', value }} />
  </>
);

describe('InTurn', () => {
  it('draws one part a frame, in order, and again only for other props', () => {
    vi.useFakeTimers();
    try {
      log.length = 0;
      const { rerender, container } = render(<Page value={1} />);
      expect(log).toEqual([]);
      next();
      expect(log).toEqual(['a1']);
      next();
      expect(log).toEqual(['a1']);
      next();
      expect(container.textContent).toBe('a1b1');
      next();
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

describe('useStages', () => {
  it('adds one part a frame up to the last, and takes its turn with the others', () => {
    vi.useFakeTimers();
    try {
      log.length = 0;
      const Staged = () => <p>{useStages(2)}</p>;
      const { container } = render(
        <>
          <Staged />
          <InTurn part={Part} props={{ name: 'a', value: 1 }} />
        </>,
      );
      expect(container.textContent).toBe('0');
      next();
      expect(container.textContent).toBe('1');
      next();
      expect(container.textContent).toBe('1');
      next();
      expect(container.textContent).toBe('1a1');
      act(() => void vi.runAllTimers());
      expect(container.textContent).toBe('2a1');
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });
});
