import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { parseEstimateQuery } from '@/lib/catalog/estimate-query';
import { findCreditsAndNames } from '@/lib/db/public-rules';
import { versionOn } from '@/lib/institution/dated-version';
import { type CivilDate, parseCivilDate } from '@/lib/kernel/civil-date';
import { Refusal } from '@/lib/kernel/refusal';
import type { Context } from '@/lib/usecases/context';
import { estimateCredit } from '@/lib/usecases/catalog/estimate-credit';
import { viewMicroCredential } from '@/lib/usecases/catalog/view-micro-credential';
import { CourseSearch, listCourses } from '@/lib/usecases/institution/list-curriculum';
import { previewCourse, viewCourse } from '@/lib/usecases/institution/view-course';
import { followChange, listChanges } from '@/lib/usecases/rule/follow-change';
import { lastAuditEntry } from '@/tests/support/audit-trail';
import { SaveCourse, saveCourse } from '@/lib/usecases/institution/save-course';
import { SaveProgram, saveProgram } from '@/lib/usecases/institution/save-program';
import { previewProgram, viewProgram } from '@/lib/usecases/institution/view-program';
import {
  aPerson,
  anInstitution,
  aCourse,
  aProgram,
  aRule,
  type BuiltInstitution,
} from '@/tests/support/builders';
import { aMicroCredential, aRuleVersion } from '@/tests/support/builders/catalog';
import { ctxOf } from '@/tests/support/ctx';
import { appConnection, inRolledBackTransaction, queryAsSuperuser } from '@/tests/support/db';
import { check, importAll, outcomes, totals } from '../import/import-files';

let institution: BuiltInstitution;
let registrar: Context;
let certificate: { id: string; slug: string };
let courseId: string;

const version = async (id: string) =>
  (await queryAsSuperuser<{ row_version: number }>('SELECT row_version FROM course WHERE id = $1', [id]))[0]
    ?.row_version ?? 0;
const change = async (over: object, ctx = registrar) =>
  saveCourse(
    ctx,
    SaveCourse.parse({
      courseId,
      expectedVersion: await version(courseId),
      title: 'Design',
      credits: '3',
      level: '',
      status: 'active',
      ...over,
    }),
  );
const courseInput = (id: string, over: object) =>
  SaveCourse.parse({
    courseId: id,
    expectedVersion: 1,
    title: 'Art',
    credits: '3',
    level: '',
    status: 'active',
    ...over,
  });
/** What the certificate's page says on a day, and what an estimate gives when it is claimed then. */
const shownOn = async (day: string) => {
  const { decided } = await viewMicroCredential(ctxOf(), {
    slug: certificate.slug,
    asOf: parseCivilDate(day),
    unit: null,
  });
  const [rule] = decided[0]?.rules ?? [];
  return [rule?.offer.amount, rule?.names.courses['DES 115']];
};
const estimatedOn = async (day: string) => {
  const query = parseEstimateQuery({
    institution: institution.slug,
    claim: day,
    mc1: certificate.slug,
    on1: '2026-02-01',
  }).query;
  const { outcome } = await estimateCredit(ctxOf(), query);
  return outcome.kind === 'result' ? outcome.result.evaluation.totals.awarded : outcome;
};

const creditsOn = async (code: string, day: CivilDate) => {
  const found = await findCreditsAndNames(registrar.database, day, {
    microCredentialIds: [],
    courses: [[institution.id, code]],
    programs: [],
  });
  return found.credits[institution.id]?.[code];
};

beforeAll(async () => {
  institution = await anInstitution();
  registrar = ctxOf(await aPerson(institution, 'registrar'));
  certificate = await aMicroCredential(institution.id, { title: 'UX Design' });
  courseId = (await aCourse(institution, { code: 'DES 115', title: 'Design', credits: '3' })).id;
  const { id } = await aRuleVersion({
    tenantId: institution.id,
    code: 'NB-014',
    definition: {
      premise: { mc: certificate.id },
      outcomes: [{ lines: [{ kind: 'course', target: 'DES 115', credits: { catalog: true } }] }],
    },
    names: [certificate.id],
    publishedAt: '2026-01-10T12:00:00Z',
  });
  await queryAsSuperuser(
    `WITH quiet AS (SELECT set_config('session_replication_role', 'replica', true)) UPDATE rule_version SET basis = '{"kind": "ownReview"}' FROM quiet WHERE id = $1`,
    [id],
  );
});

