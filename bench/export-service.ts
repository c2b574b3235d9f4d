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

/** `folder`: the unpacked archive. `files`: images that are sent in turns. @returns the figures in words */
export async function measureService(folder: string, files: readonly string[]): Promise<string> {
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'), 'dir');
  const env = { ...process.env, ...HOSTILE_LIMITS, PORT: '0' };
  const server = spawn('node', ['serve.mjs'], { cwd: folder, env, stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const address = await new Promise<string>((ready, failed) => {
      server.stdout.once('data', (line: Buffer) => ready(String(line).trim()));
      server.once('exit', () => failed(new Error('The service ended.')));
    });
    const bodies = files.map((file) => Uint8Array.from(readFileSync(file)));
    const post = async (body: Uint8Array<ArrayBuffer> | string) => {
      const began = performance.now();
      const response = await fetch(address, { method: 'POST', body });
      const said = (await response.json()) as { anomaly_score?: number };
      return { status: response.status, said, ms: performance.now() - began };
    };
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
    const seconds = (performance.now() - began) / 1000;
    const statuses = new Map<number, number>();
    for (const body of await hostileUploads(bodies[0], HOSTILE)) {
      const { status } = await post(body);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
    const at = (share: number, of: number[]) =>
      of.sort((a, b) => a - b)[Math.ceil(share * of.length) - 1].toFixed(0);
    const lives = (await post(bodies[0])).status === 200;
    const told = [...statuses].sort(([a], [b]) => a - b).map(([status, count]) => `${count} with ${status}`);
    return (
      `Service: ${times.length} requests of ${CLIENTS} clients, ${failed} failed, ${(times.length / seconds).toFixed(1)} a second; latency p50 ${at(0.5, times)} ms, ` +
      `p95 ${at(0.95, times)} ms (one client alone: p50 ${at(0.5, alone)} ms). ${HOSTILE} hostile bodies: ${told.join(', ')}; afterwards ${lives ? 'it goes on' : 'IT IS DEAD'}.`
    );
  } finally {
    server.kill();
  }
}
