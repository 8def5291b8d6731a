import { describe, expect, it } from 'vitest';
import { parseCivilDate } from '@/lib/kernel/civil-date';
import type { RuleStatus } from '@/lib/rule/rule-version';
import { parseManyQuery } from '@/lib/rule/many-query';
import { ChangeReviewDay, changeReviewDay } from '@/lib/usecases/rule/change-review-day';
import { previewMany } from '@/lib/usecases/rule/preview-many';
import { changeReviewDays } from '@/lib/usecases/rule/rules-at-once';
import { auditOf } from '@/tests/support/audit';
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
import { queryAsSuperuser } from '@/tests/support/db';

// Today is 25 November 2026; what these institutions publish on 15 October 2026 is due three years later.
describe('another day for the review of what is in force', async () => {
  const here = await anInstitution();
  const [author, reviewer, registrar] = [
    await aPerson(here, 'evaluator', 'registrar'),
    await aPerson(here, 'reviewer'),
    await aPerson(here, 'registrar'),
  ];
  const course = await aCourse(here);
  const ruleIn = async (status: RuleStatus = 'published', more: object = {}) =>
    aRule(here, author, {
      status: status as never,
      voters: [reviewer],
      publishedBy: registrar,
      reviewDueOn: '2027-10-15',
      definition: oneForOne((await aMicroCredential(here)).id, course.code),
      ...more,
    });
  const put = (
    { id, rowVersion }: { id: string; rowVersion: number },
    day: string,
    who: BuiltPerson = registrar,
  ) =>
    changeReviewDay(
      ctxOf(who),
      ChangeReviewDay.parse({ ruleVersionId: id, expectedVersion: rowVersion, day, reason: 'One by one.' }),
    ).then(
      () => 'done',
      ({ reason, details }: { reason: string; details?: { latest?: string } }) =>
        details?.latest === undefined ? reason : `${reason} ${details.latest}`,
    );
  const dueOf = async ({ id }: { id: string }) =>
    (
      await queryAsSuperuser<{ due: string }>(
        'SELECT review_due_on::text AS due FROM rule_version WHERE id = $1',
        [id],
      )
    )[0]?.due;

  it('comes nearer or as far as the policy says, on record with the reason; what was due before is kept', async () => {
    const rule = await ruleIn();
    expect(await put(rule, '2027-01-31')).toBe('done');
    expect(await auditOf(rule.id)).toMatchObject([
      {
        action: 'rule.changeReviewDay',
        actorId: registrar.id,
        before: { reviewDueOn: '2027-10-15' },
        after: { reviewDueOn: '2027-01-31', reason: 'One by one.' },
      },
    ]);
    expect(await put(rule, '2027-02-28')).toBe('rule/changed-meanwhile');
    expect(await put({ ...rule, rowVersion: 2 }, '2029-10-15')).toBe('done');
    expect(await put({ ...rule, rowVersion: 3 }, '2029-10-16')).toBe('review/needs-review 2029-10-15');
    expect(await dueOf(rule)).toBe('2029-10-15');
    expect(
      await queryAsSuperuser(
        'SELECT review_due_on::text AS due FROM rule_version_past WHERE rule_version_id = $1 ORDER BY until_day LIMIT 1',
        [rule.id],
      ),
    ).toEqual([{ due: '2027-10-15' }]);
  });

  it('is for what is in force, from today on, and for a registrar who did not write it', async () => {
    expect(await put(await ruleIn('approved'), '2027-01-31')).toBe('rule/not-in-force');
    expect(await put(await ruleIn('suspended'), '2027-01-31')).toBe('done');
    const rule = await ruleIn();
    expect(await put(rule, '2026-11-24')).toBe('review/day-over');
    expect(await put(rule, '2027-10-15')).toBe('review/day-same');
    expect(await put(rule, '2027-01-31', author)).toBe('access/author');
    expect(await put(rule, '2027-01-31', await aPerson(here, 'evaluator'))).toBe('access/role-missing');
    expect(await put(rule, '2027-01-31', await aPerson(await anInstitution(), 'registrar'))).toBe(
      'rule/not-found',
    );
    expect(await dueOf(rule)).toBe('2027-10-15');
  });

  it('of many says before what would become of each, and does that', async () => {
    const there = await anInstitution();
    const [writer, clerk] = [
      await aPerson(there, 'evaluator', 'registrar'),
      await aPerson(there, 'registrar'),
    ];
    const target = await aCourse(there);
    const make = async (title: string, status: RuleStatus, by = writer, more: object = {}) =>
      aRule(there, by, {
        title,
        status: status as never,
        reviewDueOn: '2027-10-15',
        definition: oneForOne((await aMicroCredential(there)).id, target.code),
        ...more,
      });
    const first = await make('A in force', 'published');
    await make('B own', 'published', clerk);
    const ready = await make('C ready', 'approved');
    await make('D then already', 'published', writer, { reviewDueOn: '2029-10-16' });
    const asked = (day: string, more: object = {}) =>
      previewMany(ctxOf(clerk), parseManyQuery({ act: 'review', sort: 'title', day, ...more }));
    const told = async (...given: Parameters<typeof asked>) =>
      (await asked(...given)).rows.map(({ row, reason, latest }) => `${row.title}: ${reason} ${latest}`);
    expect(await told('2029-10-16')).toEqual([
      'A in force: review/needs-review 2029-10-15',
      'B own: access/author null',
      'C ready: rule/not-in-force null',
      'D then already: review/day-same null',
    ]);
    expect(await told('2027-06-01', { state: 'force', words: 'in force' })).toEqual([
      'A in force: null null',
    ]);
    expect((await told('')).every((one) => one.endsWith('null null'))).toBe(true);
    const chosen = [first, ready].map(({ id, rowVersion }) => ({
      ruleVersionId: id,
      expectedVersion: rowVersion,
    }));
    expect(
      await changeReviewDays(ctxOf(clerk), { chosen, day: parseCivilDate('2027-06-01'), reason: 'Spread.' }),
    ).toEqual({
      moved: 1,
      refused: [expect.objectContaining({ id: ready.id, reason: 'rule/not-in-force' })],
    });
    expect(await dueOf(first)).toBe('2027-06-01');
  });

  it('are shown page by page, each on one of them, also after something was done to the first', async () => {
    const own = await anInstitution();
    const [writer, clerk] = [await aPerson(own, 'evaluator'), await aPerson(own, 'registrar')];
    const [certificate, code] = [await aMicroCredential(own), (await aCourse(own)).code];
    for (let number = 0; number < 3; number++)
      await aRule(own, writer, { status: 'published', definition: oneForOne(certificate.id, code) });
    const page = async (asked: string) => {
      const seen = await previewMany(
        ctxOf(clerk),
        parseManyQuery({ act: 'review', day: '2027-06-01', page: asked }),
        2,
      );
      return { page: seen.page, total: seen.total, found: seen.rows.map(({ row }) => row) };
    };
    const [first, second] = [await page('1'), await page('2')];
    expect([first.found.length, second.found.length, second.total]).toEqual([2, 1, 3]);
    const idsOf = (...pages: (typeof first)[]) => pages.flatMap(({ found }) => found.map(({ id }) => id));
    expect(new Set(idsOf(first, second)).size).toBe(3);
    const chosen = first.found.map(({ id, rowVersion }) => ({
      ruleVersionId: id,
      expectedVersion: rowVersion,
    }));
    await changeReviewDays(ctxOf(clerk), { chosen, day: parseCivilDate('2027-06-01'), reason: 'Spread.' });
    expect(idsOf(await page('2'))).toEqual(idsOf(second));
    // A page that is no longer there is the last one.
    expect(await page('9')).toMatchObject({ page: 2 });
  });
});
