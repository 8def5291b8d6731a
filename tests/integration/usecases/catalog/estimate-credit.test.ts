import { beforeAll, describe, expect, test } from 'vitest';
import { type EstimateQuery, nothingStated, statedHolding } from '@/lib/catalog/estimate-query';
import { silentHoldings } from '@/lib/catalog/silent-holdings';
import type { Unit } from '@/lib/amount/unit';
import { parseCivilDate } from '@/lib/kernel/civil-date';
import { estimateCredit } from '@/lib/usecases/catalog/estimate-credit';
import type { EstimateResult } from '@/lib/usecases/catalog/estimate-result';
import {
  aComponent,
  aCourse,
  aMicroCredential,
  anInstitution,
  aPolicyInForce,
  aProgram,
  aRecommendation,
  aRuleVersion,
  earns,
} from '@/tests/support/builders/catalog';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';

type Entry = { id: string; slug: string };
let python: Entry, data: Entry, weak: Entry, unknown: Entry;
const estimate = (over: Partial<EstimateQuery>) =>
  estimateCredit(ctxOf(), { ...nothingStated, institution: 'north', ...over });
const holding = (entry: Entry, over = {}) => ({
  ...statedHolding(entry.slug),
  issuedOn: parseCivilDate('2026-01-15'),
  ...over,
});
async function resultOf(over: Partial<EstimateQuery>): Promise<EstimateResult> {
  const { outcome } = await estimate(over);
  if (outcome.kind !== 'result') throw new Error(outcome.kind);
  return outcome.result;
}

beforeAll(async () => {
  const [north, south] = [await anInstitution('north'), await anInstitution('south')];
  await anInstitution('west');
  for (const tenant of [north, south]) await aPolicyInForce(tenant, { homeUnit: 'ECTS' });
  await aCourse(north, 'INF-1', '5');
  await aProgram(north, 'BSC', [{ id: 'outside-6', type: 'max', scope: { all: true }, amount: '6' }]);
  [python, data, weak, unknown] = [
    await aMicroCredential(north, { title: 'Python' }),
    await aMicroCredential(north, { title: 'Data' }),
    await aMicroCredential(north, { title: 'Weak' }),
    await aMicroCredential(north, { title: 'Unknown' }),
  ];
  await aRecommendation(north, data.id, { amount: '4', unit: 'US_SEM' });
  await aRuleVersion({
    tenantId: north,
    code: 'R-1',
    definition: { ...earns(python.id, 'INF-1', '5'), premise: { mc: python.id, minScore: '80' } },
    names: [python.id],
  });
  await aRuleVersion({
    tenantId: north,
    code: 'R-2',
    definition: {
      premise: { mc: data.id },
      outcomes: [
        { lines: [{ kind: 'elective', target: 'any', credits: { fromSource: true, max: { amount: '6' } } }] },
      ],
    },
    names: [data.id],
  });
  await aRuleVersion({
    tenantId: north,
    code: 'R-3',
    definition: {
      premise: { all: [{ mc: python.id }, { mc: weak.id }, { assessment: 'exam', minScore: '50' }] },
      outcomes: [{ lines: [{ kind: 'block', target: 'IT', credits: { amount: '9' } }] }],
    },
    names: [python.id, weak.id],
  });
  await aRuleVersion({
    tenantId: north,
    code: 'R-4',
    definition: { premise: { mc: weak.id }, outcomes: [], deny: true, priority: 90 },
    names: [weak.id],
    publicNote: 'Not at university level.',
  });
  await aRuleVersion({
    tenantId: south,
    code: 'R-1',
    definition: earns(python.id, 'S', '9'),
    names: [python.id],
  });
});

