import { badgePath, largestBody, largestBodyOfVisitor, largestBodyWithBadge } from './body-limit';

/** Why a request is turned away before anything else looks at it; each has words under `edge.turnedAway`. */
export type TurnedAway =
  | 'nothingHere'
  | 'unknownHost'
  | 'method'
  | 'foreignOrigin'
  | 'lengthMissing'
  | 'malformed'
  | 'tooLarge'
  | 'badgeTooLarge'
  | 'addressTooLong'
  | 'bodyKind';

export const statusOfTurnedAway: Record<TurnedAway, number> = {
  malformed: 400,
  foreignOrigin: 403,
  nothingHere: 404,
  method: 405,
  lengthMissing: 411,
  tooLarge: 413,
  badgeTooLarge: 413,
  addressTooLong: 414,
  bodyKind: 415,
  unknownHost: 421,
};

const readMethods = new Set(['GET', 'HEAD', 'OPTIONS']);
const writeMethods = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);
/** What an address that is too long has become before the guard sees it. */
export const addressTooLong = '/address-too-long';

const actionId = /^[0-9a-f]{40,42}$/;

export interface RequestHead {
  method: string;
  pathname: string;
  headers: { get(name: string): string | null };
}

export interface GuardRules {
  allowedHosts: readonly string[];
  /** `http:` or `https:`, by which people reach this installation. */
  protocol: string;
}

/**
 * Judges the head of a request: is it for us, may it come from where it comes, and is its body one we would read?
 * It says nothing about who may do what; that is decided where the data is.
 * @source docs/security.md, "Limits"; Next answers 500 to several of these by itself
 */
export function judgeHead({ method, pathname, headers }: RequestHead, rules: GuardRules): TurnedAway | null {
  const host = headers.get('host')?.toLowerCase() ?? '';
  // A machine that checks health calls by address, not by name.
  if (!pathname.startsWith('/api/health/') && !rules.allowedHosts.includes(host)) return 'unknownHost';
  // The framework's page for when all else fails answers 500 when asked for by name.
  if (pathname === '/_global-error') return 'nothingHere';
  if (pathname === addressTooLong) return 'addressTooLong';
  if (readMethods.has(method)) return null;
  if (!writeMethods.has(method)) return 'method';
  if (!fromHere(headers, `${rules.protocol}//${host}`)) return 'foreignOrigin';
  return judgeLength(headers, pathname) ?? judgeKind(headers);
}

/** What a request is of, in our own words: nothing of it can be somebody's input. */
export function kindOfRequest({ method, pathname, headers }: RequestHead): { method: string; kind: string } {
  const kind =
    headers.get('next-action') !== null
      ? 'action'
      : (/^\/api\/(v1|auth|health)(?=\/|$)/.exec(pathname)?.[0] ?? 'page');
  return { method: readMethods.has(method) || writeMethods.has(method) ? method : 'other', kind };
}

// Every browser says where an unsafe request comes from. A caller that says nothing is no browser of a person who signed in here.
function fromHere(headers: RequestHead['headers'], own: string): boolean {
  const origin = headers.get('origin');
  const site = headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin') return false;
  return origin === null ? site === 'same-origin' : origin.toLowerCase() === own;
}

function judgeLength(headers: RequestHead['headers'], pathname: string): TurnedAway | null {
  const length = headers.get('content-length');
  if (length === null) return headers.get('transfer-encoding') === null ? null : 'lengthMissing';
  if (!/^\d{1,15}$/.test(length)) return 'malformed';
  return Number(length) > largestBody ? tooLargeAt(pathname) : null;
}

/** Why a body is turned away that is larger than is read: where a badge is handed in, the limit is another one. */
export function tooLargeAt(pathname: string): 'tooLarge' | 'badgeTooLarge' {
  return pathname === badgePath ? 'badgeTooLarge' : 'tooLarge';
}

/** Whether the body is one that only somebody with a living session may send: it is not read before that is known. */
export function isForSessionsOnly({ pathname, headers }: Pick<RequestHead, 'pathname' | 'headers'>): boolean {
  const most = pathname === badgePath ? largestBodyWithBadge : largestBodyOfVisitor;
  return Number(headers.get('content-length') ?? '0') > most;
}

function judgeKind(headers: RequestHead['headers']): TurnedAway | null {
  const kind = (headers.get('content-type') ?? '').toLowerCase();
  const action = headers.get('next-action');
  if (action !== null && !actionId.test(action)) return 'malformed';
  if (kind.startsWith('multipart/form-data'))
    return /;\s*boundary=("[^"]{1,70}"|[^\s";]{1,70})/.test(kind) ? null : 'malformed';
  if (action !== null) return kind.startsWith('text/plain') ? null : 'bodyKind';
  const known =
    kind === '' || /^(application\/x-www-form-urlencoded|application\/json|text\/plain)\s*(;|$)/.test(kind);
  return known ? null : 'bodyKind';
}

/**
 * Judges the body of a form or an action for form alone, since the framework's own reader answers 500 to a broken one:
 * parts must be complete, and the first value of a call from the browser must be JSON.
 */
export async function judgeBody(request: Request): Promise<TurnedAway | null> {
  if (readMethods.has(request.method)) return null;
  const kind = (request.headers.get('content-type') ?? '').toLowerCase();
  const isAction = request.headers.get('next-action') !== null;
  try {
    if (kind.startsWith('multipart/form-data')) {
      const form = await request.formData();
      if ([...form].some(isNamedStrangely)) return 'malformed';
      return isAction && (!isJson(form.get('0')) || [...form].some(holdsBrokenNumber)) ? 'malformed' : null;
    }
    if (!isAction) return null;
    const text = await request.text();
    return isJson(text) && !holdsBrokenNumber(['0', text]) ? null : 'malformed';
  } catch {
    return 'malformed';
  }
}

/** A name that no browser sends, and on which the framework's own reader of parts breaks off. */
function isNamedStrangely([name, value]: [string, FormDataEntryValue]): boolean {
  return [name, ...(typeof value === 'string' ? [] : [value.name, value.type])].some((text) =>
    /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text),
  );
}

/** A large number of the framework's own notation that is none, in one of the parts that it reads as JSON. */
function holdsBrokenNumber([name, value]: [string, FormDataEntryValue]): boolean {
  if (!/^[0-9a-f]+$/.test(name) || typeof value !== 'string') return false;
  return value
    .split('"$n')
    .slice(1)
    .some((rest) => !/^-?\d{1,300}"/.test(rest));
}

function isJson(text: unknown): boolean {
  if (typeof text !== 'string') return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
