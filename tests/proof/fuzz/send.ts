import http from 'node:http';
import { connect } from 'node:net';
import type { Sent } from './requests';

export interface Got {
  status: number;
  type: string;
  text: string;
  requestId: string;
  /** @units milliseconds */
  took: number;
}

const agent = new http.Agent({ keepAlive: true, maxSockets: 8 });
/** @units milliseconds */
const patience = 30_000;

/** Sends one request; null when the server closed the connection without an answer, which only raw bytes may earn. */
export function send(port: number, sent: Sent): Promise<Got | null> {
  const startedAt = performance.now();
  const took = () => performance.now() - startedAt;
  return sent.bytes ? sendBytes(port, sent.bytes, took) : sendRequest(port, sent, took);
}

function sendRequest(
  port: number,
  { method, path, headers, body }: Sent,
  took: () => number,
): Promise<Got | null> {
  return new Promise((resolve, reject) => {
    const request = http.request(
      { host: '127.0.0.1', port, method, path, headers, agent, timeout: patience },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            type: response.headers['content-type'] ?? '',
            text: Buffer.concat(chunks).toString('utf8'),
            requestId: String(response.headers['x-request-id'] ?? ''),
            took: took(),
          }),
        );
      },
    );
    request.on('upgrade', (response, socket) => {
      socket.destroy();
      resolve({ status: response.statusCode ?? 0, type: '', text: '', requestId: '', took: took() });
    });
    request.on('timeout', () => request.destroy(new Error('no answer in time')));
    // A connection that was kept open may be closed by the server just then; a client asks again, and so does the caller.
    request.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNRESET' || error.code === 'EPIPE') resolve(null);
      // An answer that an ordinary client cannot read is one no document names.
      else if (error.code?.startsWith('HPE_'))
        resolve({ status: 0, type: '', text: error.message, requestId: '', took: took() });
      else reject(error);
    });
    request.end(body ?? undefined);
  });
}

function sendBytes(port: number, bytes: Buffer, took: () => number): Promise<Got | null> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    const finish = () => {
      clearTimeout(waiting);
      socket.destroy();
      const text = Buffer.concat(chunks).toString('latin1');
      const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0);
      const type = /^content-type: (.*)$/im.exec(text)?.[1]?.trim() ?? '';
      const requestId = /^x-request-id: (.*)$/im.exec(text)?.[1]?.trim() ?? '';
      resolve(status === 0 ? null : { status, type, text, requestId, took: quiet ? 0 : took() });
    };
    // Half a request keeps the connection open until the server's own limit; that limit is another proof's.
    let quiet = false;
    const waiting = setTimeout(() => {
      quiet = true;
      finish();
    }, 1_500);
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('close', finish);
    socket.on('error', finish);
  });
}

export function hangUp(): void {
  agent.destroy();
}