describe('estimateCredit', () => {
  test('gives the engine’s answer, line by line, with the limit that caps it', async () => {
    const result = await resultOf({
      holdings: [holding(python, { score: '80' }), holding(data)],
      program: 'BSC',
    });
    expect(result.evaluation.totals).toEqual({ awarded: '11', counted: '6' });
    expect(
      result.lines.map(({ target, awarded, counted, credentials, cappedBy }) => [
        target,
        awarded,
        counted,
        credentials,
        cappedBy,
      ]),
    ).toEqual(
      expect.arrayContaining([
        ['INF-1', '5', '5', ['1'], []],
        ['any', '6', '1', ['2'], ['outside-6']],
      ]),
    );
    expect(result.limits).toMatchObject([{ room: '6', used: '6', isFull: true }]);
  });

  test('a score a hair too low is refused, with the reason and what the rule would have given', async () => {
    const result = await resultOf({ holdings: [holding(python, { score: '79.99' })] });
    expect(result.evaluation.totals.awarded).toBe('0');
    expect(
      result.rejected.map(({ rule, told: { ways } }) => [
        rule.code,
        ways.map(({ gives, missing }) => [gives, missing.map(({ key }) => key)]),
      ]),
    ).toEqual([
      ['R-3', [['9', ['leaf.MISSING_CREDENTIAL', 'leaf.ASSESSMENT_OPEN']]]],
      ['R-1', [['5', ['leaf.SCORE_BELOW_MIN']]]],
    ]);
    expect(result.rejected[1]?.told.ways[0]?.missing[0]).toMatchObject({
      values: { score: '79.99', minimum: '80' },
      change: { key: 'change.score' },
    });
    const unsaid = await resultOf({ holdings: [holding(python)] });
    expect(unsaid.rejected.find(({ rule }) => rule.code === 'R-1')?.told.ways[0]?.missing[0]).toMatchObject({
      key: 'leaf.SCORE_NOT_STATED',
      values: { minimum: '80' },
      change: { key: 'change.enterScore' },
    });
  });

  test('an assessment not yet taken is a condition, and counts once it is stated', async () => {
    const holdings = [holding(python), holding(weak)];
    expect(
      (await resultOf({ holdings })).rejected.find(({ rule }) => rule.code === 'R-3')?.told,
    ).toMatchObject({
      reason: { key: 'PENDING_CONDITION' },
      ways: [{ gives: '9', missing: [{ key: 'leaf.ASSESSMENT_OPEN', values: { assessment: 'exam' } }] }],
    });
    expect(
      (await resultOf({ holdings, assessments: [{ id: 'exam', score: '50' }] })).evaluation.totals.awarded,
    ).toBe('9');
  });

  test('a no that has ended, is about another program or another way of completing it is not shown', async () => {
    const east = await anInstitution('east');
    await aPolicyInForce(east, { homeUnit: 'ECTS' });
    await aProgram(east, 'BSC');
    const [ended, elsewhere, weaker] = [
      await aMicroCredential(east, { title: 'Ended' }),
      await aMicroCredential(east, { title: 'Elsewhere' }),
      await aMicroCredential(east, { title: 'Weaker' }),
    ];
    const no = (id: string, more: object = {}) => ({
      premise: { mc: id },
      outcomes: [],
      deny: true,
      ...more,
    });
    await aRuleVersion({
      tenantId: east,
      code: 'R-50',
      definition: no(ended.id),
      names: [ended.id],
      claimTo: '2026-01-31',
    });
    await aRuleVersion({
      tenantId: east,
      code: 'R-51',
      definition: earns(ended.id, 'INF-1', '5'),
      names: [ended.id],
    });
    await aRuleVersion({
      tenantId: east,
      code: 'R-52',
      definition: no(elsewhere.id, { programs: ['MSC'] }),
      names: [elsewhere.id],
    });
    await aRuleVersion({
      tenantId: east,
      code: 'R-53',
      definition: no(weaker.id, { premise: { mc: weaker.id, belowScore: '60' } }),
      names: [weaker.id],
    });
    const result = await resultOf({
      institution: 'east',
      holdings: [holding(ended), holding(elsewhere), holding(weaker, { score: '60' })],
      program: 'BSC',
    });
    expect(result.denied).toEqual([]);
    expect(result.applied.map(({ code }) => code)).toEqual(['R-51']);
    expect(
      (
        await resultOf({ institution: 'east', holdings: [holding(weaker, { score: '59' })], program: 'BSC' })
      ).denied.map(({ code }) => code),
    ).toEqual(['R-53']);
  });

  test('a no that a second version turned into credit is shown for claims of its own days alone', async () => {
    const turn = await anInstitution('turn');
    await aPolicyInForce(turn, { homeUnit: 'ECTS' });
    await aCourse(turn, 'INF-1', '5');
    const turned = await aMicroCredential(turn, { title: 'Turned' });
    const { ruleId } = await aRuleVersion({
      tenantId: turn,
      code: 'R-60',
      definition: { premise: { mc: turned.id }, outcomes: [], deny: true },
      names: [turned.id],
      claimTo: '2026-02-28',
      publicNote: 'Too short then.',
    });
    await aRuleVersion({
      tenantId: turn,
      code: 'R-60',
      definition: earns(turned.id, 'INF-1', '5'),
      names: [turned.id],
      claimFrom: '2026-03-01',
      secondOf: ruleId,
    });
    const on = async (claimDate: string) => {
      const { denied, applied, evaluation } = await resultOf({
        institution: 'turn',
        holdings: [holding(turned)],
        claimDate: parseCivilDate(claimDate),
      });
      return {
        denied: denied.map(({ version, publicNote }) => [version, publicNote]),
        applied: applied.map(({ version }) => version),
        awarded: evaluation.totals.awarded,
      };
    };
    expect(await on('2026-03-01')).toEqual({ denied: [], applied: [2], awarded: '5' });
    expect(await on('2026-02-28')).toEqual({ denied: [[1, 'Too short then.']], applied: [], awarded: '0' });
  });

  test('a no for certificates completed on other days, for another version or while it is suspended is not shown', async () => {
    const lake = await anInstitution('lake');
    await aPolicyInForce(lake, { homeUnit: 'ECTS' });
    const [old, first, paused] = [
      await aMicroCredential(lake, { title: 'Old' }),
      await aMicroCredential(lake, { title: 'First' }),
      await aMicroCredential(lake, { title: 'Paused' }),
    ];
    const no = { outcomes: [], deny: true };
    await aRuleVersion({
      tenantId: lake,
      code: 'R-70',
      definition: { ...no, premise: { mc: old.id }, credentialWindow: { to: '2026-01-15' } },
      names: [old.id],
    });
    await aRuleVersion({
      tenantId: lake,
      code: 'R-71',
      definition: { ...no, premise: { mc: first.id, versions: ['1'] } },
      names: [first.id],
    });
    await aRuleVersion({
      tenantId: lake,
      code: 'R-72',
      definition: { ...no, premise: { mc: paused.id } },
      names: [paused.id],
      status: 'suspended',
    });
    const denied = async (day: string, version: string) => {
      const holdings = [old, first, paused].map((entry) =>
        holding(entry, { issuedOn: parseCivilDate(day), version }),
      );
      return (await resultOf({ institution: 'lake', holdings })).denied.map(({ code }) => code);
    };
    expect(await denied('2026-01-16', '2')).toEqual([]);
    expect(await denied('2026-01-15', '1')).toEqual(['R-70', 'R-71']);
  });

  test('a decided no is shown with its reason; what no rule names is left undecided', async () => {
    const view = await estimate({ holdings: [holding(weak), holding(unknown)] });
    expect(view.outcome).toMatchObject({
      kind: 'result',
      result: { denied: [{ code: 'R-4', publicNote: 'Not at university level.' }] },
    });
    expect(view.holdings.map(({ leaves }) => leaves.length)).toEqual([2, 0]);
  });

  test('what nobody decided stands as it does where it is looked for: recommended by somebody, or not', async () => {
    const advised = await aMicroCredential(await anInstitution('adviser'), { title: 'Advised alone' });
    await aRecommendation(await anInstitution('advising'), advised.id, { amount: '3', unit: 'US_SEM' });
    const view = await estimate({ holdings: [holding(advised), holding(unknown)], words: 'Advised alone' });
    expect(view.matches.map(({ standing }) => standing)).toEqual(['recommended']);
    expect(silentHoldings(view.holdings, view.claimDate).map(({ standing }) => standing)).toEqual([
      'recommended',
      'undecided',
    ]);
  });

  test('credit stated on the certificate is what was recommended for its day', async () => {
    expect((await resultOf({ holdings: [holding(data)] })).lines).toMatchObject([{ awarded: '6' }]);
    expect((await resultOf({ holdings: [holding(data)] })).evaluation.totals.counted).toBe('6');
  });

  test('says how much has to be earned at the institution itself before credit is posted, where some would be', async () => {
    const tenantId = await anInstitution('posting');
    await aPolicyInForce(tenantId, { homeUnit: 'ECTS', postAfterResidentCredits: '12' });
    await aRuleVersion({
      tenantId,
      code: 'R-1',
      definition: { ...earns(python.id, 'P', '5'), premise: { mc: python.id, minScore: '80' } },
      names: [python.id],
    });
    const heldFor = async (score: string, institution = 'posting') =>
      (await resultOf({ institution, holdings: [holding(python, { score })] })).heldUntil;
    expect([await heldFor('80'), await heldFor('79'), await heldFor('80', 'north')]).toEqual([
      '12',
      null,
      null,
    ]);
  });

  test('a course already earned is not earned again, and an unknown one is said to be unknown', async () => {
    const view = await estimate({ holdings: [holding(python, { score: '90' })], earned: ['INF-1', 'NOPE'] });
    expect(view.unknownCourses).toEqual(['NOPE']);
    expect(view.unknownProgram).toBeNull();
    const elsewhere = await estimate({ holdings: [holding(python)], program: 'NOPE' });
    expect([elsewhere.program, elsewhere.unknownProgram]).toEqual([null, 'NOPE']);
    const nowhere = await estimate({ holdings: [holding(python)], institution: 'no-such-place' });
    expect([view.unknownInstitution, nowhere.unknownInstitution]).toEqual([null, 'no-such-place']);
    expect(view.outcome).toMatchObject({
      result: {
        evaluation: { totals: { awarded: '0' } },
        rejected: expect.arrayContaining([
          expect.objectContaining({
            told: expect.objectContaining({
              reason: expect.objectContaining({ key: 'NO_NEW_CREDIT' }),
              ways: [],
            }),
          }),
        ]),
      },
    });
  });

  test.each(['INF-1', 'INF 1', 'inf1', 'Inf.1'])(
    'the course earned as %j is the one in the course catalog',
    async (code) => {
      const view = await estimate({ holdings: [holding(python, { score: '90' })], earned: [code] });
      expect(view.unknownCourses).toEqual([]);
      expect(view.outcome).toMatchObject({
        result: {
          evaluation: {
            totals: { awarded: '0' },
            droppedLines: [{ target: 'INF-1', reason: 'DUPLICATE_COURSE' }],
          },
        },
      });
    },
  );

  describe('what is stated', () => {
    let bare: Entry, exam: Entry, whole: Entry, part: Entry;
    beforeAll(async () => {
      const sea = await anInstitution('sea');
      await aPolicyInForce(sea, { homeUnit: 'ECTS' });
      [bare, exam, whole, part] = [
        await aMicroCredential(sea, { title: 'Bare' }),
        await aMicroCredential(sea, { title: 'Exam' }),
        await aMicroCredential(sea, { title: 'Whole', componentsImplied: true }),
        await aMicroCredential(sea, { title: 'Part' }),
      ];
      await aComponent(sea, whole.id, part.id);
      const stated = (more: object = {}) => ({
        outcomes: [{ lines: [{ kind: 'elective', target: 'any', credits: { fromSource: true, ...more } }] }],
      });
      await aRuleVersion({
        tenantId: sea,
        code: 'R-80',
        definition: {
          ...stated({ max: { amount: '6' } }),
          premise: { any: [{ mc: bare.id }, { mc: exam.id }] },
        },
        names: [bare.id, exam.id],
      });
      await aRuleVersion({
        tenantId: sea,
        code: 'R-81',
        definition: {
          ...earns(exam.id, 'INF-8', '3'),
          premise: { mc: exam.id, mustBeActive: true, minScore: '720' },
        },
        names: [exam.id],
      });
      await aRuleVersion({
        tenantId: sea,
        code: 'R-82',
        definition: earns(whole.id, 'INF-9', '9'),
        names: [whole.id],
      });
      await aRuleVersion({
        tenantId: sea,
        code: 'R-83',
        definition: { premise: { mc: part.id }, outcomes: [], deny: true },
        names: [part.id],
        publicNote: 'Not at university level.',
      });
    });
    const at = (over: Partial<EstimateQuery>) => resultOf({ institution: 'sea', ...over });

    test('credit stated on the certificate is credited, converted and up to the maximum', async () => {
      const states = async (amount: string, unit: Unit | null) =>
        (await at({ holdings: [holding(bare, { credits: { amount, unit } })] })).evaluation.totals.awarded;
      expect(await states('5', null)).toBe('5');
      expect(await states('2.5', 'US_SEM')).toBe('5');
      expect(await states('7.5', null)).toBe('6');
    });

    test('where none is stated, that is what is missing, and no other rule is said to give more', async () => {
      const result = await at({ holdings: [holding(bare)] });
      const told = JSON.stringify(result.rejected);
      expect(result.lines.every(({ awarded }) => awarded === '0')).toBe(true);
      expect(told).not.toContain('NOT_SELECTED_MORE');
      if (result.lines.length === 0) expect(told).toContain('leaf.CREDIT_NOT_STATED');
      const view = await estimate({ institution: 'sea', holdings: [holding(bare)] });
      expect(view.holdings[0]).toMatchObject({ isCreditAsked: true, isExpiryAsked: false });
    });

    test('until when it is valid is not stated, and that is not never', async () => {
      const old = {
        issuedOn: parseCivilDate('2022-03-01'),
        score: '800',
        credits: { amount: '0', unit: null },
      };
      const awarded = async (over: object) =>
        (await at({ holdings: [holding(exam, { ...old, ...over })] })).evaluation.totals.awarded;
      expect(await awarded({})).toBe('0');
      expect(await awarded({ expiresOn: parseCivilDate('2025-03-01') })).toBe('0');
      expect(await awarded({ expiresOn: parseCivilDate('2026-11-25') })).toBe('3');
      expect(await awarded({ neverExpires: true })).toBe('3');
      const { rejected } = await at({ holdings: [holding(exam, old)] });
      expect(rejected.find(({ rule }) => rule.code === 'R-81')?.told.ways).toMatchObject([
        { gives: '3', missing: [{ key: 'leaf.EXPIRY_NOT_STATED', change: { key: 'change.expiry' } }] },
      ]);
    });

    test('a no about a component is told as that', async () => {
      const { rejected, denied } = await at({ holdings: [holding(whole)] });
      expect(denied.map(({ code }) => code)).toEqual(['R-83']);
      expect(
        rejected.map(({ rule, told }) => [rule.code, told.reason.key, told.reason.values['mc']]),
      ).toEqual([['R-82', 'DENIED_PART', part.id]]);
    });

    test.each([
      [{ issuedOn: parseCivilDate('2031-01-01') }, 'on1', 'day/in-the-future'],
      [{ issuedOn: parseCivilDate('1901-01-01') }, 'on1', 'day/out-of-reach'],
      [{ score: '1500' }, 'score1', 'score/beyond-scale'],
    ])('%o gives no estimate, and says why', async (over, field, reason) => {
      const view = await estimate({ institution: 'sea', holdings: [holding(exam, over)] });
      expect(view.problems).toMatchObject([{ field, reason }]);
      expect(view.outcome).toEqual({ kind: 'unusable' });
    });

    test('the version’s first day is the first on which it can be completed', async () => {
      await queryAsSuperuser(
        `UPDATE micro_credential_version SET valid_from = '2026-01-16' WHERE micro_credential_id = $1`,
        [bare.id],
      );
      const on = async (day: string) =>
        (await estimate({ institution: 'sea', holdings: [holding(bare, { issuedOn: parseCivilDate(day) })] }))
          .problems;
      expect(await on('2026-01-15')).toMatchObject([
        { reason: 'day/before-it-existed', values: { day: '2026-01-16' } },
      ]);
      expect(await on('2026-01-16')).toEqual([]);
    });

    test('a day that no policy covers is told as that day, and not as today', async () => {
      const view = await estimate({
        institution: 'sea',
        holdings: [holding(bare, { issuedOn: null })],
        claimDate: parseCivilDate('2012-01-01'),
      });
      expect(view).toMatchObject({ claimDate: '2012-01-01', outcome: { kind: 'no-policy' } });
    });
  });

  test('touches only the rules of the institution asked for', async () => {
    expect(
      (await resultOf({ holdings: [holding(python, { score: '90' })] })).applied.map(({ code }) => code),
    ).toEqual(['R-1']);
    expect((await estimate({ institution: 'south', holdings: [holding(python)] })).outcome).toMatchObject({
      result: { evaluation: { totals: { awarded: '9' } } },
    });
  });

  test('asks for what is missing, and says when no policy is in force', async () => {
    expect((await estimate({ institution: null, holdings: [holding(python)] })).outcome).toEqual({
      kind: 'incomplete',
    });
    expect((await estimate({})).outcome).toEqual({ kind: 'incomplete' });
    expect((await estimate({ institution: 'west', holdings: [holding(python)] })).outcome).toEqual({
      kind: 'no-policy',
    });
    expect(
      (await estimate({ holdings: [{ ...holding(python), slug: 'not-in-the-catalog' }] })).outcome,
    ).toEqual({ kind: 'incomplete' });
  });

  test('looks up the next certificate by words', async () => {
    expect((await estimate({ words: 'pyth' })).matches.map(({ slug }) => slug)).toEqual([python.slug]);
  });

  test('names the certificate that would gain most, and adding it gives exactly that', async () => {
    const query = { holdings: [holding(data)] };
    const { next, evaluation } = await resultOf(query);
    expect(evaluation.totals.counted).toBe('6');
    expect(next).toMatchObject({ isComplete: true, courses: { 'INF-1': expect.any(String) as unknown } });
    expect(
      next?.steps.map(({ entry, stated, more, total, lines }) => [
        entry.slug,
        stated.score,
        more,
        total,
        lines.map(({ target }) => target),
      ]),
    ).toEqual([[python.slug, '80', '5', '11', ['INF-1']]]);
    const added = await resultOf({
      holdings: [...query.holdings, ...(next?.steps.map(({ stated }) => stated) ?? [])],
    });
    expect(added.evaluation.totals.counted).toBe('11');
    expect(added.next).toEqual({ steps: [], isComplete: true, courses: {} });
  });

  test('names no next certificate that a decided no, an assessment not taken or a full limit keeps from counting', async () => {
    // Weak is named by a rule that also wants the exam, and by a decided no.
    expect(
      (await resultOf({ holdings: [holding(python, { score: '85' })] })).next?.steps.map(
        ({ entry }) => entry.slug,
      ),
    ).toEqual([data.slug]);
    expect(
      (
        await resultOf({
          holdings: [holding(python, { score: '85' })],
          assessments: [{ id: 'exam', score: '50' }],
        })
      ).next?.steps.map(({ entry, more }) => [entry.slug, more]),
    ).toEqual([
      [data.slug, '6'],
      [weak.slug, '4'],
    ]);
    expect((await resultOf({ holdings: [holding(data)], program: 'BSC' })).next).toMatchObject({
      steps: [],
      isComplete: true,
    });
  });

  test('looks for no next certificate where none can be added any more, or where there is no estimate', async () => {
    expect((await resultOf({ holdings: Array.from({ length: 10 }, () => holding(data)) })).next).toBeNull();
    expect((await estimate({ institution: 'west', holdings: [holding(python)] })).outcome).not.toHaveProperty(
      'result',
    );
    expect((await estimate({ institution: 'south', holdings: [holding(data)] })).outcome).toMatchObject({
      result: { next: { steps: [{ entry: { slug: python.slug }, more: '9' }] } },
    });
  });

  test('stores nothing: not one row more in any table', async () => {
    const counts = () =>
      queryAsSuperuser<{ n: string }>(
        `SELECT sum((xpath('/row/n/text()', query_to_xml(format('SELECT count(*) AS n FROM %I', tablename), false, true, '')))[1]::text::bigint) AS n FROM pg_tables WHERE schemaname = 'public'`,
      );
    const before = await counts();
    await resultOf({ holdings: [holding(python, { score: '90' }), holding(data)], program: 'BSC' });
    expect(await counts()).toEqual(before);
  });
});

