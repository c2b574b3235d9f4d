import { describe, expect, test } from 'vitest';
import { shown } from './shown.ts';

describe('the rest after results', () => {
  test('is over when the page has drawn them', async () => {
    let draw = () => {};
    const answer = new Promise<void>((resolve) => (draw = resolve));
    let over = false;
    const rest = shown(answer, 60_000).then(() => (over = true));
    await Promise.resolve();
    expect(over).toBe(false);
    draw();
    await rest;
    expect(over).toBe(true);
  });

  test('is none where nobody answers, and ends by itself or with a failure', async () => {
    await shown(undefined, 60_000);
    await shown(Promise.reject(new Error('gone')), 60_000);
    await shown(new Promise(() => {}), 1);
  });
});
