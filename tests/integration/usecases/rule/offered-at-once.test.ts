import { expect, test } from 'vitest';
import { parseRuleQuery } from '@/lib/rule/list-query';
import { listRules } from '@/lib/usecases/rule/list-rules';
import {
  type MovedMany,
  publishRules,
  pullBackRules,
  resumeRules,
  suspendRules,
  withdrawRules,
} from '@/lib/usecases/rule/rules-at-once';
import type { MoveRule } from '@/lib/usecases/rule/submit-rule';
import type { Context } from '@/lib/usecases/context';
import {
  aCourse,
  aMicroCredential,
  anInstitution,
  aPerson,
  aRule,
  type BuiltPerson,
  oneForOne,
} from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';

type Chosen = MoveRule[];
const reason = 'The course is taught no more.';
const acts: Record<string, { state: string; act: (ctx: Context, chosen: Chosen) => Promise<MovedMany> }> = {
  withdraw: { state: 'draft', act: (ctx, chosen) => withdrawRules(ctx, { chosen, reason }) },
  pullBack: { state: 'submitted', act: (ctx, chosen) => pullBackRules(ctx, { chosen }) },
  publish: { state: 'approved', act: (ctx, chosen) => publishRules(ctx, { chosen, firstDay: null }) },
  suspend: { state: 'force', act: (ctx, chosen) => suspendRules(ctx, { chosen, reason }) },
  resume: { state: 'suspended', act: (ctx, chosen) => resumeRules(ctx, { chosen, reason }) },
};

test('each list offers for many only rows that the person may move, and each other row is refused with a reason', async () => {
  const here = await anInstitution();
  const course = await aCourse(here);
  const [writer, registrar, both, reviewer] = [
    await aPerson(here, 'evaluator'),
    await aPerson(here, 'registrar'),
    await aPerson(here, 'evaluator', 'registrar'),
    await aPerson(here, 'reviewer'),
  ];
  for (const author of [writer, both])
    for (const status of ['draft', 'submitted', 'approved', 'published', 'suspended'] as const)
      await aRule(here, author, {
        status,
        voters: [reviewer],
        publishedBy: registrar,
        definition: oneForOne((await aMicroCredential(here)).id, course.code),
      });
  const offered = async (who: BuiltPerson, name: string) => {
    const { rows, atOnce } = await listRules(ctxOf(who), parseRuleQuery({ state: acts[name]?.state ?? '' }));
    expect([null, name]).toContain(atOnce?.act ?? null);
    const chosen = (isOffered: boolean): Chosen =>
      rows
        .filter(({ id }) => (atOnce?.among.has(id) ?? false) === isOffered)
        .map(({ id, rowVersion }) => ({ ruleVersionId: id, expectedVersion: rowVersion }));
    return { may: chosen(true), mayNot: chosen(false) };
  };
  const counts: Record<string, number[]> = {};
  for (const [name, { act }] of Object.entries(acts)) {
    // What is refused changes nothing: the next one is asked about the same rows.
    for (const who of [reviewer, writer, registrar, both]) {
      const { may, mayNot } = await offered(who, name);
      counts[name] = [...(counts[name] ?? []), may.length];
      // A registrar gives up a draft of somebody else on its own page, with its text before them, and not in a list.
      if (name === 'withdraw' && (who === registrar || who === both)) continue;
      const { moved, refused } = await act(ctxOf(who), mayNot);
      expect([name, moved, refused.length]).toEqual([name, 0, mayNot.length]);
      for (const one of refused) expect([one.title, one.reason]).not.toContain('');
    }
    const first = await offered(name === 'withdraw' || name === 'pullBack' ? writer : registrar, name);
    const by = name === 'withdraw' || name === 'pullBack' ? writer : registrar;
    expect(await act(ctxOf(by), first.may)).toEqual({ moved: first.may.length, refused: [] });
  }
  // Of the reviewer, the writer, the registrar, and who is both.
  expect(counts).toEqual({
    withdraw: [0, 1, 0, 1],
    pullBack: [0, 1, 0, 1],
    publish: [0, 0, 2, 1],
    suspend: [0, 0, 4, 4],
    resume: [0, 0, 6, 3],
  });
});
