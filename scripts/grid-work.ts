/** `npm run grid:work`: takes runs of grids from a queue. `--help` says how; the work is in scripts/queue/work.ts. */
import { join } from 'node:path';
import { ensureBuilt, ROOT } from './experiment/ensure-built.ts';
import { UsageError } from './experiment/options.ts';
import { serveFolder } from './experiment/server.ts';
import { parseWork } from './queue/arguments.ts';
import { BrowserRunner } from './queue/browser-runner.ts';
import { buildIdentity } from './queue/build-identity.ts';
import { askedToEnd, command, say } from './queue/command.ts';
import { WORK_HELP } from './queue/help.ts';
import { takeOwnFolder } from './queue/own-folder.ts';
import { connectRedis } from './queue/redis.ts';
import { Registry } from './queue/registry.ts';
import { GridWorker, versionRefusal } from './queue/work.ts';

process.exitCode = await command('grid:work', WORK_HELP, parseWork, async (options) => {
  const redis = await connectRedis(options.redis, say);
  try {
    ensureBuilt(say);
    const build = buildIdentity(ROOT);
    const refusal = await versionRefusal(new Registry(redis, options.queue), build);
    if (refusal) throw new UsageError(refusal);
    const own = takeOwnFolder(options.cache);
    const page = await serveFolder(join(ROOT, 'dist'));
    // Before the first browser, which would otherwise take Ctrl-C for itself.
    const asked = askedToEnd();
    try {
      const { queue: name, parallel, cacheBytes, dataRoot, untilDone } = options;
      const worker = new GridWorker({
        redis,
        name,
        build,
        parallel,
        cache: own.folder,
        cacheBytes,
        dataRoot,
        untilDone,
        makeRunner: () => new BrowserRunner(page.url),
        say,
      });
      say(
        `Version ${build.version}, build ${build.id}; ${parallel} at a time; waiting for runs at ${options.redis.shown}`,
      );
      void asked.then(() => {
        say('Giving back what is in hand ...');
        return worker.leave();
      });
      return await worker.ended;
    } finally {
      await page.close();
      own.release();
    }
  } finally {
    redis.disconnect();
  }
});
process.exit();
