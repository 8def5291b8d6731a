import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { inProject } from '@/scripts/project';
import { sourcesOf } from './sources';
import { reasonsIn, refusedWith, sentencesIn } from './words-rules';

const product = sourcesOf('lib', 'app', 'components');

test('words that people read stand in messages, not in code', () => {
  const found = product.flatMap((source) => sentencesIn(source).map((text) => `${source.file}: ${text}`));
  expect(found).toEqual([]);
});

test.each([
  ['a message of a schema', "const a = z.string().min(1, 'Give the title a name.');"],
  ['a demand', "const a = z.string().refine(isDay, { error: 'must be a day that exists' });"],
  ['a reason that is stored', "const a = { reason: 'Replaced by a newer version.' };"],
  ['a sentence put together', 'const a = `Only ${count} are left to choose from.`;'],
  ['text of a page', 'const A = () => <p>Nothing was found here.</p>;'],
])('control: %s is seen', (_what, code) => {
  expect(sentencesIn({ file: 'lib/rule/planted.tsx', text: code })).toHaveLength(1);
});

test('control: names, queries, drawings and what only a bug says are no sentences', () => {
  const code =
    "throw new Error('This cannot be here.'); const a = 'SELECT one FROM two'; const b = 'rule/no-basis'; const c = { summary: `Version ${v} was published` };";
  expect(sentencesIn({ file: 'lib/rule/planted.ts', text: code })).toEqual([]);
});

test('every reason of a refusal or a remark has words of its own', () => {
  const { reason } = read('refusals') as { reason: Record<string, string> };
  const { notes } = read('imports') as { notes: Record<string, string> };
  const { estimate } = read('public') as { estimate: { problem: Record<string, string> } };
  const known = new Set([
    ...Object.keys(reason),
    ...Object.keys(notes),
    ...Object.keys(estimate.problem).map((one) => one.replaceAll('/', '-')),
  ]);
  const found = new Set(product.filter(({ file }) => file.startsWith('lib/')).flatMap(reasonsIn));
  expect(found.size).toBeGreaterThan(120);
  expect([...found].filter((one) => !known.has(one.replaceAll('/', '-'))).sort()).toEqual([]);
});

function read(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(inProject('messages', 'en', `${name}.json`), 'utf8')) as Record<
    string,
    unknown
  >;
}

test('what somebody is refused with has words among the refusals, not only among the remarks on a row of a file', () => {
  const { reason } = read('refusals') as { reason: Record<string, string> };
  const found = new Set(product.filter(({ file }) => file.startsWith('lib/')).flatMap(refusedWith));
  expect(found.size).toBeGreaterThan(60);
  // Of a file that cannot be read its import says why.
  const told = [...found].filter((one) => !one.startsWith('file/'));
  expect(told.filter((one) => !(one.replaceAll('/', '-') in reason)).sort()).toEqual([]);
});

test('control: a reason without words is seen', () => {
  expect(
    reasonsIn({ file: 'lib/rule/planted.ts', text: "refuse('conflict', 'rule/never-heard-of');" }),
  ).toEqual(['rule/never-heard-of']);
  expect(
    refusedWith({
      file: 'lib/rule/planted.ts',
      text: "refuse('conflict', isOld ? 'rule/old' : 'rule/new');",
    }),
  ).toEqual(['rule/old', 'rule/new']);
});