describe('a course that changes from a day on', () => {
  test('changes no answer about a day before, on the page and in the estimate', async () => {
    expect(await shownOn('2026-06-01')).toEqual(['3', 'Design']);
    expect(await estimatedOn('2026-06-01')).toBe('3');
    await change({ title: 'Drawing', credits: '1' });
    for (const day of ['2026-06-01', '2026-11-24']) {
      expect(await shownOn(day)).toEqual(['3', 'Design']);
      expect(await estimatedOn(day)).toBe('3');
    }
    expect(await shownOn('2026-11-25')).toEqual(['1', 'Drawing']);
    expect(await estimatedOn('2026-11-25')).toBe('1');
  });

  test('may be corrected until it begins; today’s and the past are left alone', async () => {
    await change({ credits: '2', firstDay: '2029-09-01' });
    await change({ credits: '2.5', firstDay: '2029-09-01' });
    expect(await estimatedOn('2029-09-01')).toBe('2.5');
    expect(await estimatedOn('2029-08-31')).toBe('1');
    await expect(change({ credits: '4' })).rejects.toMatchObject({ reason: 'version/begins-today' });
    await expect(change({ credits: '4', firstDay: '2026-11-24' })).rejects.toMatchObject({
      code: 'rule_violation',
      reason: 'version/in-the-past',
    });
    await expect(change({ title: 'Drawing', credits: '1', firstDay: '2026-12-01' })).rejects.toMatchObject({
      reason: 'version/same',
    });
    await expect(
      change({ credits: '5', firstDay: '2026-12-24' }, ctxOf(await aPerson(institution, 'reviewer'))),
    ).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('is told with its first day and by whom', async () => {
    const { versions } = await viewCourse(registrar, courseId);
    expect(
      versions.map(({ firstDay, credits, changedBy }) => [firstDay, credits, changedBy !== null]),
    ).toEqual([
      ['2029-09-01', '2.5', true],
      ['2026-11-25', '1', true],
      [null, '3', false],
    ]);
  });
});

describe('the database, asked as the application', () => {
  const asApplication = (sql: string, values: unknown[] = []) =>
    inRolledBackTransaction(appConnection, async (client) => {
      await client.query("SELECT set_config('app.tenant_id', $1, true)", [institution.id]);
      return client.query(sql, values);
    });
  test('changes no version that has begun, and none into the past', async () => {
    for (const column of ['title', 'credits', 'level', 'status', 'first_day'])
      await expect(
        asApplication(
          `UPDATE course_version SET ${column} = ${column === 'status' ? "'inactive'" : column === 'first_day' ? "'2099-01-01'" : "'9'"} WHERE course_id = $1 AND first_day = '2026-11-25'`,
          [courseId],
        ),
      ).rejects.toThrow('whose first day has come');
    await expect(
      asApplication(`UPDATE course_version SET credits = '9' WHERE course_id = $1 AND first_day IS NULL`, [
        courseId,
      ]),
    ).rejects.toThrow('whose first day has come');
    await expect(
      asApplication(
        `INSERT INTO course_version (tenant_id, course_id, first_day, title, status) VALUES ($1, $2, current_date - 2, 'Late', 'active')`,
        [institution.id, courseId],
      ),
    ).rejects.toThrow('in the past');
    await expect(
      asApplication(
        `UPDATE course_version SET first_day = '2026-01-01' WHERE course_id = $1 AND first_day = '2029-09-01'`,
        [courseId],
      ),
    ).rejects.toThrow('in the past');
    await expect(
      asApplication('DELETE FROM course_version WHERE course_id = $1', [courseId]),
    ).rejects.toThrow('permission denied');
  });
  test('keeps one version a day, and what a course was entered with', async () => {
    await expect(
      asApplication(
        `INSERT INTO course_version (tenant_id, course_id, title, status) VALUES ($1, $2, 'Twice', 'active')`,
        [institution.id, courseId],
      ),
    ).rejects.toThrow('course_version_one_a_day');
    await expect(asApplication(`UPDATE course SET credits = '9' WHERE id = $1`, [courseId])).rejects.toThrow(
      'changes by a new version',
    );
    await expect(
      asApplication(
        `UPDATE course_version SET course_id = (SELECT id FROM course WHERE id <> $1 LIMIT 1) WHERE course_id = $1 AND first_day = '2029-09-01'`,
        [courseId],
      ),
    ).rejects.toThrow('stays with what it is a version of');
  });
});

describe('the import of courses', () => {
  const file = (row: string) => `code,title,credits,first_day\n${row}\n`;
  test('makes versions as the form does, and refuses what the form refuses', async () => {
    const { id } = await aCourse(institution, { code: 'IMP 1', title: 'One', credits: '3' });
    expect(totals(await importAll(registrar, 'courses', file('IMP 1,One,2,')))).toEqual([0, 1, 0, 0]);
    expect(totals(await importAll(registrar, 'courses', file('IMP 1,One,4,2099-01-01')))).toEqual([
      0, 1, 0, 0,
    ]);
    expect(totals(await importAll(registrar, 'courses', file('IMP 1,One,5,2099-01-01')))).toEqual([
      0, 1, 0, 0,
    ]);
    expect(
      (await viewCourse(registrar, id)).versions.map(({ firstDay, credits }) => [firstDay, credits]),
    ).toEqual([
      ['2099-01-01', '5'],
      ['2026-11-25', '2'],
      [null, '3'],
    ]);
    for (const [row, why] of [
      ['IMP 1,One,6,', 'version/begins-today'],
      ['IMP 1,One,6,2026-01-01', 'version/in-the-past'],
    ] as const) {
      const { batchId } = await check(registrar, 'courses', file(row));
      expect(await outcomes(registrar, batchId)).toEqual([['rejected', why]]);
    }
    expect(totals(await importAll(registrar, 'courses', file('IMP 1,One,2,')))).toEqual([0, 0, 1, 0]);
  });
  test('a course that is new and begins later is inactive until then', async () => {
    await importAll(registrar, 'courses', file('IMP 2,Two,3,2099-01-01'));
    const [course] = (await listCourses(registrar, CourseSearch.parse({ words: 'IMP 2' }))).rows;
    expect(course?.status).toBe('inactive');
    expect((await viewCourse(registrar, course?.id ?? '')).versions.map(({ status }) => status)).toEqual([
      'active',
      'inactive',
    ]);
  });
});

test('whatever changes are saved on whatever days, a day is answered by the versions that had begun, saved by then or not', async () => {
  const days = ['2026-11-25', '2026-12-01', '2027-03-01', '2030-01-01', '2031-05-05'].map(parseCivilDate);
  let n = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.record({ at: fc.constantFrom(...days), credits: fc.integer({ min: 1, max: 60 }) }), {
        selector: ({ at }) => at,
      }),
      async (changes) => {
        const code = `LAW ${++n}`;
        const { id } = await aCourse(institution, { code, title: 'Law', credits: '3' });
        const versions = [{ firstDay: null as CivilDate | null, credits: '3' }];
        for (const { at, credits } of changes) {
          const answers = await Promise.all(days.map((day) => creditsOn(code, day)));
          const isSaved = await change({
            courseId: id,
            expectedVersion: await version(id),
            title: 'Law',
            credits: String(credits),
            firstDay: at,
          }).catch((error: unknown) => {
            // What says nothing new is not kept.
            if (!(error instanceof Refusal && error.reason === 'version/same')) throw error;
          });
          if (isSaved) versions.push({ firstDay: at, credits: String(credits) });
          for (const [index, day] of days.entries()) {
            if (day < at) expect(await creditsOn(code, day)).toBe(answers[index]);
            expect(await creditsOn(code, day)).toBe(versionOn(versions, day)?.credits);
          }
        }
      },
    ),
    { numRuns: 6 },
  );
}, 120_000);

