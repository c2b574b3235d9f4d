/** Bull Board: a page over the queue itself, for those who want one. On this machine only, because it has no password. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { ExpressAdapter } from '@bull-board/express';
import type { Queue } from 'bullmq';

/** @param port 0: any free one */
export async function openBoard(
  queue: Queue,
  port: number,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const adapter = new ExpressAdapter();
  createBullBoard({ queues: [new BullMQAdapter(queue)], serverAdapter: adapter });
  const pages = adapter.getRouter() as (request: IncomingMessage, response: ServerResponse) => void;
  const server = createServer((request, response) => {
    // A page of another site that knows the port would otherwise act in the name of whoever sits here.
    const { host = '', origin } = request.headers;
    const own = ['127.0.0.1', 'localhost', '[::1]'].includes(host.replace(/:\d+$/, ''));
    if (own && (origin === undefined || origin === `http://${host}`)) pages(request, response);
    else response.writeHead(403).end('Only from this machine.');
  });
  server.listen(port, '127.0.0.1');
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve);
    server.once('error', reject);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
