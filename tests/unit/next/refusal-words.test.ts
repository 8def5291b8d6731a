import { createTranslator } from 'next-intl';
import { afterAll, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { Refusal } from '@/lib/kernel/refusal';
import { firstReasons, problemSentence, refusalSentence } from '@/lib/next/refusal-words';
import { AssignReviewers } from '@/lib/usecases/review/assign-reviewers';
import { ChosenRules } from '@/lib/usecases/rule/rules-at-once';
import refusals from '@/messages/en/refusals.json';

// Other files of this worker may have loaded the module with the framework's own, and must not get this one.
vi.hoisted(() => vi.resetModules());
afterAll(() => void vi.resetModules());
// The framework finds out who reads; here it is a reader of English, and the words are the product's.
vi.mock('next-intl/server', () => ({
  getTranslations: (namespace: 'refusals') =>
    Promise.resolve(createTranslator({ locale: 'en', messages: { refusals }, namespace })),
}));

const reasons = (schema: z.ZodType, value: unknown) =>
  firstReasons(schema.safeParse(value).error?.issues ?? []);

test('a field with several problems is told the first of them', () => {
  const schema = z.strictObject({
    code: z.string().min(3).regex(/^\d+$/, { error: 'course/code' }),
    lines: z.array(z.strictObject({ hours: z.coerce.number().min(1) })),
  });
  expect(reasons(schema, { code: 'x', lines: [{ hours: 2 }, { hours: 0 }] })).toEqual({
    code: 'field/too-short 3',
    'lines.1.hours': 'field/at-least 1',
  });
});

test('each kind of misfit has a reason of its own', () => {
  expect(reasons(z.string().max(5), 'abcdef')).toEqual({ '': 'field/too-long 5' });
  expect(reasons(z.string().min(1), '')).toEqual({ '': 'field/empty' });
  expect(reasons(z.number().max(5), 6)).toEqual({ '': 'field/at-most 5' });
  expect(reasons(z.array(z.string()).max(1), ['a', 'b'])).toEqual({ '': 'field/too-many 1' });
  expect(reasons(z.array(z.string()).min(1), [])).toEqual({ '': 'field/choose' });
  expect(reasons(z.enum(['a', 'b']), 'c')).toEqual({ '': 'field/choose' });
  expect(reasons(z.uuid(), 'c')).toEqual({ '': 'field/not-valid' });
  expect(reasons(z.string().min(1, { error: 'field/vote-why' }), '')).toEqual({ '': 'field/vote-why' });
});

test('a list of boxes of which none is ticked is no list, and asks to tick one in the words of its field', () => {
  for (const nothing of [undefined, []]) {
    expect(reasons(AssignReviewers.shape.personIds, nothing)).toEqual({ '': 'field/people' });
    expect(reasons(ChosenRules.shape.chosen, nothing)).toEqual({ '': 'field/mappings' });
    expect(reasons(z.array(z.string()).min(1), nothing)).toEqual({ '': 'field/choose' });
  }
});

test('a reason is told in its own words, with its values, and a sentence as it is', async () => {
  expect(await problemSentence('field/too-short 3')).toBe('At least 3 characters.');
  expect(await problemSentence('Say it in one line.')).toBe('Say it in one line.');
  expect(await problemSentence('toString is no word for it')).toBe('toString is no word for it');
});

test('a refusal whose reason has no words is told in those of its code', async () => {
  expect(await refusalSentence(new Refusal('conflict', 'nothing/of-this-name'))).toBe(refusals.code.conflict);
  expect(await refusalSentence(new Refusal('conflict', 'person/email-taken'))).toBe(
    refusals.reason['person-email-taken'],
  );
});

test('what was sent along and is not kept is said with the refusal', async () => {
  const refusal = new Refusal('rule_violation', 'rule/no-evidence', { isUnsaved: true });
  expect(await refusalSentence(refusal)).toBe(`${refusals.reason['rule-no-evidence']} ${refusals.unsaved}`);
  expect(refusals.unsaved).toContain('not saved');
});
