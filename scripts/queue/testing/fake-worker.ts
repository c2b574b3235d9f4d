/** A worker process of its own for tests, with runs that take no browser: `fake-worker.ts REDIS_URL CACHE MS LOCK_MS`. */
import { command, askedToEnd, say } from '../command.ts';
import { connectRedis, redisAddress } from '../redis.ts';
import { GridWorker } from '../work.ts';
import { TEST_BUILD, TEST_QUEUE } from './setting.ts';
import { FakeRunner } from './fake-run.ts';

const code = await command(
  'fake-worker',
  '',
  ([url, cache, ms, lockMs]) => ({ url, cache, ms: Number(ms), lockMs: Number(lockMs) }),
  async ({ url, cache, ms, lockMs }) => {
    const redis = await connectRedis(redisAddress(url), say);
    const worker = new GridWorker({
      redis,
      name: TEST_QUEUE,
      build: TEST_BUILD,
      parallel: 1,
      cache,
      cacheBytes: 1e9,
      dataRoot: null,
      untilDone: true,
      makeRunner: () => new FakeRunner(ms, () => say('run begun')),
      say,
      lockMs,
    });
    say('ready');
    void askedToEnd().then(() => worker.leave());
    return worker.ended;
  },
);
process.exit(code);