test('takes what a certificate states from the recommendation that nobody ended, where a dated one stands beside it', async () => {
  const tenant = await anInstitution('advised');
  await aPolicyInForce(tenant, { homeUnit: 'ECTS' });
  const advised = await aMicroCredential(tenant, { title: 'Advised' });
  await aRecommendation(tenant, advised.id, { amount: '2', unit: 'ECTS', validTo: '2027-12-31' });
  await aRecommendation(tenant, advised.id, { amount: '3', unit: 'ECTS' });
  await aRecommendation(tenant, advised.id, { amount: '5', unit: 'ECTS', validTo: '2028-12-31' });
  await aRuleVersion({
    tenantId: tenant,
    code: 'R-ADVISED',
    definition: {
      premise: { mc: advised.id },
      outcomes: [{ lines: [{ kind: 'elective', target: 'any', credits: { fromSource: true } }] }],
    },
    names: [advised.id],
  });
  const result = await resultOf({ institution: 'advised', holdings: [holding(advised)] });
  expect(result.evaluation.totals.awarded).toBe('3');
});

test('asks a rule of some terms by the term that is stated', async () => {
  const tenant = await anInstitution('terms');
  await aPolicyInForce(tenant, { homeUnit: 'ECTS' });
  const timely = await aMicroCredential(tenant, { title: 'Timely' });
  await aRuleVersion({
    tenantId: tenant,
    code: 'R-TERM',
    definition: earns(timely.id, 'TERM-1', '4', { termWindow: { from: '2027-01-01', to: '2027-06-30' } }),
    names: [timely.id],
  });
  const awarded = async (termStart: string | null) =>
    (
      await resultOf({
        institution: 'terms',
        holdings: [holding(timely)],
        termStart: termStart === null ? null : parseCivilDate(termStart),
      })
    ).evaluation.totals.awarded;
  expect(await Promise.all(['2027-03-01', '2027-09-01', null].map(awarded))).toEqual(['4', '0', '0']);
});

