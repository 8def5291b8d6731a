import { readFileSync } from 'node:fs';
import http from 'node:http';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** Half of a head, half of a body, or nothing at all. */
export function unfinished(port: number): readonly string[] {
  const head = `Host: 127.0.0.1:${port}\r\n`;
  return [
    `GET / HTTP/1.1\r\n${head}X-A: `,
    `POST /theme HTTP/1.1\r\n${head}Origin: http://127.0.0.1:${port}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 10000\r\n\r\nth`,
    '',
  ];
}

/** Connections that say what they were given and then nothing more; opened a few hundred at a time, since a listener queues no more. */
export async function hold(port: number, count: number, says: readonly string[]): Promise<Socket[]> {
  const sockets: Socket[] = [];
  const open = (words: string) =>
    new Promise<void>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => socket.write(words, () => resolve()));
      sockets.push(
        socket
          .once('error', () => resolve())
          .once('close', () => resolve())
          .resume(),
      );
    });
  while (sockets.length < count) {
    const first = sockets.length;
    await Promise.all(
      Array.from({ length: Math.min(250, count - first) }, (_, n) =>
        open(says[(first + n) % says.length] ?? ''),
      ),
    );
  }
  return sockets;
}

/** How many connections this process and the one that it asks may have open. @units connections */
export function mostConnections(): number {
  const limit = /^Max open files\s+(\d+)\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[2];
  return Math.max(0, Number(limit ?? 4_096) - 2_000);
}

export interface Others {
  served: number;
  asked: number;
  /** @units milliseconds */
  slowest: number;
}

/** What becomes of others who ask for something meanwhile; whoever gets nothing within ten seconds was not served. */
export async function askAsOthers(port: number, paths: readonly string[]): Promise<Others> {
  const replies = await Promise.all(
    paths.map(async (path) => {
      const startedAt = performance.now();
      const status = await new Promise<number>((resolve) => {
        const request = http.get(
          { port, host: '127.0.0.1', path, agent: false, timeout: 10_000 },
          (response) => response.resume().on('end', () => resolve(response.statusCode ?? 0)),
        );
        request
          .on('timeout', () => request.destroy())
          .on('error', () => resolve(0))
          .on('close', () => resolve(0));
      });
      return { status, took: performance.now() - startedAt };
    }),
  );
  return {
    served: replies.filter(({ status }) => status === 200).length,
    asked: paths.length,
    slowest: Math.round(Math.max(...replies.map(({ took }) => took))),
  };
}

/** The answer to a request with that many bytes of headers: its status, or 0 where the connection was cut. */
export function sendHeaders(port: number, bytes: number): Promise<number> {
  const line = `${'x-flood: '.padEnd(998, 'a')}\r\n`;
  return new Promise((resolve) => {
    let reply = '';
    const socket = connect(port, '127.0.0.1', () =>
      socket.write(
        `GET /api/health/live HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n${line.repeat(Math.ceil(bytes / 1_000))}\r\n`,
      ),
    );
    socket
      .setEncoding('utf8')
      .on('data', (part: string) => (reply += part))
      .on('error', () => undefined);
    socket.once('close', () => resolve(Number(/^HTTP\/1\.1 (\d+)/.exec(reply)?.[1] ?? 0)));
  });
}

/** Of connections that never finish, those that the server has ended in that time. @units milliseconds */
export async function endedWithin(sockets: readonly Socket[], milliseconds: number): Promise<number> {
  const deadline = Date.now() + milliseconds;
  while (sockets.some(({ closed }) => !closed) && Date.now() < deadline) await pause(250);
  return sockets.filter(({ closed }) => closed).length;
}
