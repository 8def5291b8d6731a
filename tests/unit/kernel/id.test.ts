import { expect, test } from 'vitest';
import { isId } from '@/lib/kernel/id';

const id = 'ea854c0d-61b6-4d5e-a399-86348674caa4';

test('an id is one in small letters and in capitals', () => {
  expect([id, id.toUpperCase()].map(isId)).toEqual([true, true]);
});

test.each(['', 'x', `${id}0`, ` ${id}`, id.replaceAll('-', ''), id.replace('e', 'g'), `${id}\n`])(
  '%j is none',
  (text) => {
    expect(isId(text)).toBe(false);
  },
);
