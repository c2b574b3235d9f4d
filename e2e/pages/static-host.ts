/** A plain static host for the built page: no isolation headers, optionally under a sub-path, and it can be switched off. */
import { createReadStream } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { resolveFile, TYPES } from '../../scripts/experiment/server.ts';

export class StaticHost {
  readonly requests: string[] = [];
  #server: Server | null = null;
  #port = 0;

  constructor(
    private readonly root: string,
    private readonly prefix = '/',
  ) {}

  get url(): string {
    return `http://localhost:${this.#port}${this.prefix}`;
  }

  async start(): Promise<void> {
    const server = createServer((request, response) => {
      const path = request.url ?? '/';
      this.requests.push(path);
      const file = path.startsWith(this.prefix)
        ? resolveFile(this.root, `/${path.slice(this.prefix.length)}`)
        : null;
      if (!file) return void response.writeHead(404).end('Not found');
      response.writeHead(200, { 'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream' });
      createReadStream(file).pipe(response);
    });
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(this.#port, 'localhost', resolve));
    this.#port = (server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    if (!server) return;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}
