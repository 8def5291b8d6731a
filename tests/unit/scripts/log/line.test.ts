import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  Budget,
  type Line,
  lineOfApplication,
  lineOfPostgres,
  linesAMinute,
  longestLine,
} from '@/scripts/log/line.mjs';

const at = '2026-11-29T12:00:00.000Z';

describe('a line of the application', () => {
  test('that it wrote itself is kept as it is', () => {
    const own = { level: 'warn', at, event: 'refused', requestId: '', code: 'forbidden' };
    expect(lineOfApplication(JSON.stringify(own), at)).toEqual(own);
  });

  test('that is too long keeps what it is about', () => {
    const long = {
      level: 'error',
      at: 'x',
      event: 'route failed',
      requestId: '',
      code: 'P1',
      message: 'm'.repeat(9_000),
    };
    const kept = lineOfApplication(JSON.stringify(long), at);
    expect(kept).toMatchObject({ level: 'error', at, event: 'route failed', code: 'P1' });
    expect(JSON.stringify(kept).length).toBeLessThan(longestLine);
  });

  test('in which the system refuses something names with what, in the system’s own words only', () => {
    const codeOf = (text: string) => lineOfApplication(text, at)?.['code'];
    expect(
      lineOfApplication('Error: listen EADDRINUSE: address already in use 127.0.0.1:3000', at),
    ).toMatchObject({
      event: 'text of others',
      name: 'Error',
      code: 'EADDRINUSE',
      message: 'listen EADDRINUSE',
    });
    expect(codeOf("  code: 'MODULE_NOT_FOUND',")).toBe('MODULE_NOT_FOUND');
    expect(codeOf('Error: ELOVELACE, EARL and EADDRINUSERS')).toBeUndefined();
    expect(lineOfApplication('lovelace: EACCES', at)).toEqual({
      level: 'warn',
      at,
      event: 'text of others',
      code: 'EACCES',
      characters: 16,
    });
  });

  test.each([
    [
      'an error with what it quotes',
      'SyntaxError: Unexpected token lovelace in JSON',
      'text of others',
      'SyntaxError',
    ],
    [
      'an error of a name that is none of the language',
      'LovelaceError: lovelace',
      'text of others',
      undefined,
    ],
    ['a place in a stack', '    at lovelace (/lovelace/LovelaceError.js:1:2)', 'text of others', undefined],
    ['JSON that is no line of ours', '{"level":"lovelace","event":"lovelace"}', 'text of others', undefined],
    ['JSON that is cut off', '{"level":"info","event":"lovelace', 'text of others', undefined],
    [
      'a warning',
      '(node:12) [DEP0040] DeprecationWarning: lovelace',
      'warning of the engine',
      'DeprecationWarning',
    ],
    ['a warning that is none', '(node:12) [lovelace] lovelaceWarning: lovelace', 'text of others', undefined],
    [
      'what an engine says that dies',
      'FATAL ERROR: lovelace JavaScript heap out of memory',
      'last words',
      undefined,
    ],
  ])('that is %s is named by what is known of it and never repeated', (_, text, event, name) => {
    const line = lineOfApplication(text, at);
    expect(line).toMatchObject({ at, event });
    expect(line?.['name']).toBe(name);
    expect(JSON.stringify(line)).not.toMatch(/lovelace/i);
  });

  test('that says nothing, or only that the framework starts, is dropped', () => {
    expect(
      ['', '   ', ' ▲ Next.js 16.4.6', ' ✓ Ready in 90ms', '- Local:  http://127.0.0.1:3000'].map((text) =>
        lineOfApplication(text, at),
      ),
    ).toEqual([null, null, null, null, null]);
  });

  test('never repeats a word, whatever stands around it', () => {
    const word = 'lovelace';
    const piece = fc.constantFrom(
      word,
      ' ',
      ':',
      'Error',
      'FATAL ERROR: ',
      '(node:1) ',
      'Warning:',
      '{"level":',
      '"',
      '[',
      ']',
      '⨯',
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 20 }),
        (pieces) => !JSON.stringify(lineOfApplication(pieces.join(''), at)).includes(word),
      ),
    );
  });
});

describe('a line of PostgreSQL', () => {
  const of = (rest: string) => lineOfPostgres(`2026-11-29 12:00:00.000 UTC [42] ${rest}`, at);

  test('says process, code, severity and message', () => {
    expect(of('00000 LOG:  checkpoint complete: wrote 3 buffers')).toEqual({
      level: 'info',
      at,
      event: 'postgres',
      severity: 'LOG',
      code: '00000',
      pid: 42,
      message: 'checkpoint complete: wrote 3 buffers',
    });
    expect(of('57P03 FATAL:  the database system is starting up')).toMatchObject({
      level: 'error',
      severity: 'FATAL',
    });
  });

  test('names the constraint that was broken, and nothing else that is quoted', () => {
    expect(
      of('23505 ERROR:  duplicate key value violates unique constraint "person_email_key"')?.['message'],
    ).toContain('person_email_key');
    expect(of('22P02 ERROR:  invalid input syntax for type uuid: "Ada"Lovelace"')?.['message']).toBe(
      'invalid input syntax for type uuid: "…"',
    );
    expect(of('23514 ERROR:  Ada@Lovelace.test "x"')?.['message']).not.toMatch(/lovelace/i);
  });

  test.each([
    '23505 DETAIL:  Key (email)=(lovelace) already exists.',
    '00000 STATEMENT:  select lovelace',
    '00000 HINT:  lovelace',
  ])('%j is dropped', (rest) => {
    expect(of(rest)).toBeNull();
  });

  test('that goes on is dropped: only quoted text has more than one line', () => {
    expect(lineOfPostgres('\tlovelace"', at)).toBeNull();
    expect(of('22P02 ERROR:  invalid input syntax for type uuid: "Ada Lovelace')?.['message']).not.toMatch(
      /ada/i,
    );
  });
});

describe('a flood', () => {
  const line = (facts: object): Line => ({ level: 'warn', event: 'refused', code: 'not_found', ...facts });
  const flood = (budget: Budget, n: number, facts: object) =>
    Array.from({ length: n }, () => budget.lets(line(facts))).filter(Boolean).length;

  test('is let through up to its bound and then counted, hides nothing of another kind, and is over after a minute', () => {
    const budget = new Budget();
    expect([flood(budget, 1_000, { actor: 'visitor' }), flood(budget, 3, { actor: 'staff' })]).toEqual([
      linesAMinute.warn,
      3,
    ]);
    expect(budget.endMinute(at)).toEqual([
      {
        level: 'warn',
        at,
        event: 'lines left out',
        of: 'refused',
        code: 'not_found',
        actor: 'visitor',
        leftOut: 1_000 - linesAMinute.warn,
      },
    ]);
    expect([budget.endMinute(at), flood(budget, 1, { actor: 'visitor' })]).toEqual([[], 1]);
  });

  test('of people who do sign in is no flood', () => {
    expect(flood(new Budget(), 700, { level: 'info', event: 'signed in' })).toBe(600);
  });

  test('of ever new kinds is bounded as well', () => {
    const budget = new Budget();
    let passed = 0;
    for (let n = 0; n < 5_000; n++) passed += flood(budget, 1, { event: `kind ${n}` });
    expect(passed).toBeLessThanOrEqual(100 + linesAMinute.warn);
    expect(budget.endMinute(at)).toEqual([
      { level: 'warn', at, event: 'lines left out', of: 'other kinds', leftOut: 5_000 - passed },
    ]);
  });
});
