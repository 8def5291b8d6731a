import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withoutValues } from '@/lib/next/without-values.mjs';

test.each([
  ['invalid input syntax for type uuid: "Ada Lovelace"', 'invalid input syntax for type uuid: "…"'],
  [`Unexpected token 'A', "Ada Lovelace`, 'Unexpected token "…"'],
  ['Unexpected token \'{\', "{"Ada": "Lovelace"... is not valid JSON', 'Unexpected token "…"'],
  ['no such thing: "Ada\nLovelace" here', 'no such thing: "…"'],
  ['550 Ada.Lovelace@example.test is no mailbox of ours', '550 …@… is no mailbox of ours'],
  ['550 5.1.1 <Ada.Lovelace@example.test>: recipient rejected', '550 5.1.1 <…@…>: recipient rejected'],
  ['Invalid invocation:\n{ name: Ada Lovelace }\nArgument is missing', 'Argument is missing'],
  ['Cannot load @prisma/client', 'Cannot load @prisma/client'],
  ["Can't send mail - all recipients were rejected", "Can't send mail - all recipients were rejected"],
])('%j is kept as %j', (message, kept) => {
  expect(withoutValues(message)).toBe(kept);
});

test('whatever stands after a quote is gone, whatever quotes and ends of lines it holds', () => {
  const word = 'lovelace';
  fc.assert(
    fc.property(
      fc.constantFrom('"', "'", '`'),
      fc.array(fc.constantFrom('"', "'", '`', ' ', '\n', '\r', 'x', word, '@', ':'), { maxLength: 30 }),
      (quote, typed) => !withoutValues(`bad value ${quote}${typed.join('')}${quote} given`).includes(word),
    ),
  );
});
