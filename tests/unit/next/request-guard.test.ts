import { describe, expect, test } from 'vitest';
import { largestBody, largestBodyWithBadge } from '@/lib/next/body-limit';
import {
  type GuardRules,
  isForSessionsOnly,
  judgeBody,
  judgeHead,
  statusOfTurnedAway,
  tooLargeAt,
} from '@/lib/next/request-guard';
import words from '@/messages/en/edge.json';

const rules: GuardRules = { allowedHosts: ['credit.example.edu'], protocol: 'https:' };
const ownOrigin = 'https://credit.example.edu';

function judge(method: string, headers: Record<string, string> = {}, pathname = '/registrar/rules') {
  return judgeHead(
    { method, pathname, headers: new Headers({ host: 'credit.example.edu', ...headers }) },
    rules,
  );
}

describe('judgeHead', () => {
  test('lets reading pass from anywhere, under an allowed name only', () => {
    expect(judge('GET', { origin: 'https://elsewhere.example' })).toBeNull();
    expect(judge('HEAD')).toBeNull();
    expect(judge('GET', { host: 'CREDIT.example.edu' })).toBeNull();
    for (const host of [
      'elsewhere.example',
      'credit.example.edu:8443',
      'credit.example.edu.elsewhere.example',
      '',
    ])
      expect(judge('GET', { host })).toBe('unknownHost');
  });

  test('answers the health check under any name, and nothing that only begins alike', () => {
    expect(judge('GET', { host: '10.0.0.7:3000' }, '/api/health/live')).toBeNull();
    expect(judge('GET', { host: '10.0.0.7:3000' }, '/api/healthy')).toBe('unknownHost');
  });

  test('does not show the framework’s page for when all else fails to those who ask for it', () => {
    expect(judge('GET', {}, '/_global-error')).toBe('nothingHere');
  });

  test.each(['TRACE', 'CONNECT', 'PROPFIND'])('knows no %s', (method) => {
    expect(judge(method, { origin: ownOrigin })).toBe('method');
  });

  test.each(['POST', 'PUT', 'PATCH', 'DELETE'])('%s must say that it comes from here', (method) => {
    expect(judge(method, { origin: ownOrigin })).toBeNull();
    expect(judge(method, { 'sec-fetch-site': 'same-origin' })).toBeNull();
    expect(judge(method)).toBe('foreignOrigin');
  });

  test.each([
    'null',
    'not a url',
    'http://credit.example.edu',
    'https://credit.example.edu:444',
    'https://elsewhere.example',
    'https://credit.example.edu@elsewhere.example',
    'https://credit.example.edu/',
  ])('takes no write from the origin %s', (origin) => {
    expect(judge('POST', { origin })).toBe('foreignOrigin');
    expect(judge('POST', { origin, 'x-forwarded-host': 'elsewhere.example' })).toBe('foreignOrigin');
  });

  test.each(['cross-site', 'same-site', 'none'])(
    'believes the browser that says %s, whatever the origin says',
    (site) => {
      expect(judge('POST', { origin: ownOrigin, 'sec-fetch-site': site })).toBe('foreignOrigin');
    },
  );

  test('wants to know the length beforehand and bounds it', () => {
    const post = (headers: Record<string, string>) => judge('POST', { origin: ownOrigin, ...headers });
    expect(post({ 'content-length': String(largestBody) })).toBeNull();
    expect(post({ 'content-length': String(largestBody + 1) })).toBe('tooLarge');
    expect(post({ 'content-length': '99999999999999999999' })).toBe('malformed');
    expect(post({ 'content-length': '-1' })).toBe('malformed');
    expect(post({ 'transfer-encoding': 'chunked' })).toBe('lengthMissing');
  });

  test('reads 256 KB from a visitor, and a file of 10 MB with the form around it from whoever has a session', () => {
    const forSessions = (bytes: number, pathname = '/ask') =>
      isForSessionsOnly({ pathname, headers: new Headers({ 'content-length': String(bytes) }) });
    expect([forSessions(262_144), forSessions(262_145)]).toEqual([false, true]);
    // A badge is handed in by visitors, and there alone.
    expect([forSessions(2_359_296, '/prove'), forSessions(2_359_297, '/prove')]).toEqual([false, true]);
    expect(forSessions(262_145, '/prove/more')).toBe(true);
    expect(isForSessionsOnly({ pathname: '/', headers: new Headers() })).toBe(false);
    const post = (bytes: number) => judge('POST', { origin: ownOrigin, 'content-length': String(bytes) });
    expect([post(11_534_336), post(11_534_337)]).toEqual([null, 'tooLarge']);
  });

  test('says of a body that is too large what may be sent there', () => {
    expect([tooLargeAt('/prove'), tooLargeAt('/ask')]).toEqual(['badgeTooLarge', 'tooLarge']);
    const headers = { origin: ownOrigin, 'content-length': String(largestBody + 1) };
    expect(judge('POST', headers, '/prove')).toBe('badgeTooLarge');
    expect(statusOfTurnedAway.badgeTooLarge).toBe(413);
    expect(words.turnedAway.badgeTooLarge).toContain(`${Math.floor(largestBodyWithBadge / 1024 / 1024)} MB`);
  });

  test('turns away what the framework would answer with 500: multipart without boundary, action ids that are none', () => {
    const post = (headers: Record<string, string>) => judge('POST', { origin: ownOrigin, ...headers });
    const id = `40${'a'.repeat(40)}`;
    expect(post({ 'content-type': 'multipart/form-data; boundary=----x' })).toBeNull();
    expect(post({ 'content-type': 'multipart/form-data' })).toBe('malformed');
    expect(post({ 'content-type': 'multipart/form-data; boundary=' })).toBe('malformed');
    expect(post({ 'next-action': id, 'content-type': 'text/plain;charset=UTF-8' })).toBeNull();
    expect(post({ 'next-action': '../../etc', 'content-type': 'text/plain' })).toBe('malformed');
    expect(post({ 'next-action': id, 'content-type': 'application/json' })).toBe('bodyKind');
    expect(post({ 'content-type': 'application/xml' })).toBe('bodyKind');
  });
});

