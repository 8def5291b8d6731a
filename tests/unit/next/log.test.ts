import { afterEach, expect, test, vi } from 'vitest';
import { logError } from '@/lib/next/log';

const lines: string[] = [];
const write = vi.spyOn(process.stderr, 'write').mockImplementation((text) => lines.push(String(text)) > 0);
afterEach(() => lines.splice(0));

const logged = (error: unknown) => {
  logError('something failed', 'request-1', error);
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
    requestId: 'request-1',
    name: 'TypeError',
    code: 'P2010',
    message: 'went wrong',
  });
  expect((entry['stack'] as string[])[0]).toMatch(/^at /);
});

test.each([
  ['what a database could not read', 'invalid input syntax for type uuid: "Ada Lovelace"'],
  ['what a parser could not read, cut off', `Unexpected token 'A', "Ada Lovelace`],
  ['whom a mail server does not know', '550 Ada.Lovelace@example.test is no mailbox of ours'],
  ['the same in angle brackets', '550 5.1.1 <Ada.Lovelace@example.test>: recipient rejected'],
  [
    'arguments that stand above the reason',
    'Invalid invocation:\n{ name: Ada Lovelace }\nArgument is missing',
  ],
])('leaves out %s', (_, message) => {
  expect(logged(new Error(message))).not.toMatch(/lovelace/i);
});

test('keeps the name of a package, which begins with the sign of an address', () => {
  expect(logged(new Error('Cannot load @prisma/client'))).toContain('Cannot load @prisma/client');
});

test('keeps the rest of a sentence that has an apostrophe in it', () => {
  expect(logged(new Error("Can't send mail - all recipients were rejected: 550 ada@example.test"))).toContain(
    "Can't send mail - all recipients were rejected: 550 …@…",
  );
});
