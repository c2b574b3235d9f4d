/**
 * `cutpaste serve`: the page for browsers of this machine or of a class, or with a detector a service that scores images. Ends at Ctrl-C.
 */
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createService } from '../src/services/detector/take-home-onnx/service.mjs';
import type { ValuesOf } from './command-line/option-table.ts';
import { UsageError } from './command-line/usage-error.ts';
import { ensureBuilt, ROOT } from './experiment/ensure-built.ts';
import { pageServer } from './experiment/server.ts';
import { openChecked } from './score/open-checked.ts';
import type { SERVE_OPTIONS } from './score/score-options.ts';

type Values = ValuesOf<typeof SERVE_OPTIONS>;

function whole(
  values: Values,
  name: 'port' | 'most-bytes' | 'most-pixels' | 'most-waiting' | 'timeout',
  most: number,
) {
  const text = values[name];
  const least = name === 'port' ? 0 : 1;
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new UsageError(`--${name} must be a whole number from ${least} to ${most}, not "${text}".`);
}

/** Resolves with the exit code when the server is asked to end. @throws UsageError; Error where the port is taken */
export async function serve(values: Values): Promise<number> {
  const port = whole(values, 'port', 65_535);
  const limits = {
    mostBytes: whole(values, 'most-bytes', 2 ** 31),
    mostPixels: whole(values, 'most-pixels', 2 ** 31),
    mostWaiting: whole(values, 'most-waiting', 100_000),
    timeoutMs: 1000 * whole(values, 'timeout', 86_400),
  };
  const { detector: file, host } = values;
  if (!file) ensureBuilt((line) => process.stderr.write(`${line}\n`));
  const server = file ? createService(await openChecked(file), limits) : pageServer(join(ROOT, 'dist'));
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new UsageError(`--port: ${port} is taken at ${host}. Give another one, or 0 for any free one.`)
          : error,
      ),
    );
    server.listen(port, host, resolve);
  });
  const address = `http://${host.includes(':') ? `[${host}]` : host}:${(server.address() as AddressInfo).port}/`;
  const url = file ? `${address}score` : address;
  if (values.json) process.stdout.write(`${JSON.stringify({ url, serves: file ? 'detector' : 'page' })}\n`);
  else process.stdout.write(`${url}\n`);
  process.stderr.write(
    file ? 'POST an image there; /health says that it lives. Ctrl-C ends it.\n' : 'Ctrl-C ends it.\n',
  );
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  server.close();
  server.closeAllConnections();
  return 0;
}
