import { expect, test } from 'vitest';
import { enteredValues, formInput, readForm } from '@/lib/next/form-input';

function form(...fields: [string, string][]): FormData {
  const made = new FormData();
  for (const [name, value] of fields) made.append(name, value);
  return made;
}
const refused = (reason: string) => expect.objectContaining({ code: 'invalid_input', reason }) as unknown;
const refusalOf = (...fields: [string, string][]): unknown => {
  try {
    return formInput(form(...fields));
  } catch (error) {
    return error;
  }
};

test('names with dots nest, numbers make lists in their order, and brackets collect', () => {
  expect(
    formInput(
      form(
        ['title', 'Data'],
        ['lines.10.credits.amount', '2'],
        ['lines.2.credits.amount', '1'],
        ['programs[]', 'A'],
        ['programs[]', 'B'],
      ),
    ),
  ).toEqual({
    title: 'Data',
    lines: [{ credits: { amount: '1' } }, { credits: { amount: '2' } }],
    programs: ['A', 'B'],
  });
});

test('fields of the framework and the key of the form are no input', () => {
  expect(formInput(form(['$ACTION_ID_1', 'x'], ['idempotencyKey', 'k'], ['a', 'b']))).toEqual({ a: 'b' });
});

test.each([
  '__proto__.x',
  'a.constructor',
  'prototype',
  'a..b',
  '.a',
  'a.',
  '',
  Array(11).fill('a').join('.'),
])('the name %j is no field of a page', (name) => {
  expect(refusalOf([name, 'x'])).toEqual(refused('form/bad-name'));
});

test('ten steps deep is still a name', () => {
  expect(refusalOf([Array(10).fill('a').join('.'), 'x'])).not.toEqual(refused('form/bad-name'));
});

test('one name that is two kinds of things at once is refused', () => {
  for (const [one, other] of [
    ['a', 'a'],
    ['a', 'a.b'],
    ['a[]', 'a.b'],
    ['a', 'a[]'],
    ['a.b', 'a'],
  ] as const)
    expect(refusalOf([one, 'x'], [other, 'y'])).toEqual(refused('form/bad-name'));
});

test('more fields than any page of ours has are refused', () => {
  const many = (n: number) => Array.from({ length: n }, (_, i): [string, string] => [`f${i}`, '']);
  expect(Object.keys(formInput(form(...many(4_000))))).toHaveLength(4_000);
  expect(refusalOf(...many(4_001))).toEqual(refused('form/too-large'));
});

test('what was entered comes back: texts, lists as lists, no file and nothing of the framework', () => {
  const entered = form(['$ACTION_KEY', 'k'], ['title', 'Data'], ['programs[]', 'A']);
  entered.append('file', new Blob(['x']), 'x.csv');
  expect(enteredValues(entered)).toEqual({ title: 'Data', 'programs[]': ['A'] });
});

test('a body that is no form has no fields', async () => {
  const request = new Request('http://a.example/', {
    method: 'POST',
    body: '{',
    headers: { 'content-type': 'x/y' },
  });
  expect([...(await readForm(request))]).toEqual([]);
});
