import { describe, expect, test } from 'vitest';
import { parseCivilDate } from '@/lib/kernel/civil-date';
import type { RuleDefinition } from '@/lib/rule/rule-version';
import { publishRules, resumeRules } from '@/lib/usecases/rule/rules-at-once';
import { submitRule } from '@/lib/usecases/rule/submit-rule';
import {
  aCourse,
  aMicroCredential,
  anInstitution,
  aPerson,
  aRecommendation,
  aRule,
  oneForOne,
} from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { check, outcomes } from '../import/import-files';

type Basis = Partial<Parameters<typeof aRule>[2]['basis']>;

// What each kind of fault is told as stands in tests/unit/rule/lint; here, that no road leads around it.
describe('what is wrong with a mapping stops it', async () => {
  const here = await anInstitution();
  const [author, registrar, reviewer, importer] = [
    await aPerson(here, 'evaluator'),
    await aPerson(here, 'registrar'),
    await aPerson(here, 'reviewer'),
    await aPerson(here, 'registrar'),
  ];
  const course = await aCourse(here, { code: 'INF-3', credits: '3', level: 'First year' });
  const window = (from: string, to: string) => ({ from: parseCivilDate(from), to: parseCivilDate(to) });
  const level = (name: string): RuleDefinition['outcomes'] => [
    { lines: [{ kind: 'elective', target: 'FREE', level: name, credits: { amount: '2' } }] },
  ];

  const faults: Record<string, (mc: string) => { definition: RuleDefinition; basis?: object }> = {
    'nothing: the control': (mc) => ({ definition: oneForOne(mc, course.code, '3') }),
    'a period that runs backwards': (mc) => ({
      definition: {
        ...oneForOne(mc, course.code, '3'),
        termWindow: window('2027-02-02', '2027-02-01'),
      },
    }),
    'claims that have closed': (mc) => ({
      definition: {
        ...oneForOne(mc, course.code, '3'),
        claimWindow: window('2026-02-02', '2026-03-01'),
      },
    }),
    'far more than the course carries': (mc) => ({ definition: oneForOne(mc, course.code, '99999') }),
    'no credit that is called credit': (mc) => ({ definition: oneForOne(mc, course.code, '0') }),
    'a course that is not there': (mc) => ({ definition: oneForOne(mc, 'INF-404', '3') }),
    'a level of another house': (mc) => ({
      definition: { premise: { mc }, outcomes: level('Zweites Jahr') },
    }),
  };

  const made = async (fault: string, status: 'draft' | 'approved' | 'suspended') => {
    const { definition } = faults[fault]?.((await aMicroCredential(here)).id) ?? { definition: null };
    if (definition === null) throw new Error('There is no such fault.');
    return aRule(here, author, { definition, status, voters: [reviewer] });
  };
  const roads: Record<string, (fault: string) => Promise<string | null>> = {
    'handed in': async (fault) => {
      const { id } = await made(fault, 'draft');
      return submitRule(ctxOf(author), { ruleVersionId: id, expectedVersion: 1 }).then(
        () => null,
        ({ reason }: { reason: string }) => reason,
      );
    },
    'published, one of many': async (fault) => {
      const { id, rowVersion } = await made(fault, 'approved');
      const chosen = [{ ruleVersionId: id, expectedVersion: rowVersion }];
      const { refused } = await publishRules(ctxOf(registrar), { chosen, firstDay: null });
      return refused[0]?.reason ?? null;
    },
    'put in force again, one of many': async (fault) => {
      const { id, rowVersion } = await made(fault, 'suspended');
      const chosen = [{ ruleVersionId: id, expectedVersion: rowVersion }];
      const { refused } = await resumeRules(ctxOf(registrar), { chosen, reason: 'It is clear again.' });
      return refused[0]?.reason ?? null;
    },
  };

  for (const [road, take] of Object.entries(roads))
    test.each(Object.keys(faults))(`${road}: %s`, async (fault) => {
      const reason = await take(fault);
      if (fault === 'nothing: the control') expect(reason).toBeNull();
      else expect(reason).toMatch(/^rule\/(linter-errors|days-over)$/);
    });

  test('brought in a file', async () => {
    const lines = await Promise.all(
      Object.values(faults).map(async (fault, at) => {
        const { slug } = await aMicroCredential(here, { title: `Brought ${at}` });
        return `IN-${at},"${JSON.stringify(fault(slug).definition).replaceAll('"', '""')}"`;
      }),
    );
    const { batchId } = await check(
      ctxOf(importer),
      'equivalencies',
      `rule,definition\n${lines.join('\n')}\n`,
    );
    const found = await outcomes(ctxOf(importer), batchId);
    expect(found.map(([outcome]) => outcome)).toEqual(['new', ...Array<string>(6).fill('rejected')]);
  });

  test('taken over from advice “as it is” and giving less or more, and from a peer with its levels', async () => {
    const certificate = await aMicroCredential(here);
    const advice = await aRecommendation(here, certificate.id, { amount: '3', unit: 'ECTS' });
    const asIs: Basis = { kind: 'recommendation', adoption: 'asIs', recommendationIds: [advice.id] };
    const submit = async (definition: RuleDefinition, basis: Basis) => {
      const { id } = await aRule(here, author, { definition, basis: { ...basis } });
      return submitRule(ctxOf(author), { ruleVersionId: id, expectedVersion: 1 }).then(
        () => null,
        ({ reason }: { reason: string }) => reason,
      );
    };
    expect(await submit(oneForOne(certificate.id, course.code, '3'), asIs)).toBeNull();
    for (const amount of ['2', '3.5'])
      expect(await submit(oneForOne(certificate.id, course.code, amount), asIs)).toBe('rule/linter-errors');
    const there = await anInstitution();
    const theirs = await aRule(there, await aPerson(there, 'evaluator'), {
      definition: { premise: { mc: certificate.id }, outcomes: level('Zweites Jahr') },
      status: 'published',
    });
    const precedent: Basis = { kind: 'precedent', precedentRuleVersionIds: [theirs.id] };
    expect(
      await submit({ premise: { mc: certificate.id }, outcomes: level('Zweites Jahr') }, precedent),
    ).toBe('rule/linter-errors');
  });
});
