/**
 * One tab of any browser, as far as a person with mouse, keyboard and files needs it. Playwright drives only browsers of its own build;
 * behind this interface stand Debian's Firefox and WebKit, each by what its makers offer (`firefox.ts`, `webkit.ts`).
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect } from '@playwright/test';

/** What a driver must be able to do. Selectors are CSS and match one element. */
export interface Driver {
  goto(url: string): Promise<void>;
  reload(): Promise<void>;
  /** Runs the text of an async function in the page; arguments and result are plain JSON. */
  run(functionText: string, args: readonly unknown[]): Promise<unknown>;
  /** A click of the mouse in the element's middle, scrolled into view. */
  click(selector: string): Promise<void>;
  /** A key, to whatever has the focus: a letter, or a name of `KeyboardEvent.key`. */
  press(key: string): Promise<void>;
  /** Gives files to an `<input type="file">`. */
  give(selector: string, paths: readonly string[]): Promise<void>;
  screenshot(): Promise<Buffer>;
  close(): Promise<void>;
}

/** An element by what a person (or a screen reader) calls it. */
export interface Named {
  readonly role: string;
  readonly name: string | RegExp;
  /** CSS of a part of the page to look in. */
  readonly within?: string;
}

const FINDER = readFileSync(
  createRequire(import.meta.url).resolve('@testing-library/dom/dist/@testing-library/dom.umd.min.js'),
  'utf8',
);

interface Finder {
  queryAllByRole(container: Element, role: string, options: { name: string | RegExp }): HTMLElement[];
}

export class Tab {
  #marks = 0;

  constructor(private readonly driver: Driver) {}

  goto(url: string): Promise<void> {
    return this.driver.goto(url);
  }

  reload(): Promise<void> {
    return this.driver.reload();
  }

  screenshot(): Promise<Buffer> {
    return this.driver.screenshot();
  }

  press(key: string): Promise<void> {
    return this.driver.press(key);
  }

  close(): Promise<void> {
    return this.driver.close();
  }

  /** `work` runs in the page: it sees its arguments and nothing around it. */
  async run<A extends unknown[], T>(work: (...args: A) => T | Promise<T>, ...args: A): Promise<T> {
    return (await this.driver.run(`async (...args) => (${work})(...args)`, args)) as T;
  }

  /** CSS that matches the one element of that role and name; null where there is none now. */
  async #find({ role, name, within }: Named): Promise<string | null> {
    if (!(await this.run(() => 'TestingLibraryDom' in globalThis)))
      await this.driver.run(`async () => { (function () { ${FINDER} }).call(globalThis); }`, []);
    const mark = `${++this.#marks}`;
    const pattern = typeof name === 'string' ? null : { source: name.source, flags: name.flags };
    const found = await this.run(
      (container, wantedRole, words, expression, sign) => {
        const finder = (globalThis as unknown as { TestingLibraryDom: Finder }).TestingLibraryDom;
        const root = document.querySelector(container);
        if (!root) return false;
        const wanted = expression ? new RegExp(expression.source, expression.flags) : words;
        const [first] = finder.queryAllByRole(root, wantedRole, { name: wanted });
        first?.setAttribute('data-marked', sign);
        return first !== undefined;
      },
      within ?? 'body',
      role,
      typeof name === 'string' ? name : '',
      pattern,
      mark,
    );
    return found ? `[data-marked="${mark}"]` : null;
  }

  /** Waits until it is there. */
  async find(target: Named | string): Promise<string> {
    if (typeof target === 'string') {
      await expect
        .poll(() => this.run((css) => document.querySelector(css) !== null, target), {
          message: target,
          timeout: 60_000,
        })
        .toBe(true);
      return target;
    }
    let selector: string | null = null;
    const message = `${target.role} "${target.name}"`;
    await expect
      .poll(async () => (selector = await this.#find(target)), { message, timeout: 60_000 })
      .not.toBeNull();
    return selector as unknown as string;
  }

  /** CSS that matches the last of the elements that `css` matches now. */
  last(css: string): Promise<string> {
    const mark = `${++this.#marks}`;
    return this.run(
      (selector, sign) => {
        [...document.querySelectorAll(selector)].at(-1)?.setAttribute('data-marked', sign);
        return `[data-marked="${sign}"]`;
      },
      css,
      mark,
    );
  }

  async click(target: Named | string): Promise<void> {
    await this.driver.click(await this.find(target));
  }

  /** Gives the keyboard to it. */
  focus(css: string): Promise<void> {
    return this.run((selector) => document.querySelector<HTMLElement>(selector)?.focus(), css);
  }

  async give(target: string, ...paths: string[]): Promise<void> {
    await this.driver.give(await this.find(target), paths);
  }

  /** The text of the first element that matches, as it is shown; empty where there is none. */
  text(css: string): Promise<string> {
    return this.run((selector) => document.querySelector<HTMLElement>(selector)?.innerText ?? '', css);
  }

  async shows(css: string, text: string | RegExp, timeout = 60_000): Promise<void> {
    const message = `text of ${css}`;
    const words = expect.poll(() => this.text(css), { message, timeout });
    await (typeof text === 'string' ? words.toContain(text) : words.toMatch(text));
  }

  /** Waits for a value of an attribute. */
  async attribute(css: string, name: string, value: string, timeout = 120_000): Promise<void> {
    const read = () =>
      this.run((selector, key) => document.querySelector(selector)?.getAttribute(key) ?? null, css, name);
    await expect.poll(read, { message: `${name} of ${css}`, timeout }).toBe(value);
  }
}
