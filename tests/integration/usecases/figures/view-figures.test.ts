import { beforeAll, describe, expect, test } from 'vitest';
import { visitor } from '@/lib/access/actor';
import { exportFigures } from '@/lib/usecases/figures/export-figures';
import { KeptQuarters } from '@/lib/usecases/kept-quarters';
import { viewPublicFigures } from '@/lib/usecases/catalog/view-public-figures';
import { viewFigures } from '@/lib/usecases/figures/view-figures';
import { viewReviewingRecord } from '@/lib/usecases/figures/view-reviewing-record';
import {
  aCourse,
  aDepartment,
  aMicroCredential,
  anInstitution,
  aPerson,
  aRule,
  type BuiltPerson,
  oneForOne,
} from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';

const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'allowed',
    (error: unknown) => (error as { code?: string }).code ?? 'thrown',
  );

describe('the figures of an institution', async () => {
  const here = await anInstitution();
  const [author, reviewer, registrar, dean] = [
    await aPerson(here, 'evaluator'),
    await aPerson(here, 'reviewer'),
    await aPerson(here, 'registrar'),
    await aPerson(here, 'dean'),
  ];
  const { id: law } = await aDepartment(here, { name: 'Law' });
  const course = await aCourse(here, { credits: '6' });
  const certificate = await aMicroCredential(here);

  /** Published mappings whose reviews ended on that day after ten business days, one ballot each. */
  async function decided(many: number, departmentId: string, on: string, status = 'closed'): Promise<void> {
    for (let n = 0; n < many; n++) {
      const { id } = await aRule(here, author, {
        status: 'draft',
        definition: oneForOne(certificate.id, course.code),
      });
      // What has happened long ago is put there as a whole: the guards are for those who act.
      await queryAsSuperuser(`
        BEGIN; SET LOCAL session_replication_role = 'replica';
        UPDATE rule_version SET status = 'published', submitted_at = date '${on}' - 14 + time '12:00', published_at = date '${on}' + time '13:00' WHERE id = '${id}';
        INSERT INTO review_case (tenant_id, id, rule_version_id, department_id, status, opened_at, closed_at)
          VALUES ('${here.id}', '${id}', '${id}', '${departmentId}', '${status}', date '${on}' - 14 + time '12:00', ${status === 'closed' ? `date '${on}' + time '12:00'` : 'NULL'});
        INSERT INTO review_stage (tenant_id, id, case_id, position, kind, config, status, opened_at, due_on, closed_at, outcome)
          VALUES ('${here.id}', '${id}', '${id}', 1, 'department', '{"minReviewers":1}', '${status}', date '${on}' - 14 + time '12:00', '${on}',
                  ${status === 'closed' ? `date '${on}' + time '12:00', 'passed'` : 'NULL, NULL'});
        INSERT INTO review_assignment (tenant_id, stage_id, person_id, assigned_by_id, assigned_at) VALUES ('${here.id}', '${id}', '${reviewer.id}', '${author.id}', date '${on}' - 14 + time '12:00');
        INSERT INTO vote (tenant_id, stage_id, person_id, ordinal, choice, rationale, cast_at) VALUES ('${here.id}', '${id}', '${reviewer.id}', 1, 'approve', 'Seen.', date '${on}' - 1 + time '12:00');
        COMMIT`);
    }
  }
  beforeAll(async () => {
    await decided(11, here.departmentId, '2026-11-16');
    await decided(10, here.departmentId, '2026-08-17');
    await decided(3, law, '2026-11-17');
    await decided(2, here.departmentId, '2026-11-18', 'open');
  });
  const seen = (person: BuiltPerson = registrar, params: Record<string, string> = {}) =>
    viewFigures(ctxOf(person), params);

  test('rest on what was decided, by quarter, in business days of the institution', async () => {
    const { tables, quarters } = await seen();
    expect(quarters.at(-1)).toBe('2026-10-01');
    expect(tables.resources.all.rows.slice(-2)).toEqual([
      { n: 10, value: 10 },
      { n: 14, value: 10 },
    ]);
    expect(tables.integration.all.whole).toEqual({ n: 24, value: 100 });
    expect(tables.engagement.all.whole).toEqual({ n: 24, value: 100 });
  });

  test('withhold three decisions, and what they could be worked out by', async () => {
    const { tables } = await seen();
    const rowsOf = (id: string) => tables.resources.columns.find(({ column }) => column === id)?.line;
    expect(rowsOf(law)).toMatchObject({ whole: null });
    expect(rowsOf(here.departmentId)?.rows.at(-1)).toBeNull();
    expect(rowsOf(here.departmentId)?.rows.at(-2)).toEqual({ n: 10, value: 10 });
  });

  test('tell of one department what is its own', async () => {
    const { details, department } = await seen(dean, { department: here.departmentId });
    expect(department?.id).toBe(here.departmentId);
    // Its 21 decisions and the 24 of all would tell of the three in law.
    expect(details.credit).toBeNull();
    expect(details.steps.map(({ spread }) => spread).slice(-1)).toEqual([null]);
    expect((await seen(dean, { department: law })).details.credit).toBeNull();
    const before = { from: '2026-Q3', to: '2026-Q3', department: here.departmentId };
    expect((await seen(dean, before)).details.credit).toEqual({ n: 10, value: 100 });
  });

  test('read no ballot of a stage that is open', async () => {
    const { details } = await seen();
    expect(details.turnaround).toMatchObject({ n: 24, median: 9 });
    expect(details.open.total).toBeNull();
  });

  test('say so where the department is none, and where there is nothing yet', async () => {
    expect((await seen(registrar, { department: 'nothing' })).isUnknown).toBe(true);
    const empty = await anInstitution();
    const view = await viewFigures(ctxOf(await aPerson(empty, 'administrator')), {});
    expect(view.isEmpty).toBe(true);
  });

  test('are for those who lead, and for nobody else', async () => {
    expect(await code(seen(reviewer))).toBe('forbidden');
    expect(await code(seen(author))).toBe('forbidden');
    expect(await code(viewFigures(ctxOf(visitor), {}))).toBe('unauthenticated');
  });

  test('leave as a file that withholds the same, and the trail tells of it', async () => {
    const { pieces } = await exportFigures(ctxOf(registrar), 'csv', {}, 'resources');
    let text = '';
    for await (const piece of pieces) text += String(piece);
    expect(text).toContain('resources,,2026-Q4,,days,10,14,yes');
    expect(text).toContain('resources,,2026-Q4,Law,days,,,withheld');
    expect(text).not.toContain('integration');
    const [entry] = await queryAsSuperuser<{ summary: string }>(
      `SELECT summary FROM audit_event WHERE tenant_id = '${here.id}' AND action = 'file.export' ORDER BY seq DESC LIMIT 1`,
    );
    expect(entry?.summary).toMatch(/^figures exported: \d+$/);
  });

  test('are public of quarters that are over, and of ten decisions or more', async () => {
    const { figures, period } = await viewPublicFigures(ctxOf(visitor), here.slug);
    expect(period).toEqual({ from: '2025-10-01', to: '2026-07-01' });
    expect(figures.days).toEqual({ n: 10, median: 10, ninetieth: 10 });
    expect(figures.ends.total).toBe(10);
    const other = await anInstitution();
    expect((await viewPublicFigures(ctxOf(visitor), other.slug)).figures.ends.total).toBe(0);
    expect(await code(viewPublicFigures(ctxOf(visitor), 'nowhere'))).toBe('not_found');
  });

  test('of one person are that person’s own', async () => {
    const { record, listed } = await viewReviewingRecord(ctxOf(reviewer), '2026');
    // Also where the stage is still open: it is one's own ballot.
    expect(record).toMatchObject({ cases: 26, ballots: 26, hours: 52, turnaround: 9, inTime: 100 });
    expect(listed[0]).toMatchObject({ votedOn: '2026-11-17', days: 9 });
    expect((await viewReviewingRecord(ctxOf(reviewer), '2025')).record.ballots).toBe(0);
    expect((await viewReviewingRecord(ctxOf(registrar), '2026')).record.ballots).toBe(0);
    expect(await code(viewReviewingRecord(ctxOf(visitor), '2026'))).toBe('unauthenticated');
  });

  test('keep what is over for ten minutes, and read the present quarter each time', async () => {
    let now = 0;
    const figures = new KeptQuarters(() => now);
    const told = async () =>
      (await viewFigures({ ...ctxOf(registrar), figures }, {})).tables.resources.all.rows
        .slice(-2)
        .map((shown) => shown?.n);
    expect(await told()).toEqual([10, 14]);
    await decided(1, here.departmentId, '2026-08-18');
    await decided(1, here.departmentId, '2026-11-19');
    expect(await told()).toEqual([10, 15]);
    now = 600_000;
    expect(await told()).toEqual([11, 15]);
  });
});
