import { describe, expect, it, test } from 'vitest';
import { statedHolding } from '@/lib/catalog/estimate-query';
import type { PersonsFinding } from '@/lib/claim/evidence';
import { askedNow, heldUntilIn, outcomeOf, replay, takeSnapshot } from '@/lib/claim/snapshot';
import type { Evaluation } from '@/lib/credit/evaluation';
import { type CivilDate, parseCivilDate } from '@/lib/kernel/civil-date';
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

  it('tells what has to be earned at the institution before its award is posted', () => {
    const held = cases.flatMap(([, one]) => {
      const { snapshot, trace } = takeSnapshot(one);
      const needed = one.policy.postAfterResidentCredits;
      return trace.evaluation.posting === 'held' && trace.evaluation.awards.length > 0
        ? [[heldUntilIn(snapshot), needed]]
        : [];
    });
    expect(held).not.toEqual([]);
    for (const [told, needed] of held) expect(told).toBe(needed);
  });

  it('keeps policy, program, rules and day when certificates turn out otherwise', () => {
    const [, input] = cases.find(
      ([, one]) => takeSnapshot(one).trace.evaluation.awards.length > 0,
    ) as (typeof cases)[number];
    const numbered = {
      ...input,
      student: {
        ...input.student,
        credentials: input.student.credentials.map((one, at) => ({ ...one, id: String(at + 1) })),
      },
    };
    const { snapshot } = takeSnapshot(numbered);
    const holding = (place: number, finding: PersonsFinding | null) => ({
      place,
      stated: { ...statedHolding('x'), issuedOn: parseCivilDate('2024-05-01') },
      evidence: { badge: null, page: null, finding },
    });
    const no = { isVerified: false, identity: 'exact' as const, reason: 'Not so' };
    const asked = askedNow(snapshot, [holding(1, no), holding(99, null)], ['b', 'a']);
    expect(asked).toMatchObject({
      policy: input.policy,
      rules: JSON.parse(snapshot.creditCase).rules,
      student: { claimDate: input.student.claimDate, credentials: [], consumedAtoms: ['a', 'b'] },
    });
    expect(outcomeOf(asked, takeSnapshot(asked).trace, 1)).toBe('refused');
    expect(askedNow(snapshot, [holding(1, null)], []).student.credentials).toMatchObject([
      { id: '1', issuedOn: '2024-05-01', expiresOn: null, expiryUnknown: true },
    ]);
    const unsaid = { ...holding(1, null), stated: { ...statedHolding('x'), neverExpires: true } };
    const [credential] = askedNow(snapshot, [unsaid], []).student.credentials;
    expect(credential).toMatchObject({ issuedOn: input.student.claimDate, issuedOnAssumed: true });
    expect(credential).not.toHaveProperty('expiryUnknown');
  });

  it('is granted where every certificate is used, in part where one is not, and undecided where no rule speaks of any', () => {
    const [, input] = cases[0] as (typeof cases)[number];
    const credentials = [1, 2].map((n) => ({ id: String(n), mc: 'x', issuedOn: '2026-01-01' as CivilDate }));
    const award = { rule: 'r', target: 't', awarded: '1', counted: '1' };
    const outcome = (awards: Evaluation['awards'], unused: string[], claimed: number) =>
      outcomeOf(
        { ...input, student: { ...input.student, credentials } },
        { evaluation: { awards, unused, totals: { awarded: '1', counted: '1' }, rejected: {} } },
        claimed,
      );
    expect(outcome([award], [], 2)).toBe('granted');
    expect(outcome([award], ['2'], 2)).toBe('partly_granted');
    expect(outcome([award], [], 3)).toBe('partly_granted');
    expect(outcome([], ['1', '2'], 2)).toBe('undecided');
    const spoken = outcomeOf(
      input,
      { evaluation: { awards: [], unused: [], totals: { awarded: '0', counted: '0' }, rejected: {} } },
      input.student.credentials.length,
    );
    expect(spoken).toBe('refused');
  });
});
