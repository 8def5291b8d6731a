import { expect, test } from 'vitest';
import { isPrintedToken, printedToken } from '@/lib/kernel/printed-token';

test('a printed token is told from one that was mailed, which is base64url alone', () => {
  expect(isPrintedToken(printedToken('abc'))).toBe(true);
  expect(printedToken('abc')).not.toBe(printedToken('abd'));
  for (const mailed of ['', 'abc', 'Printed-abc', 'x'.repeat(43), 'aprinted-abc'])
    expect(isPrintedToken(mailed)).toBe(false);
});