test('a course that stands for one that was earned gives nothing, and no other course of the institution is taken for it', async () => {
  const tenant = await anInstitution('related');
  await aPolicyInForce(tenant, { homeUnit: 'ECTS' });
  for (const code of ['OLD-1', 'NEW-1', 'ELSE-1']) await aCourse(tenant, code, '4');
  await queryAsSuperuser(
    `WITH quiet AS (SELECT set_config('session_replication_role', 'replica', true))
     INSERT INTO course_relation (tenant_id, course_id, other_course_id, kind, first_day)
     SELECT a.tenant_id, a.id, b.id, 'equivalent', '2020-01-01' FROM quiet, course a JOIN course b ON b.tenant_id = a.tenant_id
      WHERE a.tenant_id = $1 AND a.code = 'OLD-1' AND b.code = 'NEW-1'`,
    [tenant],
  );
  const awarded: [string, string][] = [];
  for (const code of ['NEW-1', 'ELSE-1']) {
    const certificate = await aMicroCredential(tenant, { title: `Gives ${code}` });
    await aRuleVersion({
      tenantId: tenant,
      code: `R-${code}`,
      definition: earns(certificate.id, code, '4'),
      names: [certificate.id],
    });
    for (const earned of ['OLD-1', 'NEW-1']) {
      const result = await resultOf({
        institution: 'related',
        holdings: [holding(certificate)],
        earned: [earned],
      });
      awarded.push([`${code} after ${earned}`, result.evaluation.totals.awarded]);
    }
  }
  expect(awarded).toEqual([
    ['NEW-1 after OLD-1', '0'],
    ['NEW-1 after NEW-1', '0'],
    ['ELSE-1 after OLD-1', '4'],
    ['ELSE-1 after NEW-1', '4'],
  ]);
});

