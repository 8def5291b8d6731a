import type { Sent } from './requests';
import type { Got } from './send';

/** Every status the product's documents and code know; anything else is a surprise. @source docs/api.md, lib/next/request-guard.ts */
const known = new Set([
  101, 200, 204, 206, 303, 304, 307, 308, 400, 401, 403, 404, 405, 409, 411, 413, 414, 415, 416, 417, 421,
  422, 426, 429, 431, 501, 505,
]);
/** A bug shows itself by the place it happened at, or by what was being asked of whom. */
const inside =
  /\n\s+at \S+ ?\(?\S+:\d+:\d+\)?|node_modules[/\\]|PrismaClient|\bZodError\b|\bSELECT [\w"*., ]+ FROM\b|postgres(ql)?:\/\/|\/server\/app\/|app_rw|ECONNREFUSED/;

/** A larger one is answered with 431, and the connection is reset at once: which of the two a client sees first is chance. @units bytes @source Node, maxHeaderSize */
const largestHead = 16_384;
const headOf = ({ path, headers }: Sent) =>
  Object.entries(headers).reduce((sum, [name, value]) => sum + name.length + value.length + 4, path.length);

/** Not `/api/v1/../..`, which leads out of it. */
const isOfTheApi = (path: string) =>
  path.startsWith('/api/v1/') && new URL(path, 'http://here.example').pathname.startsWith('/api/v1/');

/** What is wrong with an answer; null when nothing is. */
export function wrongWith(sent: Sent, got: Got | null, slowest: number): string | null {
  if (got === null) return sent.kind === 'bytes' || headOf(sent) > largestHead ? null : 'no answer';
  if (got.status >= 500 && got.status !== 501 && got.status !== 505) return `answered ${got.status}`;
  if (!known.has(got.status)) return `answered ${got.status}, which no document names`;
  if (inside.test(got.text)) return `tells of its inside: ${inside.exec(got.text)?.[0] ?? ''}`;
  if (got.took > slowest) return `took ${Math.round(got.took)} ms`;
  return isOfTheApi(sent.path) &&
    sent.method === 'GET' &&
    [400, 401, 403, 404, 409, 422, 429].includes(got.status)
    ? wrongProblem(got)
    : null;
}

/** @source RFC 9457 */
function wrongProblem({ status, type, text }: Got): string | null {
  if (!type.startsWith('application/problem+json'))
    return `answered ${status} as ${type || 'nothing'} and not as a problem document`;
  const problem = parsed(text);
  const sound =
    typeof problem === 'object' &&
    problem !== null &&
    'status' in problem &&
    problem.status === status &&
    'title' in problem &&
    'detail' in problem &&
    typeof problem.detail === 'string' &&
    problem.detail !== '';
  return sound ? null : `answered with a problem document that says too little: ${text.slice(0, 200)}`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** One line by which a request can be sent again. */
export function described({ kind, method, path, headers, body, bytes }: Sent): string {
  if (bytes) return `bytes ${JSON.stringify(bytes.toString('latin1')).slice(0, 500)}`;
  const { cookie: _, ...shown } = headers;
  return `${kind} ${method} ${path.slice(0, 300)} ${JSON.stringify(shown).slice(0, 400)} ${JSON.stringify(body?.toString('latin1') ?? '').slice(0, 500)}`;
}
