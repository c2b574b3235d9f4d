/**
 * node serve.mjs: a small service. POST /score with an image as the body gives JSON; with `Accept: image/png` the map. GET /health.
 * PORT (8080), HOST (127.0.0.1), MOST_BYTES (20 MiB), MOST_PIXELS (50 million), MOST_WAITING (64), TIMEOUT_MS (30000). First: npm install
 */
import { openHere } from './open-here.mjs';
import { createService } from './service.mjs';

const setting = (name, value) => Number(process.env[name] ?? value);
const HOST = process.env.HOST ?? '127.0.0.1';

const { detector, golden } = await openHere();
const server = createService(
  { ...golden, detector },
  {
    mostBytes: setting('MOST_BYTES', 20 * 2 ** 20),
    mostPixels: setting('MOST_PIXELS', 50_000_000),
    mostWaiting: setting('MOST_WAITING', 64),
    timeoutMs: setting('TIMEOUT_MS', 30_000),
  },
);
server.listen(setting('PORT', 8080), HOST, () =>
  console.log(`http://${HOST}:${server.address().port}/score`),
);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.close(() => process.exit(0)));
