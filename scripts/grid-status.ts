/** `npm run grid:status`: grids, workers and runs of a queue, and commands to a grid. `--help` says how. */
import { UsageError } from './experiment/options.ts';
import { parseStatus } from './queue/arguments.ts';
import { askedToEnd, command, say } from './queue/command.ts';
import { STATUS_HELP } from './queue/help.ts';
import { connectRedis } from './queue/redis.ts';
import { Registry } from './queue/registry.ts';
import { findGrid, readStatus, statusLines } from './queue/status.ts';

const AGAIN_MS = 1000;

process.exitCode = await command('grid:status', STATUS_HELP, parseStatus, async (options) => {
  const redis = await connectRedis(options.redis, say);
  const registry = new Registry(redis, options.queue);
  try {
    if (options.command) {
      const { grids } = await readStatus(registry);
      const found = findGrid(grids, options.command.grid);
      if (!('id' in found)) {
        const which = found.length > 0 ? ` Several are called so: ${found.join(', ')}.` : '';
        throw new UsageError(`There is no grid "${options.command.grid}".${which}`);
      }
      await registry.sendCommand(found.id, options.command.send);
      const when = found.state === 'server away' ? 'when its server is back' : 'within seconds';
      say(`${found.name}: --${options.command.send.do} is done ${when}.`);
      return 0;
    }
    if (options.json) {
      process.stdout.write(`${JSON.stringify(await readStatus(registry), null, 2)}\n`);
      return 0;
    }
    const { stdout } = process;
    if (options.once || !stdout.isTTY) {
      stdout.write(`${statusLines(await readStatus(registry), stdout.columns ?? 160).join('\n')}\n`);
      return 0;
    }
    let ended = false;
    void askedToEnd().then(() => (ended = true));
    for (;;) {
      const lines = statusLines(await readStatus(registry), stdout.columns).slice(0, stdout.rows - 2);
      // From the top left on, each line to its end, then what is below: nothing flickers.
      stdout.write(`\x1b[H${lines.map((line) => `${line}\x1b[K\n`).join('')}\x1b[J`);
      if (ended) return 0;
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  } finally {
    redis.disconnect();
  }
});
