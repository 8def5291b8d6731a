import { describe, expect, test } from 'vitest';
import pg from 'pg';
import { endRole } from '@/lib/usecases/role/end-role';
import { publishRule } from '@/lib/usecases/rule/publish-rule';
import { suspendPerson } from '@/lib/usecases/person/suspend-person';
import { aMicroCredential, anInstitution, aPerson, aRule, oneForOne } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { aCourse } from '@/tests/support/builders';
import { queryAsSuperuser, superuserConnection } from '@/tests/support/db';
import { refusal } from '../review/arrange';

const grantOf = async (personId: string) =>
  (await queryAsSuperuser<{ id: string }>('SELECT id FROM role_grant WHERE person_id = $1', [personId]))[0]
    ?.id ?? '';

async function anApprovedRule() {
  const institution = await anInstitution();
  const [author, registrar, administrator, reviewer] = [
    await aPerson(institution, 'evaluator'),
    await aPerson(institution, 'registrar'),
    await aPerson(institution, 'administrator'),
    await aPerson(institution, 'reviewer'),
  ];
  const course = await aCourse(institution);
  const certificate = await aMicroCredential(institution);
  const rule = await aRule(institution, author, {
    status: 'approved',
    voters: [reviewer],
    definition: oneForOne(certificate.id, course.code),
  });
  return { registrar, administrator, move: { ruleVersionId: rule.id, expectedVersion: rule.rowVersion } };
}

describe('roles are read when the act is decided', () => {
  test('a role that ended after the request began decides nothing', async () => {
    const { registrar, administrator, move } = await anApprovedRule();
    const begun = ctxOf(registrar);
    await endRole(ctxOf(administrator), { grantId: await grantOf(registrar.id) });
    await expect(publishRule(begun, move)).rejects.toEqual(refusal('forbidden', 'access/role-missing'));
  });

  test('nor does somebody who was suspended since', async () => {
    const { registrar, administrator, move } = await anApprovedRule();
    const begun = ctxOf(registrar);
    await suspendPerson(ctxOf(administrator), {
      personId: registrar.id,
      expectedVersion: 1,
      status: 'suspended',
      reason: 'Left the house.',
    });
    await expect(publishRule(begun, move)).rejects.toEqual(
      refusal('unauthenticated', 'access/sign-in-first'),
    );
  });

  test('an act that is under way keeps its role until it is on record: the end of the role waits', async () => {
    const { registrar, administrator, move } = await anApprovedRule();
    const holder = new pg.Client(superuserConnection);
    await holder.connect();
    await holder.query('begin');
    // The publication stops at its rule, after its roles were read.
    await holder.query('select 1 from rule_version where id = $1 for update', [move.ruleVersionId]);
    const publishing = publishRule(ctxOf(registrar), move);
    await waiting(1);
    const ending = endRole(ctxOf(administrator), { grantId: await grantOf(registrar.id) });
    await waiting(2);
    await holder.query('commit');
    await holder.end();
    await Promise.all([publishing, ending]);
    const trail = await queryAsSuperuser<{ action: string }>(
      'select action from audit_event where tenant_id = $1 order by seq',
      [registrar.actor.tenantId],
    );
    expect(trail.map(({ action }) => action)).toEqual(['rule.publish', 'role.end']);
  });
});

/** Until so many sessions of this database wait for a lock. */
async function waiting(many: number): Promise<void> {
  await expect
    .poll(
      async () =>
        (
          await queryAsSuperuser<{ n: number }>(
            "select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
          )
        )[0]?.n,
      { timeout: 10_000, interval: 20 },
    )
    .toBe(many);
}