describe('judgeBody', () => {
  const send = (body: string, headers: Record<string, string>) =>
    judgeBody(new Request('https://credit.example.edu/', { method: 'POST', body, headers }));
  const part = (name: string, value: string) =>
    `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const multipart = { 'content-type': 'multipart/form-data; boundary=x' };
  const action = { 'next-action': 'a'.repeat(40) };

  test('lets whole forms pass and stops broken ones', async () => {
    expect(await send(`${part('title', 'Data literacy')}--x--\r\n`, multipart)).toBeNull();
    expect(await send('no parts at all', multipart)).toBe('malformed');
    expect(await send(part('title', 'cut off').slice(0, 30), multipart)).toBe('malformed');
  });

  test('stops parts whose names hold what no browser sends', async () => {
    const file = (name: string) =>
      `--x\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: text/csv\r\n\r\na\r\n--x--\r\n`;
    expect(await send(file('Größe (1).csv'), multipart)).toBeNull();
    expect(await send(file('a\u0000.csv'), multipart)).toBe('malformed');
    expect(await send(`${part('ti\u0001tle', 'x')}--x--\r\n`, multipart)).toBe('malformed');
  });

  test('wants JSON as the first value of a call from the browser', async () => {
    expect(await send(`${part('0', '["$K1"]')}--x--\r\n`, { ...multipart, ...action })).toBeNull();
    expect(await send(`${part('0', '["$K1')}--x--\r\n`, { ...multipart, ...action })).toBe('malformed');
    expect(await send(`${part('1', '[]')}--x--\r\n`, { ...multipart, ...action })).toBe('malformed');
    expect(await send('[]', { 'content-type': 'text/plain', ...action })).toBeNull();
    expect(await send('[', { 'content-type': 'text/plain', ...action })).toBe('malformed');
    expect(await send(`${part('0', '["$n1e9"]')}--x--\r\n`, { ...multipart, ...action })).toBe('malformed');
    expect(await send(`${part('0', '["$n-12"]')}--x--\r\n`, { ...multipart, ...action })).toBeNull();
    expect(
      await send(`${part('0', '["$K1"]')}${part('_1_title', '"$n1e9"')}--x--\r\n`, {
        ...multipart,
        ...action,
      }),
    ).toBeNull();
  });
});
