/**
 * The service that goes home with a detector, as its own process: latency of 1,000 requests under 16 parallel clients, and 200 bodies that are no
 * images it may take.
 */
import { spawn } from 'node:child_process';
import { readFileSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { HOSTILE_LIMITS, hostileUploads } from '../scripts/score/hostile-uploads.ts';

const REQUESTS = 1000;
const CLIENTS = 16;
const HOSTILE = 200;

type Body = Uint8Array<ArrayBuffer> | string;

interface Answer {
  readonly status: number;
  readonly said: { readonly anomaly_score?: number };
  readonly ms: number;
}

/** Starts the service of `folder`, does the work with it, and ends it. */
async function withService<T>(
  folder: string,
  limits: Readonly<Record<string, string>>,
  work: (post: (body: Body) => Promise<Answer>) => Promise<T>,
): Promise<T> {
  const env = { ...process.env, ...limits, PORT: '0' };
  const server = spawn('node', ['serve.mjs'], { cwd: folder, env, stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const address = await new Promise<string>((ready, failed) => {
      server.stdout.once('data', (line: Buffer) => ready(String(line).trim()));
      server.once('exit', () => failed(new Error('The service ended.')));
    });
    return await work(async (body) => {
      const began = performance.now();
      const response = await fetch(address, { method: 'POST', body });
      const said = (await response.json()) as Answer['said'];
      return { status: response.status, said, ms: performance.now() - began };
    });
  } finally {
    server.kill();
  }
}

const at = (share: number, of: readonly number[]) =>
  [...of].sort((a, b) => a - b)[Math.ceil(share * of.length) - 1].toFixed(0);

/** `folder`: the unpacked archive. `files`: images that are sent in turns. @returns the figures in words */
export async function measureService(folder: string, files: readonly string[]): Promise<string> {
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'), 'dir');
  const bodies = files.map((file) => Uint8Array.from(readFileSync(file)));
  const load = await withService(folder, {}, async (post) => {
    const alone: number[] = [];
    for (const body of bodies) alone.push((await post(body)).ms);
    const times: number[] = [];
    let failed = 0;
    let sent = 0;
    const client = async () => {
      while (sent < REQUESTS) {
        const { status, said, ms } = await post(bodies[sent++ % bodies.length]);
        times.push(ms);
        if (status !== 200 || !Number.isFinite(said.anomaly_score)) failed++;
      }
    };
    const began = performance.now();
    await Promise.all(Array.from({ length: CLIENTS }, client));
    const rate = times.length / ((performance.now() - began) / 1000);
    return (
      `${times.length} requests of ${CLIENTS} clients, ${failed} failed, ${rate.toFixed(1)} a second; ` +
      `latency p50 ${at(0.5, times)} ms, p95 ${at(0.95, times)} ms (one client alone: p50 ${at(0.5, alone)} ms)`
    );
  });
  const golden = Uint8Array.from(readFileSync(join(folder, 'golden/1.png')));
  const hostile = await withService(folder, HOSTILE_LIMITS, async (post) => {
    const statuses = new Map<number, number>();
    for (const body of await hostileUploads(golden, HOSTILE)) {
      const { status } = await post(body);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
    const told = [...statuses].sort(([a], [b]) => a - b).map(([status, count]) => `${count} with ${status}`);
    const lives = (await post(golden)).status === 200;
    return `${HOSTILE} hostile bodies: ${told.join(', ')}; afterwards ${lives ? 'it goes on' : 'IT IS DEAD'}`;
  });
  return `Service: ${load}. ${hostile}.`;
}