test('says of each certificate what this institution last said of a proposal for it, by the day', async () => {
  const [here, there] = [await anInstitution('pondering'), await anInstitution('elsewhere')];
  for (const tenant of [here, there]) await aPolicyInForce(tenant, { homeUnit: 'ECTS' });
  const [often, once, never] = [
    await aMicroCredential(here, { title: 'Often proposed' }),
    await aMicroCredential(here, { title: 'Once proposed' }),
    await aMicroCredential(here, { title: 'Never proposed' }),
  ];
  await queryAsSuperuser('ALTER TABLE rule_rejection DISABLE TRIGGER guard_rejection_told');
  for (const [tenantId, { id: microCredential }, reason, day] of [
    [here, often, 'Too little.', '2026-02-01'],
    [here, often, 'Still too little.', '2026-05-01'],
    [here, once, 'Not ours.', '2026-03-01'],
    [there, never, 'Not theirs.', '2026-03-01'],
  ] as const) {
    const definition = earns(microCredential, 'X', '3');
    const draft = { tenantId, code: `P ${reason}`, definition, names: [microCredential] };
    const { id } = await aRuleVersion({ ...draft, status: 'draft' });
    await queryAsSuperuser(
      `INSERT INTO rule_rejection (tenant_id, rule_version_id, kind, public_reason, rejected_at) VALUES ($1, $2, 'not_as_proposed', $3, $4)`,
      [tenantId, id, reason, day],
    );
  }
  const said = async (claimDate: string | null) =>
    (
      await estimate({
        institution: 'pondering',
        holdings: [often, once, never].map((one) => holding(one)),
        claimDate: claimDate === null ? null : parseCivilDate(claimDate),
      })
    ).holdings.map(({ considered }) => considered?.publicReason ?? null);
  expect(await said(null)).toEqual(['Still too little.', 'Not ours.', null]);
  expect(await said('2026-02-15')).toEqual(['Too little.', null, null]);
});
