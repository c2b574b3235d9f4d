/** Web Locks for tests, tab by tab: a lock is given to the next who waits when its holder lets go or its tab is closed. */

type Work = (lock: { readonly name: string } | null) => unknown;

interface Request {
  readonly tab: number;
  readonly name: string;
  readonly work: Work;
}

export class FakeLocks {
  readonly #held = new Map<string, number>();
  #waiting: Request[] = [];
  #tabs = 0;

  /** What `navigator.locks` is in a new tab, and how that tab is closed. */
  openTab() {
    const tab = ++this.#tabs;
    const request = async (name: string, ...rest: unknown[]): Promise<void> => {
      const work = rest.at(-1) as Work;
      const { ifAvailable = false } = (rest.length > 1 ? rest[0] : {}) as { ifAvailable?: boolean };
      if (!this.#held.has(name)) this.#give({ tab, name, work });
      else if (ifAvailable) await work(null);
      else this.#waiting.push({ tab, name, work });
    };
    const query = async () => ({ held: [...this.#held.keys()].map((name) => ({ name })) });
    const close = (): void => {
      this.#waiting = this.#waiting.filter((one) => one.tab !== tab);
      // All at once: nobody is given one while another still counts as held.
      const names = [...this.#held].flatMap(([name, holder]) => (holder === tab ? [name] : []));
      for (const name of names) this.#held.delete(name);
      for (const name of names) this.#next(name);
    };
    return { locks: { request, query }, close };
  }

  #give({ tab, name, work }: Request): void {
    this.#held.set(name, tab);
    void Promise.resolve(work({ name })).then(() => {
      if (this.#held.get(name) === tab) this.#free(name);
    });
  }

  #free(name: string): void {
    this.#held.delete(name);
    this.#next(name);
  }

  #next(name: string): void {
    const next = this.#waiting.find((one) => one.name === name);
    if (!next) return;
    this.#waiting = this.#waiting.filter((one) => one !== next);
    this.#give(next);
  }
}
