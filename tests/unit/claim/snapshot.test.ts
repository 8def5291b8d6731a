import { describe, expect, it, test } from 'vitest';
import { outcomeOf, replay, takeSnapshot, withCredentials } from '@/lib/claim/snapshot';
import { parseCreditCase } from '@/lib/credit/parse-case';
import { orRefuse } from '@/lib/kernel/result';
import file from '../../fixtures/credit-cases.json';

const cases = file.cases.map((one) => [one.id, orRefuse(parseCreditCase(one))] as const);

describe('a frozen claim', () => {
  test.each(cases)(
    '%s replays byte for byte, also from a database that wrote it in another order',
    (_, input) => {
      const { snapshot } = takeSnapshot(input);
      const { rules, student, ...rest } = input;
      const turned = { ...student, credentials: [...student.credentials].reverse() };
      expect(takeSnapshot({ student: turned, rules: [...rules].reverse(), ...rest }).snapshot).toEqual(
        snapshot,
      );
      const again = replay(snapshot);
      expect(again.ok && takeSnapshot(again.value.asked).snapshot).toEqual(snapshot);
    },
  );

  it('is not decided where question or answer were changed', () => {
    const granting = cases.find(([, one]) => takeSnapshot(one).trace.evaluation.awards.length > 0)?.[1];
    if (granting === undefined) throw new Error('No case grants anything.');
    const { snapshot } = takeSnapshot(granting);
    const reason = (one: typeof snapshot) => {
      const again = replay(one);
      return again.ok ? null : again.reason;
    };
    expect(reason({ ...snapshot, evaluation: `${snapshot.evaluation} ` })).toBe('claim/replay-differs');
    const emptied = { ...granting, student: { ...granting.student, credentials: [] } };
    expect(reason({ ...snapshot, creditCase: takeSnapshot(emptied).snapshot.creditCase })).toBe(
      'claim/replay-differs',
    );
  });

  it('keeps policy, program, rules and day when certificates turn out otherwise', () => {
    const [, input] = cases[0] as (typeof cases)[number];
    const { snapshot } = takeSnapshot(input);
    const asked = withCredentials(snapshot, [], ['b', 'a']);
    expect(asked).toMatchObject({
      policy: input.policy,
      rules: JSON.parse(snapshot.creditCase).rules,
      student: { claimDate: input.student.claimDate, credentials: [], consumedAtoms: ['a', 'b'] },
    });
    expect(outcomeOf(takeSnapshot(asked).trace)).toBe('refused');
  });

  it('is granted where every certificate is used, and in part where one is not', () => {
    const evaluation = {
      awards: [{ rule: 'r', target: 't', awarded: '1', counted: '1' }],
      unused: [] as string[],
    };
    const asked = (unused: string[], awards = evaluation.awards) =>
      outcomeOf({ evaluation: { awards, unused, totals: { awarded: '1', counted: '1' }, rejected: {} } });
    expect([asked([]), asked(['2']), asked(['1'], [])]).toEqual(['granted', 'partly_granted', 'refused']);
  });
});
