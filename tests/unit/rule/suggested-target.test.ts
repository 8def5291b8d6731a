import fc from 'fast-check';
import { expect, test } from 'vitest';
import { noLine } from '@/lib/rule/blank-form';
import { formOfDefinition } from '@/lib/rule/form-of-definition';
import { DefinitionFromForm } from '@/lib/rule/rule-form';
import {
  followedBy,
  readSuggested,
  suggestedKinds,
  SuggestedText,
  targetsOf,
  withSuggested,
  writeSuggested,
} from '@/lib/rule/suggested-target';
import { takenTogether } from '@/lib/rule/taken-together';

const blank = formOfDefinition({ premise: { mc: 'a' }, outcomes: [{ lines: [] }] });
const line = (target: string, kind = 'course' as const) => ({ ...noLine, kind, target, amount: '3' });
const rule = (...targets: [kind: string, target: string][]) => ({
  outcomes: [{ lines: targets.map(([kind, target]) => ({ kind, target, credits: { amount: '3' } })) }],
});
const definition = (value: unknown) => value as Parameters<typeof targetsOf>[0];

const suggested = fc.option(
  fc.record({
    kind: fc.constantFrom(...suggestedKinds),
    target: fc
      .string({ minLength: 1, maxLength: 100, unit: 'grapheme' })
      .filter((text) => text.length <= 200),
  }),
);

test('what a form carries is read back as it was written', () => {
  fc.assert(
    fc.property(suggested, (one) => {
      expect(readSuggested(writeSuggested(one))).toEqual(one);
      expect(SuggestedText.safeParse(writeSuggested(one)).success).toBe(true);
    }),
  );
  for (const text of ['', 'course:', 'waiver:x', 'CS 101', `course:${'x'.repeat(201)}`])
    expect(SuggestedText.safeParse(text).success).toBe(false);
});

test.each([
  [['course:CS 101', 'course:CS 102'], [['course', 'cs-101']], 'first'],
  [['course:CS 101', 'course:CS 102'], [['course', 'CS 102']], 'among'],
  [['course:CS 101', 'elective:CS 1XX'], [['elective', 'CS 101']], 'no'],
  [['course:CS 101'], [['waiver', 'CS 101']], 'no'],
  [['none', 'course:CS 101'], [['course', 'CS 101']], 'among'],
] as const)('%j, decided %j: %s', (shown, decided, said) => {
  expect(followedBy(shown, definition(rule(...(decided as unknown as [string, string][]))))).toBe(said);
});

test('a denial is "no credit" and nothing else', () => {
  const denial = { ...rule(['course', 'CS 101']), deny: true };
  expect(targetsOf(definition(denial))).toEqual([null]);
  expect(followedBy(['course:CS 101', 'none'], definition(denial))).toBe('among');
});

test('a target goes into the blank line, with the credit of the course', () => {
  const form = { ...blank, outcomes: [{ lines: [noLine] }] };
  const [outcome] = withSuggested(form, { kind: 'course', target: 'CS 101' }).outcomes;
  expect(outcome?.lines).toEqual([{ ...noLine, target: 'CS 101', credit: 'catalog' }]);
});

test('it replaces what the only line names and leaves its amount', () => {
  const form = { ...blank, outcomes: [{ lines: [line('CS 1')] }] };
  const chosen = withSuggested(form, { kind: 'elective', target: 'CS 1XX' });
  expect(chosen.outcomes).toEqual([{ lines: [{ ...line('CS 1XX'), kind: 'elective' }] }]);
  const listed = { ...blank, outcomes: [{ lines: [{ ...line('CS 1'), credit: 'catalog' as const }] }] };
  expect(withSuggested(listed, { kind: 'block', target: 'Computing' }).outcomes[0]?.lines[0]?.credit).toBe(
    'fixed',
  );
});

test('beside lines that all name something it is one more alternative', () => {
  const form = { ...blank, outcomes: [{ lines: [line('CS 1'), line('CS 2')] }] };
  const chosen = withSuggested(form, { kind: 'course', target: 'CS 3' });
  expect(chosen.outcomes.map(({ lines }) => lines.map(({ target }) => target))).toEqual([
    ['CS 1', 'CS 2'],
    ['CS 3'],
  ]);
});

test('"no credit" is the decision, and what was entered stays; a target takes it back', () => {
  const form = { ...blank, outcomes: [{ lines: [line('CS 1')] }] };
  const denied = withSuggested(form, null);
  expect(denied).toEqual({ ...form, decision: 'deny' });
  expect(withSuggested(denied, { kind: 'course', target: 'CS 2' }).decision).toBe('credit');
});

test('whatever is chosen is in the form that is then sent', () => {
  fc.assert(
    fc.property(suggested, (one) => {
      const read = DefinitionFromForm.safeParse(
        withSuggested({ ...blank, outcomes: [{ lines: [line('CS 1')] }] }, one && { ...one, target: 'CS 9' }),
      );
      expect(read.success && followedBy([writeSuggested(one && { ...one, target: 'CS 9' })], read.data)).toBe(
        'first',
      );
    }),
  );
});

test('certificates are taken together as the premise asks for them', () => {
  const [a, b, c] = [{ mc: 'a' }, { mc: 'b' }, { mc: 'c' }] as const;
  const exam = { assessment: 'Portfolio', minScore: '3' };
  expect(takenTogether(a)).toEqual([['a']]);
  expect(takenTogether({ all: [a, b] })).toEqual([['a', 'b']]);
  expect(takenTogether({ any: [a, { all: [b, c] }, a] })).toEqual([['a'], ['b', 'c']]);
  expect(takenTogether({ atLeast: 1, of: [a, b] })).toEqual([['a'], ['b']]);
  expect(takenTogether({ atLeast: 2, of: [a, b, c] })).toEqual([['a', 'b', 'c']]);
  expect(takenTogether({ any: [exam, a] })).toEqual([['a']]);
  expect(takenTogether(exam)).toEqual([]);
});
