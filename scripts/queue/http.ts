/**
 * What workers ask the server of a grid over http: the plan, images by their content, whether a run is still wanted; and what they hand in.
 * Whoever may use the Redis knows the token; without it nothing is answered.
 */
import { timingSafeEqual } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { ARCHIVE_BYTES } from './archive.ts';
import { RefusedResult } from './result-schema.ts';
import type { ServedGrid } from './served-grid.ts';
import { isDiskFull, plain } from './words.ts';

export interface HttpSetting {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  readonly token: string;
  /** The build that workers must have. */
  readonly build: string;
  readonly tls: { readonly cert: Buffer; readonly key: Buffer } | null;
}

/** What becomes of a hand-in, for the terminal and the table. */
export interface Events {
  accepted(grid: ServedGrid, hash: string, machine: string): void;
  refused(grid: ServedGrid, hash: string, machine: string, reason: string): void;
  diskFull(words: string): void;
}

const ROUTE = /^\/grids\/([0-9a-f-]{36})\/(plan|files|runs)(?:\/([0-9a-f]{64}))?$/;

function say(response: ServerResponse, status: number, words: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(words);
}

function isAllowed(request: IncomingMessage, token: string): boolean {
  const given = Buffer.from(request.headers.authorization ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

/** The whole body; null where it is larger than may be. */
async function readBody(request: IncomingMessage, most: number): Promise<Buffer | null> {
  if (Number(request.headers['content-length'] ?? 0) > most) return null;
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > most) return null;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** From `Range: bytes=N-` on, where a part is there already. */
async function sendFile(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { size } = await stat(path);
  const start = Number(/^bytes=(\d{1,15})-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
  if (start > size) return say(response, 416, 'Nothing lies so far.');
  response.writeHead(start > 0 ? 206 : 200, {
    'Content-Type': 'application/octet-stream',
    'Content-Length': size - start,
    ...(start > 0 ? { 'Content-Range': `bytes ${start}-${size - 1}/${size}` } : {}),
  });
  await pipeline(createReadStream(path, { start }), response);
}

async function handIn(
  grid: ServedGrid,
  hash: string,
  request: IncomingMessage,
  response: ServerResponse,
  setting: HttpSetting,
  events: Events,
): Promise<void> {
  const machine = plain(String(request.headers['x-machine'] ?? 'a worker'), 80);
  const refuse = (status: number, reason: string): void => {
    events.refused(grid, hash, machine, reason);
    say(response, status, reason);
  };
  if (request.headers['x-build'] !== setting.build)
    return refuse(409, 'it is of another version of the program');
  const body = await readBody(request, ARCHIVE_BYTES);
  if (!body) return refuse(413, 'it is larger than may be handed in');
  try {
    if (grid.accept(hash, body)) events.accepted(grid, hash, machine);
    say(response, 200, 'It is kept.');
  } catch (error) {
    if (error instanceof RefusedResult) return refuse(422, error.message);
    if (!isDiskFull(error)) throw error;
    const words = `The disk with ${grid.order.out} is full. Make room; results wait at their workers.`;
    events.diskFull(words);
    say(response, 507, words);
  }
}

/** Starts to answer. `find`: a served grid by its id. */
export async function serveHttp(
  setting: HttpSetting,
  find: (id: string) => ServedGrid | undefined,
  events: Events,
): Promise<{ readonly port: number; close(): Promise<void> }> {
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (!isAllowed(request, setting.token)) return say(response, 401, 'The token is that of another start.');
    const [, id = '', what, hash = null] = ROUTE.exec(request.url ?? '') ?? [];
    const grid = find(id);
    const { method } = request;
    if (!grid) return say(response, 404, 'There is no such grid.');
    if (what === 'plan' && method === 'GET') {
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(grid.plan));
      return;
    }
    if (what === 'files' && method === 'GET' && hash) {
      const path = grid.fileOf(hash);
      return path ? sendFile(path, request, response) : say(response, 404, 'There is no such file.');
    }
    if (what !== 'runs' || !hash || !grid.has(hash)) return say(response, 404, 'There is no such run.');
    if (method === 'GET') {
      const state = grid.done.has(hash) ? 'done' : grid.cancelled.has(hash) ? 'cancelled' : 'wanted';
      return say(response, 200, state);
    }
    if (method === 'PUT') return handIn(grid, hash, request, response, setting, events);
    say(response, 405, 'Not here.');
  };
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    answer(request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else say(response, 500, plain((error as Error).message));
    });
  };
  const server: Server = setting.tls ? createTlsServer(setting.tls, listener) : createServer(listener);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(setting.port, setting.host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
}
