import { describe, expect, test } from 'vitest';
import pg from 'pg';
import { endRole } from '@/lib/usecases/role/end-role';
import { DraftRule, draftRule } from '@/lib/usecases/rule/draft-rule';
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

test('of many drafts sent around the end of a role, none is in the trail after its end', async () => {
  const institution = await anInstitution();
  const administrator = await aPerson(institution, 'administrator');
  const microCredentialId = (await aMicroCredential(institution)).id;
  for (let round = 0; round < 4; round += 1) {
    const evaluator = await aPerson(institution, 'evaluator');
    const grantId = await grantOf(evaluator.id);
    const begun = ctxOf(evaluator); // signed in, and known as an evaluator, before the role ends
    const send = (title: string) =>
      draftRule(begun, DraftRule.parse({ microCredentialId, title })).then(
        () => 'drafted',
        (error: { code?: string }) => error.code ?? String(error),
      );
    const drafts = (from: number) =>
      Array.from({ length: 4 }, (_, at) => send(`Draft ${round}.${from + at}`));
    const before = drafts(0);
    const ended = endRole(ctxOf(administrator), { grantId });
    const outcomes = await Promise.all([...before, ...drafts(4)]);
    await ended;
    expect(await send(`Later ${round}`)).toBe('forbidden');
    expect(outcomes.filter((one) => one !== 'drafted' && one !== 'forbidden')).toEqual([]);
    const trail = await queryAsSuperuser<{ action: string }>(
      "select action from audit_event where tenant_id = $1 and (actor_id = $2 or (action = 'role.end' and object_id = $2::text)) order by seq",
      [institution.id, evaluator.id],
    );
    const actions = trail.map(({ action }) => action);
    expect(actions.indexOf('role.end'), actions.join(' ')).toBe(actions.length - 1);
    expect(actions.length - 1).toBe(outcomes.filter((one) => one === 'drafted').length);
  }
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
