/**
 * One thing at a time, in the order asked: training steps, evaluations and other requests take turns. The training loop takes a
 * turn per step, so that a request made meanwhile runs between two steps.
 */
/** Does a piece of work when its turn comes. */
export type Turn = <T>(work: () => Promise<T>) => Promise<T>;

export class Turns {
  private tail: Promise<unknown> = Promise.resolve();

  take<T>(work: () => Promise<T>): Promise<T> {
    const result = this.tail.then(work);
    this.tail = result.catch(() => undefined);
    return result;
  }
}
