/** What one site answered, as the Observatory's scanner would see it. */
export interface Seen {
  /** Of the page itself, with lower-case names. */
  headers: Readonly<Record<string, string>>;
  /** Every Set-Cookie line that the site was seen to send. */
  cookies: readonly string[];
  html: string;
  /** What plain http answers; null where nothing listens on it. */
  plain: { status: number; location: string } | null;
  /** crossdomain.xml and clientaccesspolicy.xml, where there are any. */
  crossDomainFiles: readonly string[];
}

export interface Verdict {
  rule: string;
  passed: boolean;
  /** @units points beside the 100 that every site begins with */
  points: number;
  said: string;
}

type Rule = (seen: Seen) => Omit<Verdict, 'rule'>;
const good = (said: string, points = 0) => ({ passed: true, points, said });
const bad = (said: string, points: number) => ({ passed: false, points, said });

function directives(policy: string): Map<string, string[]> {
  return new Map(
    policy
      .split(';')
      .map((part) => part.trim().split(/\s+/))
      .filter(([name]) => name !== '')
      .map(([name = '', ...sources]) => [name.toLowerCase(), sources]),
  );
}

const rules: Record<string, Rule> = {
  'content-security-policy': ({ headers }) => {
    const policy = headers['content-security-policy'];
    if (policy === undefined) return bad('none', -25);
    const parts = directives(policy);
    const sourcesOf = (name: string) => parts.get(name) ?? parts.get('default-src') ?? ['*'];
    const script = sourcesOf('script-src');
    const isLoose = (source: string) => ['*', 'http:', 'https:', 'data:', 'ftp:'].includes(source);
    const hasNonce = script.some((source) => /^'(nonce|sha\d{3})-/.test(source));
    if (
      (script.includes("'unsafe-inline'") && !hasNonce) ||
      script.some(isLoose) ||
      sourcesOf('object-src').some(isLoose)
    )
      return bad('scripts or objects from anywhere', -20);
    if ([...parts.values()].flat().some((source) => source.startsWith('http:')))
      return bad('plain http', -20);
    if (script.includes("'unsafe-eval'")) return bad('unsafe-eval', -10);
    if (sourcesOf('style-src').some((source) => source === "'unsafe-inline'" || isLoose(source)))
      return good('unsafe styles', 0);
    return parts.get('default-src')?.join(' ') === "'none'"
      ? good('nothing unsafe, default none', 10)
      : good('nothing unsafe', 5);
  },
  cookies: ({ cookies, headers }) => {
    if (cookies.length === 0) return good('none were set');
    const flags = (line: string) =>
      new Set(
        line
          .split(';')
          .slice(1)
          .map((part) => part.trim().toLowerCase()),
      );
    const isSession = (line: string) => /session|sid|token/i.test(line.split('=')[0] ?? '');
    const protectedByHsts = headers['strict-transport-security'] !== undefined;
    for (const line of cookies) {
      const has = flags(line);
      if (isSession(line) && !has.has('httponly'))
        return bad(`${line.split('=')[0]} can be read by scripts`, -30);
      if (!has.has('secure'))
        return bad(
          `${line.split('=')[0]} is not Secure`,
          isSession(line) ? (protectedByHsts ? -10 : -40) : protectedByHsts ? -5 : -20,
        );
      if (has.has('samesite=none')) return bad(`${line.split('=')[0]} goes everywhere`, -20);
    }
    return cookies.every((line) => /;\s*samesite=(lax|strict)/i.test(line))
      ? good('Secure, HttpOnly, SameSite', 5)
      : good('Secure, HttpOnly');
  },
  'cross-origin-resource-sharing': ({ headers, crossDomainFiles }) => {
    if (crossDomainFiles.some((text) => /domain(="\*"|\s+uri="\*")/.test(text)))
      return bad('open to every domain', -50);
    return headers['access-control-allow-origin'] === undefined
      ? good('not shared')
      : headers['access-control-allow-credentials'] === 'true'
        ? bad('shared with everybody, with credentials', -50)
        : good('public');
  },
  redirection: ({ plain }) =>
    plain === null
      ? good('no plain http')
      : plain.status >= 300 && plain.status < 400 && plain.location.startsWith('https:')
        ? good('to https')
        : bad('plain http answers', -20),
  'referrer-policy': ({ headers }) => {
    const policy = headers['referrer-policy'];
    if (policy === undefined) return good('none');
    return ['no-referrer', 'same-origin', 'strict-origin', 'strict-origin-when-cross-origin'].includes(
      policy.split(',').at(-1)?.trim() ?? '',
    )
      ? good(policy, 5)
      : bad(policy, -5);
  },
  'strict-transport-security': ({ headers }) => {
    const age = Number(/max-age=(\d+)/.exec(headers['strict-transport-security'] ?? '')?.[1] ?? Number.NaN);
    return Number.isNaN(age)
      ? bad('none', -20)
      : age < 15_768_000
        ? bad('less than six months', -10)
        : good(`${age} seconds`);
  },
  'subresource-integrity': ({ html }) => {
    const foreign = [...html.matchAll(/<script\b[^>]*\bsrc="((?:https?:)?\/\/[^"]+)"[^>]*>/g)].filter(
      ([tag]) => !/\bintegrity="/.test(tag),
    );
    return foreign.length === 0
      ? good('every script is of this site')
      : bad(
          `${foreign.length} foreign scripts without a hash`,
          foreign.some(([, src = '']) => src.startsWith('http:')) ? -50 : -5,
        );
  },
  'x-content-type-options': ({ headers }) =>
    headers['x-content-type-options']?.toLowerCase() === 'nosniff' ? good('nosniff') : bad('none', -5),
  'x-frame-options': ({ headers }) => {
    const ancestors = directives(headers['content-security-policy'] ?? '').get('frame-ancestors');
    if (ancestors && !ancestors.includes('*')) return good('by frame-ancestors', 5);
    return /^(deny|sameorigin)$/i.test(headers['x-frame-options'] ?? '')
      ? good(headers['x-frame-options'] ?? '')
      : bad('none', -20);
  },
  'cross-origin-resource-policy': ({ headers }) => {
    const policy = headers['cross-origin-resource-policy'];
    if (policy === undefined) return bad('none', 0);
    return ['same-origin', 'same-site'].includes(policy) ? good(policy) : bad(policy, -20);
  },
  // The two that the first edition also had: one is worth nothing today, one must not be there.
  'x-xss-protection': ({ headers }) =>
    headers['x-xss-protection']?.startsWith('1')
      ? bad('switches on a filter that leaks', 0)
      : good('not used; the policy above does its work'),
  'public-key-pinning': ({ headers }) =>
    headers['public-key-pins'] === undefined ? good('not used') : bad('could lock everybody out', 0),
};

/**
 * The public rules of the HTTP Observatory, in our own words: ten of today's and two of its first edition.
 * A site begins with 100; points are added only where at least 90 are left after what is taken away.
 * @source https://developer.mozilla.org/en-US/observatory/docs/tests_and_scoring
 */
export function observe(seen: Seen): { verdicts: Verdict[]; score: number } {
  const verdicts = Object.entries(rules).map(([rule, judge]) => ({ rule, ...judge(seen) }));
  const taken = verdicts.reduce((sum, { points }) => sum + Math.min(0, points), 0);
  const given = verdicts.reduce((sum, { points }) => sum + Math.max(0, points), 0);
  return { verdicts, score: Math.max(0, 100 + taken + (100 + taken >= 90 ? given : 0)) };
}