describe('rules that rest on a course', () => {
  test('those that state more than it will carry are named, by what the linter finds', async () => {
    const here = await anInstitution();
    const author = await aPerson(here, 'evaluator');
    const clerk = ctxOf(await aPerson(here, 'registrar'));
    const { id } = await aCourse(here, { code: 'ART 2', title: 'Art', credits: '6' });
    const gives = async (amount: string) =>
      aRule(here, author, {
        status: 'published',
        definition: {
          premise: { mc: (await aMicroCredential(here.id, { title: `Art for ${amount}` })).id },
          outcomes: [{ lines: [{ kind: 'course', target: 'ART2', credits: { amount } }] }],
        },
      });
    const [much, little] = [await gives('6'), await gives('2')];
    const exceeding = async (credits: string) =>
      (await previewCourse(clerk, courseInput(id, { credits }))).touched.flatMap(({ rule, exceeds }) =>
        exceeds.map(({ code, values }) => [rule.id, code, values['sum'], values['carried']]),
      );
    expect(await exceeding('3')).toEqual([[much.id, 'over-course', '6', '3']]);
    expect((await exceeding('1')).map(([rule]) => rule).sort()).toEqual([much.id, little.id].sort());
    expect(await exceeding('8')).toEqual([]);
    // What was said before it was saved is said where it is looked at afterwards.
    await saveCourse(clerk, courseInput(id, { credits: '3' }));
    expect(
      (await listChanges(clerk, 1)).rows.map(({ ruleVersionId, exceeds }) => [
        ruleVersionId,
        exceeds.map(({ code, values }) => [code, values['sum'], values['carried']]),
      ]),
    ).toEqual(
      expect.arrayContaining([
        [much.id, [['over-course', '6', '3']]],
        [little.id, []],
      ]),
    );
  });

  test('are listed with what they give before and after, their owners told once, until somebody says they follow', async () => {
    const here = await anInstitution();
    const author = await aPerson(here, 'evaluator');
    const clerk = ctxOf(await aPerson(here, 'registrar'));
    const { id } = await aCourse(here, { code: 'ART 1', title: 'Art', credits: '3' });
    const mc = await aMicroCredential(here.id, { title: 'Art' });
    const rule = await aRule(here, author, {
      status: 'published',
      definition: {
        premise: { mc: mc.id },
        outcomes: [{ lines: [{ kind: 'course', target: 'ART 1', credits: { catalog: true } }] }],
      },
    });
    const preview = await previewCourse(clerk, courseInput(id, { credits: '1' }));
    expect(preview.touched.map(({ rule: one, before, after }) => [one.id, before, after])).toEqual([
      [rule.id, '3', '1'],
    ]);
    expect(preview.effect).toMatchObject({
      counts: { less: 1, same: 0 },
      rows: [{ before: { awarded: '3' }, after: { awarded: '1' } }],
    });
    // It takes what the course carries, whatever that is.
    expect(preview.touched.map(({ exceeds }) => exceeds)).toEqual([[]]);
    // Another title gives nobody anything else.
    expect((await previewCourse(clerk, courseInput(id, { title: 'Art, again' }))).effect).toBeUndefined();
    expect((await listChanges(clerk, 1)).total).toBe(0);
    await saveCourse(clerk, courseInput(id, { credits: '1' }));
    const { rows } = await listChanges(clerk, 1);
    expect(rows).toMatchObject([
      { ruleVersionId: rule.id, code: 'ART 1', earnedBefore: '3', earnedAfter: '1', mayFollow: true },
    ]);
    const mails = await queryAsSuperuser<{ payload: { to: string } }>(
      `SELECT payload FROM outbox_message WHERE tenant_id = $1 AND kind = 'rule.ground-changed'`,
      [here.id],
    );
    expect(mails.map(({ payload }) => payload.to)).toEqual([
      (await queryAsSuperuser<{ email: string }>('SELECT email FROM person WHERE id = $1', [author.id]))[0]
        ?.email,
    ]);
    const noticeId = rows[0]?.id ?? '';
    await expect(followChange(ctxOf(await aPerson(here, 'reviewer')), { noticeId })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(followChange(registrar, { noticeId })).rejects.toMatchObject({ code: 'not_found' });
    await followChange(clerk, { noticeId });
    expect((await listChanges(clerk, 1)).total).toBe(0);
    expect(await lastAuditEntry(here.id)).toMatchObject({ action: 'rule.followChange', object_id: rule.id });
    await expect(followChange(clerk, { noticeId })).rejects.toMatchObject({ reason: 'notice/settled' });

    const handed = await check(clerk, 'courses', 'code,title,credits,first_day\nART 1,Art,2,2099-01-01\n');
    expect(await outcomes(clerk, handed.batchId)).toEqual([['changed', 'change/touches\nchange/cell']]);
    expect((await listChanges(clerk, 1)).total).toBe(0);
    await importAll(clerk, 'courses', 'code,title,credits,first_day\nART 1,Art,2,2099-01-01\n');
    expect((await listChanges(clerk, 1)).rows).toMatchObject([
      { firstDay: '2099-01-01', earnedBefore: '1', earnedAfter: '2' },
    ]);
  });

  test('are all found, however many: each gets its notice, and the mail counts them all', async () => {
    const here = await anInstitution();
    const author = await aPerson(here, 'evaluator');
    const clerk = ctxOf(await aPerson(here, 'registrar'));
    const { id } = await aCourse(here, { code: 'BIG 1', title: 'Big', credits: '3' });
    const mc = await aMicroCredential(here.id, { title: 'Big' });
    const many = 620;
    await queryAsSuperuser(
      `WITH quiet AS (SELECT set_config('session_replication_role', 'replica', true)),
            made AS (INSERT INTO equivalency_rule (tenant_id, id, code, title) SELECT $1, gen_random_uuid(), 'B-' || n, 'B' FROM generate_series(1, $4::int) n, quiet RETURNING id)
       INSERT INTO rule_version (tenant_id, rule_id, version, status, definition, basis, author_id) SELECT $1, id, 1, 'submitted', $3::jsonb, '{"kind": "ownReview"}', $2 FROM made`,
      [
        here.id,
        author.id,
        JSON.stringify({
          premise: { mc: mc.id },
          outcomes: [{ lines: [{ kind: 'course', target: 'BIG 1', credits: { catalog: true } }] }],
        }),
        many,
      ],
    );
    const { touched } = await previewCourse(clerk, courseInput(id, { title: 'Big', credits: '1' }));
    expect(new Set(touched.map(({ rule }) => rule.id)).size).toBe(many);
    expect(touched.every(({ before, after }) => before === '3' && after === '1')).toBe(true);
    expect(await saveCourse(clerk, courseInput(id, { title: 'Big', credits: '1' }))).toEqual({
      id,
      firstDay: '2026-11-25',
      told: 1,
    });
    expect((await listChanges(clerk, 1)).total).toBe(many);
    const [mail] = await queryAsSuperuser<{ payload: { subject: string; text: string } }>(
      `SELECT payload FROM outbox_message WHERE tenant_id = $1 AND kind = 'rule.ground-changed'`,
      [here.id],
    );
    expect(mail?.payload).toMatchObject({
      subject: 'Changed: BIG 1',
      text: expect.stringContaining('620 mappings of yours') as string,
    });
  }, 60_000);
});

describe('a change for a later day', () => {
  const planned = async () => {
    const here = await anInstitution();
    const clerk = ctxOf(await aPerson(here, 'registrar'));
    const { id } = await aCourse(here, { code: 'LAT 1', title: 'Art', credits: '4.5' });
    await saveCourse(clerk, courseInput(id, { credits: '3', firstDay: '2027-02-01' }));
    const { versions } = await viewCourse(clerk, id);
    const filledFrom = versions.find(({ firstDay }) => firstDay === null)?.id ?? '';
    return { here, clerk, id, filledFrom };
  };

  test('starts from what holds on that day: what nobody touched is not taken back', async () => {
    const { clerk, id, filledFrom } = await planned();
    const input = courseInput(id, {
      expectedVersion: 2,
      credits: '4.5',
      status: 'inactive',
      firstDay: '2027-03-01',
      filledFrom,
    });
    const preview = await previewCourse(clerk, input);
    expect(preview).toMatchObject({
      before: { credits: '3', status: 'active' },
      after: { credits: '3', status: 'inactive' },
    });
    expect(preview.filledFrom).not.toBe(filledFrom);
    await saveCourse(clerk, input);
    expect(
      (await viewCourse(clerk, id)).versions.map(({ firstDay, credits, status }) => [
        firstDay,
        credits,
        status,
      ]),
    ).toEqual([
      ['2027-03-01', '3', 'inactive'],
      ['2027-02-01', '3', 'active'],
      [null, '4.5', 'active'],
    ]);
  });

  test('says the same again where nothing was touched but the day', async () => {
    const { clerk, id, filledFrom } = await planned();
    const input = courseInput(id, { credits: '4.5', firstDay: '2027-03-01', filledFrom });
    expect(await previewCourse(clerk, input)).toMatchObject({ problem: 'version/same' });
  });

  test('of a program starts from what holds on that day as well, with its caps', async () => {
    const here = await anInstitution();
    const clerk = ctxOf(await aPerson(here, 'registrar'));
    const { id } = await aProgram(here, {
      code: 'LAT',
      title: 'Late',
      totalCredits: '180',
      limits: [{ id: 'external', type: 'max', scope: { all: true }, amount: '60' }],
    });
    const input = (over: object) =>
      SaveProgram.parse({
        programId: id,
        expectedVersion: 1,
        title: 'Late',
        totalCredits: '180',
        status: 'active',
        maxAmount: '60',
        maxPercent: '',
        residentAmount: '',
        residentPercent: '',
        ...over,
      });
    await saveProgram(clerk, input({ maxAmount: '45', firstDay: '2027-02-01' }));
    const filledFrom = (await viewProgram(clerk, id)).versions.find(({ firstDay }) => firstDay === null)?.id;
    const later = input({ totalCredits: '120', firstDay: '2027-03-01', filledFrom });
    expect((await previewProgram(clerk, later)).after).toMatchObject({
      totalCredits: '120',
      limits: [{ amount: '45' }],
    });
  });

  test('that takes the credits of a course away leaves open what its mappings give', async () => {
    const { here, clerk, id } = await planned();
    const mc = await aMicroCredential(here.id, { title: 'By the course' });
    await aRule(here, await aPerson(here, 'evaluator'), {
      status: 'published',
      definition: {
        premise: { mc: mc.id },
        outcomes: [{ lines: [{ kind: 'course', target: 'LAT 1', credits: { catalog: true } }] }],
      },
    });
    const { touched } = await previewCourse(clerk, courseInput(id, { credits: '', firstDay: '2027-03-01' }));
    expect(touched.map(({ before, after }) => [before, after])).toEqual([['3', null]]);
  });

  test.each([
    ['firstDay', { firstDay: '' }, 'field/first-day'],
    ['credits', { credits: '99999' }, 'field/at-most 1000'],
    ['credits', { credits: '-2' }, 'amount/negative'],
  ])('refuses beside its field: %s %o', (field, over, reason) => {
    const read = SaveCourse.safeParse({
      courseId: '11111111-1111-4111-8111-111111111111',
      expectedVersion: 1,
      title: 'Art',
      credits: '3',
      level: '',
      status: 'active',
      ...over,
    });
    expect(read.error?.issues.map(({ path, message }) => [path.join('.'), message])).toEqual([
      [field, reason],
    ]);
  });
});

describe('a program', () => {
  test('shows its versions, and what a change does to mappings before it is saved', async () => {
    const here = await anInstitution();
    const author = await aPerson(here, 'evaluator');
    const clerk = ctxOf(await aPerson(here, 'registrar'));
    const { id } = await aProgram(here, {
      code: 'BSC-1',
      limits: [{ id: 'ace', type: 'max', scope: { tags: ['ACE'] }, amount: '30' }],
    });
    const mc = await aMicroCredential(here.id, { title: 'Counted' });
    const rule = await aRule(here, author, {
      status: 'published',
      definition: {
        premise: { mc: mc.id },
        programs: ['BSC-1'],
        outcomes: [{ lines: [{ kind: 'elective', target: 'Elective', credits: { amount: '6' } }] }],
      },
    });
    const input = SaveProgram.parse({
      programId: id,
      expectedVersion: 1,
      title: 'Program',
      totalCredits: '180',
      status: 'active',
      maxAmount: '2',
      firstDay: '2027-01-01',
    });
    const { before, after, touched, problem } = await previewProgram(clerk, input);
    expect(problem).toBeNull();
    expect([before, after].map(({ limits }) => limits.map((limit) => limit.id))).toEqual([
      ['ace'],
      ['external', 'ace'],
    ]);
    expect(touched.map((one) => [one.rule.id, one.before, one.after])).toEqual([[rule.id, '6', '2']]);
    expect((await viewProgram(clerk, id)).versions).toHaveLength(1);
    await saveProgram(clerk, input);
    const [listed] = (await listChanges(clerk, 1)).rows;
    expect(listed?.changed.map(({ values }) => values['field'])).toEqual(['title', 'limits']);
    const { versions, current } = await viewProgram(clerk, id);
    expect(versions.map(({ firstDay }) => firstDay)).toEqual(['2027-01-01', null]);
    expect(current?.firstDay).toBeNull();
    expect((await previewProgram(clerk, { ...input, expectedVersion: 2 })).problem).toBe('version/same');
    const past = { ...input, maxAmount: '1', firstDay: parseCivilDate('2026-01-01') };
    expect(await previewProgram(clerk, past)).toMatchObject({ problem: 'version/in-the-past', touched: [] });
    await expect(previewProgram(registrar, input)).rejects.toMatchObject({ code: 'not_found' });
    const reviewer = ctxOf(await aPerson(here, 'reviewer'));
    expect((await viewProgram(reviewer, id)).maySave).toBe(false);
    await expect(previewProgram(reviewer, input)).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('a collective place', () => {
  test('counts as often as something is put there, also where a mapping calls it a course, from the day on which it is one', async () => {
    const here = await anInstitution();
    const author = await aPerson(here, 'evaluator');
    const clerk = ctxOf(await aPerson(here, 'registrar'));
    const { id } = await aCourse(here, { code: 'ECON 2XXX', title: 'Economics', credits: '3' });
    const certificates = [
      await aMicroCredential(here.id, { title: 'Markets' }),
      await aMicroCredential(here.id, { title: 'Money' }),
    ];
    for (const [index, { id: mc }] of certificates.entries()) {
      const rule = await aRule(here, author, {
        status: 'published',
        definition: {
          premise: { mc },
          outcomes: [
            {
              lines: [
                {
                  kind: 'course',
                  target: index === 0 ? 'econ-2xxx' : 'ECON 2XXX',
                  credits: { catalog: true },
                },
              ],
            },
          ],
        },
      });
      await queryAsSuperuser(
        `WITH quiet AS (SELECT set_config('session_replication_role', 'replica', true))
         UPDATE rule_version SET published_at = '2026-01-10T12:00:00Z' FROM quiet WHERE id = $1`,
        [rule.id],
      );
    }
    const earnedOn = async (day: string) => {
      const { query } = parseEstimateQuery({
        institution: here.slug,
        claim: day,
        mc1: certificates[0]?.slug ?? '',
        mc2: certificates[1]?.slug ?? '',
      });
      const { outcome } = await estimateCredit(ctxOf(), query);
      return outcome.kind === 'result' ? outcome.result.evaluation.totals.awarded : outcome;
    };
    expect(await earnedOn('2026-11-25')).toBe('3');
    await saveCourse(
      clerk,
      courseInput(id, { title: 'Economics', kind: 'elective', firstDay: '2026-11-26' }),
    );
    expect([await earnedOn('2026-11-25'), await earnedOn('2026-11-26')]).toEqual(['3', '6']);
    // A change that does not say it leaves it as it was.
    await saveCourse(
      clerk,
      courseInput(id, { title: 'Economics, anything', expectedVersion: 2, firstDay: '2027-01-01' }),
    );
    expect(await earnedOn('2027-01-01')).toBe('6');
    expect((await listChanges(clerk, 1)).total).toBe(4);
    // A file goes down the same road.
    expect(
      totals(
        await importAll(
          clerk,
          'courses',
          'code,title,kind,first_day\nECON 2XXX,Economics,course,2028-01-01\n',
        ),
      ),
    ).toEqual([0, 1, 0, 0]);
    expect([await earnedOn('2027-12-31'), await earnedOn('2028-01-01')]).toEqual(['6', '3']);
    await expect(
      inRolledBackTransaction(appConnection, async (client) => {
        await client.query("SELECT set_config('app.tenant_id', $1, true)", [here.id]);
        await client.query(`UPDATE course SET kind = 'elective' WHERE id = $1`, [id]);
      }),
    ).rejects.toThrow('changes by a new version');
  });

  test('and how courses relate begins when it is entered, and stays', async () => {
    const { id: other } = await aCourse(institution, { code: 'REL 1', title: 'Related', credits: '3' });
    const entered = (statement: string) =>
      inRolledBackTransaction(appConnection, async (client) => {
        await client.query("SELECT set_config('app.tenant_id', $1, true)", [institution.id]);
        await client.query(
          `INSERT INTO course_relation (tenant_id, course_id, other_course_id, kind, first_day) VALUES ($1, $2, $3, 'equivalent', '2020-01-01')`,
          [institution.id, courseId, other],
        );
        return (await client.query(statement)).rows as unknown[];
      });
    expect(
      await entered(
        `SELECT first_day = (now() AT TIME ZONE i.time_zone)::date AS now FROM course_relation r JOIN institution i ON i.id = r.tenant_id`,
      ),
    ).toEqual([{ now: true }]);
    for (const statement of [`UPDATE course_relation SET credits = '1'`, 'DELETE FROM course_relation'])
      await expect(entered(statement)).rejects.toThrow('permission denied');
  });
});
