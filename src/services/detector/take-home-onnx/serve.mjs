/**
 * node serve.mjs: a small service. POST /score with an image as the body gives JSON; with `Accept: image/png` the map. GET /health.
 * PORT (8080), HOST (127.0.0.1), MOST_BYTES (20 MiB), MOST_PIXELS (50 million), MOST_WAITING (64), TIMEOUT_MS (30000). First: npm install
 */
import { openHere } from './open-here.mjs';
import { createService } from './service.mjs';

/** Ends the program, before an image was scored. */
function refuse(words) {
  console.error(words);
  process.exit(2);
}

function setting(name, value) {
  const given = Number(process.env[name] ?? value);
  if (!(Number.isInteger(given) && given >= 0))
    refuse(`${name} must be a whole number, not "${process.env[name]}".`);
  return given;
}

const PORT = setting('PORT', 8080);
if (PORT > 65_535) refuse('PORT may be 65535 at most.');
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
server.once('error', (error) =>
  refuse(
    error.code === 'EADDRINUSE'
      ? `Port ${PORT} is taken by another program: choose one with PORT=... (0: any free one).`
      : `The service cannot listen at ${HOST}:${PORT}: ${error.message}`,
  ),
);
server.listen(PORT, HOST, () => console.log(`http://${HOST}:${server.address().port}/score`));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.close(() => process.exit(0)));
