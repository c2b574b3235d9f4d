/** `npm run grid:serve`: grids of runs for workers on many machines. `--help` says how; the work is in scripts/queue/serve.ts. */
import { ensureBuilt, ROOT } from './experiment/ensure-built.ts';
import { parseServe } from './queue/arguments.ts';
import { openBoard } from './queue/board.ts';
import { buildIdentity } from './queue/build-identity.ts';
import { askedToEnd, command, say } from './queue/command.ts';
import { SERVE_HELP } from './queue/help.ts';
import { connectRedis } from './queue/redis.ts';
import { serve, summary } from './queue/serve.ts';

process.exitCode = await command('grid:serve', SERVE_HELP, parseServe, async (options) => {
  const startedAt = performance.now();
  const redis = await connectRedis(options.redis, say);
  try {
    ensureBuilt(say);
    const build = buildIdentity(ROOT);
    const { orders, queue, host, port, tls, publicUrl } = options;
    const serving = await serve({
      redis,
      name: queue,
      build,
      orders,
      http: { host, port, tls },
      publicUrl,
      say,
    });
    const board = options.board === null ? null : await openBoard(serving.queue, options.board);
    say(`Version ${build.version}, build ${build.id}, at ${serving.url}`);
    if (board) say(`Bull Board at ${board.url}`);
    const stopped = await Promise.race([serving.over.then(() => false), askedToEnd().then(() => true)]);
    await serving.close();
    await board?.close();
    const { lines, ok } = summary(serving, performance.now() - startedAt);
    for (const line of lines) say(line);
    if (stopped && !ok) say('The runs stay queued; the same command goes on.');
    for (const grid of serving.grids)
      for (const [hash, reason] of grid.failed)
        process.stderr.write(`${grid.name}: ${grid.labelOf(hash)} failed: ${reason}\n`);
    return ok ? 0 : 1;
  } finally {
    redis.disconnect();
  }
});
