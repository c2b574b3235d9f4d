/** The worker's side of `http.ts`: asks the server of a grid, wherever the registry says that it is now. */
import type { Registry, ServerRecord } from './registry.ts';
import { plain } from './words.ts';

/** The server does not answer, or cannot now: try again later. */
export class ServerAway extends Error {
  override readonly name = 'ServerAway';
}

/** The server has said no, and would again. */
export class ServerRefused extends Error {
  override readonly name = 'ServerRefused';
}

/** No answer at all for so long means that nobody is there. */
const PATIENCE_MS = 60_000;

export class GridClient {
  constructor(
    private readonly registry: Registry,
    private readonly build: string,
    private readonly machine: string,
  ) {}

  /** @throws ServerAway, ServerRefused */
  private async ask(grid: string, path: string, init: RequestInit, signal: AbortSignal): Promise<Response> {
    const server: ServerRecord | null = await this.registry.server(grid);
    if (!server) throw new ServerAway('The server of the grid is not known.');
    let response: Response;
    try {
      response = await fetch(new URL(`grids/${grid}/${path}`, `${server.url.replace(/\/$/, '')}/`), {
        ...init,
        redirect: 'error',
        headers: {
          Authorization: `Bearer ${server.token}`,
          'X-Build': this.build,
          'X-Machine': encodeURIComponent(this.machine),
          ...init.headers,
        },
        signal,
      });
    } catch (error) {
      signal.throwIfAborted();
      const { cause, message } = error as Error;
      throw new ServerAway(
        `${server.url} does not answer (${(cause as Error | undefined)?.message ?? message}).`,
      );
    }
    if (response.ok) return response;
    const words = plain((await response.text().catch(() => '')) || `status ${response.status}`, 400);
    // 401: another start, whose token is not known yet; 5xx: for now.
    if (response.status === 401 || response.status >= 500) throw new ServerAway(words);
    throw new ServerRefused(words);
  }

  /** Of the server's present start. @throws ServerAway */
  async tokenOf(grid: string): Promise<string> {
    const server = await this.registry.server(grid);
    if (!server) throw new ServerAway('The server of the grid is not known.');
    return server.token;
  }

  private patient(signal: AbortSignal): AbortSignal {
    return AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
  }

  /** At most `most` bytes of JSON. @throws ServerAway, ServerRefused */
  async plan(grid: string, most: number, signal: AbortSignal): Promise<unknown> {
    const response = await this.ask(grid, 'plan', {}, this.patient(signal));
    const parts: Uint8Array[] = [];
    let size = 0;
    for await (const part of body(response)) {
      size += part.length;
      if (size > most) throw new ServerRefused('Its plan is larger than a plan may be.');
      parts.push(part);
    }
    return JSON.parse(Buffer.concat(parts).toString('utf8')) as unknown;
  }

  async stateOf(grid: string, hash: string, signal: AbortSignal): Promise<string> {
    return (await this.ask(grid, `runs/${hash}`, {}, this.patient(signal))).text();
  }

  /** The bytes of a file from `start` on, which may be none. @throws ServerAway also in the middle */
  async *file(grid: string, sha256: string, start: number, signal: AbortSignal): AsyncGenerator<Uint8Array> {
    const headers = start > 0 ? { Range: `bytes=${start}-` } : undefined;
    const response = await this.ask(grid, `files/${sha256}`, { headers }, signal);
    if (start > 0 && response.status !== 206) throw new ServerRefused('The server does not resume files.');
    try {
      yield* body(response);
    } catch (error) {
      signal.throwIfAborted();
      throw new ServerAway(`The transfer broke off (${(error as Error).message}).`);
    }
  }

  /** @throws ServerAway, ServerRefused with the reason */
  async handIn(grid: string, hash: string, archive: Uint8Array, signal: AbortSignal): Promise<void> {
    const init = { method: 'PUT', body: archive as Uint8Array<ArrayBuffer> };
    await this.ask(
      grid,
      `runs/${hash}`,
      init,
      AbortSignal.any([signal, AbortSignal.timeout(10 * PATIENCE_MS)]),
    );
  }
}

async function* body(response: Response): AsyncGenerator<Uint8Array> {
  if (response.body) yield* response.body as unknown as AsyncIterable<Uint8Array>;
}
