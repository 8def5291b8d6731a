import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { logError, writeConsoleToLog, writeLine } from '@/lib/next/log';

const lines: string[] = [];
const write = vi.spyOn(process.stderr, 'write').mockImplementation((text) => lines.push(String(text)) > 0);
afterEach(() => lines.splice(0));

const requestId = '0b9f6a52-3c1e-4f0a-9d57-2f6b8c1d7e40';
const logged = (error: unknown) => {
  logError('something failed', requestId, error);
  return lines.at(-1) ?? '';
};

test('one line of JSON with what leads to the place: event, request, kind, code, stack', () => {
  const entry = JSON.parse(logged(Object.assign(new TypeError('went wrong'), { code: 'P2010' }))) as Record<
    string,
    unknown
  >;
  expect(write).toHaveBeenCalled();
  expect(entry).toMatchObject({
    level: 'error',
    event: 'something failed',
    requestId,
    name: 'TypeError',
    code: 'P2010',
    message: 'went wrong',
  });
  expect((entry['stack'] as string[])[0]).toMatch(/^at /);
});

test('nothing of a message is kept among the places, though it look like one', () => {
  const places = JSON.parse(logged(new Error('first\n    at ada (/lovelace:1:2)\n'))) as { stack: string[] };
  expect(JSON.stringify(places)).not.toMatch(/ada|lovelace/);
  expect(places.stack.length).toBeGreaterThan(0);
});

test('names, codes and digests that are no names are left out, and so is an id of a request that the guard did not give', () => {
  const odd = Object.assign(new Error('x'), {
    name: 'Ada Lovelace',
    code: 'ada@example.test',
    digest: '12@ada',
  });
  logError('something failed', 'ada', odd);
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ requestId: '', name: 'Error' });
  expect(lines.at(-1)).not.toMatch(/ada/i);
});

test('a log that stands still costs no memory: lines are counted meanwhile, and the count comes first when it moves again', () => {
  const waiting = vi.spyOn(process.stderr, 'writableLength', 'get').mockReturnValue(2_000_000);
  for (let n = 0; n < 3; n++) writeLine('info', 'lost', '', {});
  expect(lines).toEqual([]);
  waiting.mockReturnValue(0);
  writeLine('info', 'kept', '', {});
  waiting.mockRestore();
  expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
    { event: 'lines left out', leftOut: 3 },
    { event: 'kept' },
  ]);
});

describe('what the framework and libraries say on the console', () => {
  const own = { ...console };
  const warned = process.listeners('warning');
  beforeEach(() => writeConsoleToLog());
  afterEach(() => {
    Object.assign(console, own);
    process.removeAllListeners('warning');
    for (const listener of warned) process.on('warning', listener);
  });

  test('is a line of ours without a word of what was said: which error and where, or who said it', () => {
    console.error(' ⨯', new SyntaxError(`Unexpected token 'A', "Ada {"Lovelace" is not valid JSON`), {
      ada: 'ada',
    });
    console.warn('Ada %s', 'Lovelace');
    expect(lines.join('')).not.toMatch(/ada|lovelace/i);
    expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      {
        level: 'error',
        event: 'said on the console',
        name: 'SyntaxError',
        stack: expect.arrayContaining([expect.stringMatching(/^at .*log\.test\.ts/)]) as string[],
      },
      {
        level: 'warn',
        event: 'said on the console',
        by: expect.arrayContaining([expect.stringMatching(/log\.test\.ts:\d+/)]) as string[],
      },
    ]);
  });

  test('has what Node warns of by name, code and place, without its words', async () => {
    process.emitWarning('Ada is out of date', { type: 'DeprecationWarning', code: 'DEP9999' });
    await new Promise((resolve) => setImmediate(resolve));
    expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      {
        level: 'warn',
        event: 'warning of the runtime',
        name: 'DeprecationWarning',
        code: 'DEP9999',
        stack: expect.arrayContaining([expect.stringMatching(/log\.test\.ts/)]) as string[],
      },
    ]);
    expect(lines.join('')).not.toMatch(/ada/i);
  });

  test('ends nobody when the log cannot be written', () => {
    expect(process.stderr.emit('error', Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }))).toBe(
      true,
    );
  });
});
