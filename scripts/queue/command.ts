/** What the three commands of a queue share: options, lines with the time, the exit code, and Ctrl-C. */
import { UsageError } from '../experiment/options.ts';

/** A line with the time of day, also where output goes to a file. */
export function say(line: string): void {
  process.stdout.write(`${new Date().toTimeString().slice(0, 8)} ${line}\n`);
}

/** Runs a command; `work` gets its options and returns the exit code. */
export async function command<T>(
  script: string,
  help: string,
  parse: (argv: readonly string[]) => T | null,
  work: (options: T) => Promise<number>,
): Promise<number> {
  try {
    const options = parse(process.argv.slice(2));
    if (options === null) {
      process.stdout.write(help);
      return 0;
    }
    return await work(options);
  } catch (error) {
    const usage = error instanceof UsageError;
    process.stderr.write(`${(error as Error).message}\n${usage ? `See: npm run ${script} -- --help\n` : ''}`);
    return usage ? 2 : 1;
  }
}

/** One Ctrl-C may arrive twice, from the terminal and from whoever started this process. */
const SAME_MS = 1000;

/** Resolves at Ctrl-C or when the process is asked to end; a second time ends it at once. */
export function askedToEnd(): Promise<void> {
  return new Promise((resolve) => {
    let firstMs: number | null = null;
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.on(signal, () => {
        firstMs ??= performance.now();
        if (performance.now() - firstMs > SAME_MS) process.exit(130);
        resolve();
      });
  });
}
