import { randomBytes, randomInt } from 'node:crypto';
import http from 'node:http';

/** What a form can carry: texts, several texts under one name, or a file. */
export type Fields = Record<string, string | readonly string[] | HandedFile>;
interface HandedFile {
  fileName: string;
  type: string;
  content: string | Uint8Array;
}

export interface Answer {
  status: number;
  headers: http.IncomingHttpHeaders;
  body: string;
}

/** What an endpoint made of a call. `code` is the refusal's own, or what the status says. */
export interface Reply extends Answer {
  outcome: 'done' | 'refused' | 'signIn';
  code: string;
  reason: string;
}

const codeOfStatus: Record<number, string> = {
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  409: 'conflict',
  422: 'invalid_input',
  429: 'rate_limited',
};

/** Visitors are counted by address; where each call comes from another one, the budget of one is not what is measured. */
export function someAddress(): string {
  return `10.${randomInt(256)}.${randomInt(256)}.${randomInt(256)}`;
}

/** Speaks to the built product over HTTP as a browser of one person would; where it runs several times, to each in turn. */
export class Browser {
  private readonly agent = new http.Agent({ keepAlive: true, maxSockets: 16 });
  private readonly addresses: readonly string[];
  private sent = 0;

  constructor(...addresses: readonly string[]) {
    this.addresses = addresses;
  }

  close(): void {
    this.agent.destroy();
  }

  async page(path: string, cookie: string | null): Promise<Reply> {
    const answer = await this.send('GET', path, cookie, {});
    const location = answer.headers.location ?? '';
    const toSignIn =
      answer.status >= 300 && answer.status < 400 && /^(https?:\/\/[^/]+)?\/sign-in(\?|$)/.test(location);
    return { ...answer, ...judged(answer, toSignIn) };
  }

  async form(path: string, cookie: string | null, fields: Fields): Promise<Reply> {
    const answer = await this.send('POST', path, cookie, multipart(Object.entries(fields)));
    return { ...answer, ...judged(answer, false) };
  }

  /** A server action as React calls it: the form’s fields under "_1_", then the arguments, the second of which points to them. */
  async action(path: string, id: string, cookie: string | null, fields: Fields): Promise<Reply> {
    const parts = Object.entries(fields).map(([name, value]) => [`_1_${name}`, value] as const);
    const { headers, body } = multipart([...parts, ['0', '[{"status":"idle"},"$K1"]']]);
    const answer = await this.send('POST', path, cookie, {
      headers: { ...headers, 'next-action': id, accept: 'text/x-component' },
      body,
    });
    const state = stateIn(answer.body);
    if (state !== null)
      return {
        ...answer,
        outcome: state.status === 'done' ? 'done' : 'refused',
        code: state.code ?? '',
        reason: state.reason ?? '',
      };
    if (answer.headers['x-action-redirect'] !== undefined)
      return { ...answer, outcome: 'done', code: '', reason: '' };
    return {
      ...answer,
      ...judged(answer, false),
      ...(answer.status === 200 && {
        outcome: 'refused' as const,
        code: 'unreadable',
        reason: answer.body.slice(0, 200),
      }),
    };
  }

  private send(
    method: string,
    path: string,
    cookie: string | null,
    given: { headers?: Record<string, string>; body?: Buffer },
  ): Promise<Answer> {
    const address = this.addresses[this.sent++ % this.addresses.length] ?? '';
    const headers: Record<string, string> = {
      ...given.headers,
      ...(cookie !== null && { cookie }),
      ...(method !== 'GET' && { origin: address, 'sec-fetch-site': 'same-origin' }),
      ...(given.body && { 'content-length': String(given.body.byteLength) }),
      'x-forwarded-for': someAddress(),
    };
    return new Promise((resolve, reject) => {
      const request = http.request(
        address + path,
        { method, headers, agent: this.agent, timeout: 60_000 },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              body: Buffer.concat(chunks).toString('utf8'),
            }),
          );
          response.on('error', reject);
        },
      );
      request.on('timeout', () =>
        request.destroy(new Error(`${method} ${path} gave no answer within a minute`)),
      );
      request.on('error', reject);
      request.end(given.body);
    });
  }
}

function judged({ status, body }: Answer, toSignIn: boolean): Pick<Reply, 'outcome' | 'code' | 'reason'> {
  if (toSignIn) return { outcome: 'signIn', code: 'unauthenticated', reason: '' };
  const code = codeOfStatus[status] ?? (status >= 400 ? `status ${status}` : '');
  const reason = /^\{"type":"about:blank#([^"]+)"/.exec(body)?.[1] ?? '';
  return { outcome: code === '' ? 'done' : 'refused', code, reason };
}

/** The state that an action returned: one row of the answer is that object and nothing else. */
function stateIn(body: string): { status: string; code?: string; reason?: string } | null {
  const row = /^[0-9a-f]+:(\{"status":"(?:done|refused)".*\})$/m.exec(body)?.[1];
  return row === undefined ? null : (JSON.parse(row) as { status: string; code?: string; reason?: string });
}

function multipart(fields: readonly (readonly [string, Fields[string]])[]): {
  headers: Record<string, string>;
  body: Buffer;
} {
  const boundary = `form${randomBytes(16).toString('hex')}`;
  const parts: Buffer[] = [];
  for (const [name, value] of fields) {
    for (const one of Array.isArray(value) ? (value as readonly string[]) : [value as string | HandedFile]) {
      const about =
        typeof one === 'string' ? '' : `; filename="${one.fileName}"\r\nContent-Type: ${one.type}`;
      parts.push(
        Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"${about}\r\n\r\n`),
        Buffer.from(typeof one === 'string' ? one : one.content),
        Buffer.from('\r\n'),
      );
    }
  }
  parts.push(Buffer.from(`--${boundary}--\r\n`));
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    body: Buffer.concat(parts),
  };
}
