import { afterEach, expect, test, vi } from 'vitest';
import { drawableText } from '@/lib/catalog/drawable-text';
import { drawPicture } from '@/lib/next/entry-picture';

const picture = async (title: string) =>
  (
    await drawPicture({ product: 'Crosswalk', title, amount: null, by: null, conditions: null, note: '' })
  )?.toString('base64');

afterEach(() => vi.restoreAllMocks());

test('letters of every language that is drawn have a shape of their own', async () => {
  const letters = ['Ż', 'ł', 'ő', 'ş', 'A'];
  const drawn: (string | undefined)[] = [];
  for (const letter of letters) drawn.push(await picture(letter));
  expect(new Set(drawn).size).toBe(letters.length);
}, 60_000);

test('no letter that may be drawn is asked for elsewhere', async () => {
  const asked = vi.spyOn(globalThis, 'fetch');
  const letters = [
    ...new Set(
      Array.from({ length: 0x3000 }, (_, code) => drawableText(String.fromCodePoint(code), 10) ?? ' '),
    ),
  ];
  expect(letters.length).toBeGreaterThan(300);
  for (let at = 0; at < letters.length; at += 60) await picture(letters.slice(at, at + 60).join(' '));
  expect(asked.mock.calls.map(([url]) => String(url)).filter((url) => !url.startsWith('data:'))).toEqual([]);
}, 60_000);
