import { describe, expect, it } from 'vitest';
import {
  findCourses,
  findPolicyInForce,
  getInstitution,
  getPolicyInForce,
  coursesOn,
  allDepartments,
  programsOn,
} from '@/lib/db/institutions';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { query } from '@/lib/usecases/command';
import { aCourse, anInstitution, aPerson, aProgram } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';

const day = (text: string) => text as CivilDate;

describe('what an institution knows of itself', async () => {
  const here = await anInstitution({ name: 'Here' });
  const elsewhere = await anInstitution();
  const clerk = await aPerson(here, 'evaluator');
  await aCourse(here, { code: 'INF-204', title: 'Data analysis', outcomes: ['Clean data.', 'Plot data.'] });
  await aCourse(here, { code: 'INF-205', title: 'Old course', status: 'inactive' });
  await aCourse(elsewhere, { code: 'INF-204', title: 'Not ours' });
  await aProgram(here, {
    code: 'BSC-INF',
    limits: [{ id: 'cap', type: 'max', scope: { all: true }, percent: '50' }],
  });
  await aProgram(elsewhere, { code: 'BSC-OTHER' });

  it('reads itself, its departments and programs, and no others', async () => {
    await query(ctxOf(clerk), async (tx, actor) => {
      expect(await getInstitution(tx, actor.tenantId)).toMatchObject({
        name: 'Here',
        homeUnit: 'ECTS',
        timeZone: 'Europe/Amsterdam',
      });
      expect((await allDepartments(tx)).map((d) => d.code)).toEqual(['INF']);
      expect((await programsOn(tx, day('2026-11-25'))).map((p) => [p.code, p.limits[0]?.id])).toEqual([
        ['BSC-INF', 'cap'],
      ]);
    });
  });

  it('finds courses by words, state and code', async () => {
    await query(ctxOf(clerk), async (tx) => {
      expect(await coursesOn(tx, day('2026-11-25'), { words: 'ANALYSIS' })).toMatchObject({
        total: 1,
        rows: [{ code: 'INF-204', title: 'Data analysis' }],
      });
      expect(
        (await coursesOn(tx, day('2026-11-25'), { status: 'inactive' })).rows.map((c) => c.code),
      ).toEqual(['INF-205']);
      expect((await coursesOn(tx, day('2026-11-25'), {}, 2, 1)).rows.map((c) => c.code)).toEqual(['INF-205']);
      const found = await findCourses(tx, ['inf 204', 'NONE'], day('2026-11-25'));
      expect(found.map(({ code, outcomes }) => [code, outcomes.map((one) => one.text)])).toEqual([
        ['INF-204', ['Clean data.', 'Plot data.']],
      ]);
    });
  });

  it.each(['INF-204', 'inf204', 'Inf 204', 'INF.204', 'F-204', ' inf–204 '])(
    'finds a course by its code as one code, however it is written: %s',
    async (words) => {
      await query(ctxOf(clerk), async (tx) => {
        expect((await coursesOn(tx, day('2026-11-25'), { words })).rows.map(({ code }) => code)).toEqual([
          'INF-204',
        ]);
      });
    },
  );

  it('takes signs alone for no code', async () => {
    await query(ctxOf(clerk), async (tx) => {
      expect((await coursesOn(tx, day('2026-11-25'), { words: '.' })).total).toBe(0);
    });
  });

  it('knows the policy in force on a day, and refuses on a day without one', async () => {
    await query(ctxOf(clerk), async (tx) => {
      expect((await getPolicyInForce(tx, day('2026-11-25'))).review.coverageThreshold).toBe(80);
      expect(await findPolicyInForce(tx, day('2019-12-31'))).toBeNull();
      await expect(getPolicyInForce(tx, day('2019-12-31'))).rejects.toMatchObject({
        reason: 'policy/none-in-force',
      });
    });
  });
});
