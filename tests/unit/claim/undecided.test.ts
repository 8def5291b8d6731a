import { expect, test } from 'vitest';
import { shownOutcome, undecidedIn } from '@/lib/claim/undecided';
import { canonicalJson } from '@/lib/kernel/canonical-json';
import file from '../../fixtures/credit-cases.json';
import { parseCreditCase } from '@/lib/credit/parse-case';
import { orRefuse } from '@/lib/kernel/result';

const base = orRefuse(parseCreditCase(file.cases[0]));
const [held] = base.student.credentials;
const [rule] = base.rules;
if (held === undefined || rule === undefined) throw new Error('The first case holds nothing.');

const asked = (mcs: readonly string[], named: readonly string[], deny = false, whole: string | null = null) =>
  canonicalJson({
    ...base,
    ...(whole !== null && {
      catalog: { microCredentials: { [whole]: { components: ['part'], componentsImplied: true } } },
    }),
    student: {
      ...base.student,
      credentials: mcs.map((mc, at) => ({ ...held, mc, id: String(at + 1) })),
    },
    rules: named.map((mc) => ({ ...rule, deny, premise: { all: [{ mc }] } })),
  });

test('a certificate that no rule of the frozen question names is not decided yet; a decided no is decided', () => {
  expect(undecidedIn({ creditCase: asked(['a', 'b'], ['b']) })).toEqual([1]);
  expect(undecidedIn({ creditCase: asked(['a', 'b'], ['a', 'b'], true) })).toEqual([]);
  expect(undecidedIn({ creditCase: asked(['a', 'b'], []) })).toEqual([1, 2]);
});

test('who holds the whole is spoken of where a rule names a part that it proves', () => {
  expect(undecidedIn({ creditCase: asked(['whole'], ['part'], false, 'whole') })).toEqual([]);
});

test('what no rule speaks of is never shown as refused', () => {
  expect(shownOutcome('undecided', 2, 2)).toBe('undecided');
  expect(shownOutcome('refused', 1, 2)).toBe('refused_rest_undecided');
  expect(shownOutcome('refused', 0, 2)).toBe('refused');
  expect(shownOutcome('partly_granted', 1, 2)).toBe('partly_granted');
});
