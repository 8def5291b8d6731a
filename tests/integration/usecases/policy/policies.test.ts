import { describe, expect, it, test } from 'vitest';
import type { PolicyVersion } from '@/lib/db/policies';
import { changesOf } from '@/lib/usecases/policy/policy-view';
import { adoptPolicy } from '@/lib/usecases/policy/adopt-policy';
import { draftPolicy, RevisePolicy, revisePolicy } from '@/lib/usecases/policy/draft-policy';
import { listPolicies } from '@/lib/usecases/policy/list-policies';
import { testPolicy } from '@/lib/usecases/policy/test-policy';
import { viewPolicy } from '@/lib/usecases/policy/view-policy';
import { countAuditEntries, lastAuditEntry } from '@/tests/support/audit-trail';
import { anInstitution, aPerson } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';
import { policyFormInput } from '@/tests/support/policy-form-input';

async function aHouse(given: Parameters<typeof anInstitution>[0] = {}) {
  const institution = await anInstitution(given);
  const [author, other] = [await aPerson(institution, 'registrar'), await aPerson(institution, 'registrar')];
  return { institution, author, other };
}
const revision = (policyId: string, expectedVersion = 1, change: object = {}) =>
  RevisePolicy.parse({ ...policyFormInput(), ...change, policyId, expectedVersion });

describe('a policy version', () => {
  it('states how to appeal, keeps that where a form does not ask, and is copied with it', async () => {
    const { author, other } = await aHouse();
    const { id } = await draftPolicy(ctxOf(author), {});
    const appeal = {
      text: ' Write to the registrar. ',
      url: 'https://example.edu/appeals',
      noticeInDays: '20',
      withinDays: '',
      answeredInDays: '10',
    };
    await revisePolicy(ctxOf(author), revision(id, 1, { appeal }));
    const stated = {
      text: 'Write to the registrar.',
      url: 'https://example.edu/appeals',
      noticeInDays: 20,
      answeredInDays: 10,
    };
    const found = await viewPolicy(ctxOf(other), id);
    expect(found.policy.appeal).toEqual(stated);
    expect(found.changes).toContainEqual({ path: 'appeal.noticeInDays', after: '20' });
    await revisePolicy(ctxOf(author), revision(id, 2, { note: 'By a form from before' }));
    expect((await viewPolicy(ctxOf(other), id)).policy.appeal).toEqual(stated);
    await adoptPolicy(ctxOf(other), { policyId: id, expectedVersion: 3 });
    await expect(
      queryAsSuperuser(`UPDATE policy_version SET appeal = NULL WHERE id = $1`, [id]),
    ).rejects.toThrow('an adopted policy version is frozen');
    const next = await draftPolicy(ctxOf(author, { day: '2027-02-01' }), {});
    expect((await viewPolicy(ctxOf(author), next.id)).policy.appeal).toEqual(stated);
    const empty = Object.fromEntries(Object.keys(appeal).map((name) => [name, '']));
    await revisePolicy(ctxOf(author), revision(next.id, 1, { appeal: empty }));
    expect((await viewPolicy(ctxOf(author), next.id)).policy.appeal).toBeNull();
    for (const wrong of [
      { url: 'http://example.edu' },
      { url: 'https://a@b.edu' },
      { withinDays: '0' },
      { withinDays: '1.5' },
    ])
      expect(
        RevisePolicy.safeParse({ ...policyFormInput(), appeal: wrong, policyId: id, expectedVersion: 1 })
          .success,
      ).toBe(false);
  });

  it('is drafted from the one in force, revised, adopted by a second person, and ends its predecessor', async () => {
    const { institution, author, other } = await aHouse();
    const { id } = await draftPolicy(ctxOf(author), {});
    expect(await viewPolicy(ctxOf(author), id)).toMatchObject({
      policy: { version: 2, effectiveFrom: '2026-11-26' },
      changes: [],
      comparedWith: 1,
      may: { draft: true, adopt: false },
    });
    await revisePolicy(ctxOf(author), revision(id));
    expect(await lastAuditEntry(institution.id)).toMatchObject({
      action: 'policy.draft',
      object_id: id,
      before: { review: { coverageThreshold: 80 } },
      after: { review: { coverageThreshold: 75 } },
    });
    const seen = await viewPolicy(ctxOf(other), id);
    expect(seen.changes).toContainEqual({ path: 'review.coverageThreshold', before: '80', after: '75' });
    expect(seen.may.adopt).toBe(true);
    await adoptPolicy(ctxOf(other), { policyId: id, expectedVersion: 2 });
    expect(await lastAuditEntry(institution.id)).toMatchObject({
      action: 'policy.adopt',
      actor_id: other.id,
      after: { status: 'adopted', ends: { on: '2026-12-31' } },
    });
    const { policies } = await listPolicies(ctxOf(author));
    expect(
      policies.map(({ version, standing, effectiveFrom, effectiveTo }) => [
        version,
        standing,
        effectiveFrom,
        effectiveTo,
      ]),
    ).toEqual([
      [2, 'coming', '2027-01-01', null],
      [1, 'inForce', '2020-01-01', '2026-12-31'],
    ]);
  });

  it('opens where a draft was stored with a step of 0, is not adopted so, and never stored so again', async () => {
    const { author, other } = await aHouse();
    const { id } = await draftPolicy(ctxOf(author), {});
    const nothing = `UPDATE policy_version SET credit = jsonb_set(credit, '{rounding}', '{"stage": "line", "increment": "0.00"}') WHERE id = $1`;
    await expect(queryAsSuperuser(nothing, [id])).rejects.toThrow('above 0');
    await expect(
      queryAsSuperuser(
        `UPDATE policy_version SET credit = credit || '{"conversions": {"ECTS>US_SEM": "0/7"}}' WHERE id = $1`,
        [id],
      ),
    ).rejects.toThrow('above 0');
    // As one that was stored before anybody asked.
    await queryAsSuperuser(
      `DO $do$ BEGIN SET LOCAL session_replication_role = replica; ${nothing.replace('$1', `'${id}'`)}; END $do$`,
      [],
    );
    expect(await viewPolicy(ctxOf(other), id)).toMatchObject({ obstacle: 'policy/amount-zero' });
    await testPolicy(ctxOf(other), id);
    await expect(adoptPolicy(ctxOf(other), { policyId: id, expectedVersion: 1 })).rejects.toMatchObject({
      code: 'rule_violation',
      reason: 'policy/amount-zero',
    });
    await revisePolicy(ctxOf(author), revision(id));
    expect(await viewPolicy(ctxOf(other), id)).toMatchObject({ obstacle: null });
    await adoptPolicy(ctxOf(other), { policyId: id, expectedVersion: 2 });
  });

  it('is not adopted by its author, nor by anybody who changed it', async () => {
    const { institution, author, other } = await aHouse();
    const { id } = await draftPolicy(ctxOf(author), {});
    await expect(adoptPolicy(ctxOf(author), { policyId: id, expectedVersion: 1 })).rejects.toMatchObject({
      code: 'forbidden',
      reason: 'access/author',
    });
    await revisePolicy(ctxOf(other), revision(id));
    await expect(adoptPolicy(ctxOf(other), { policyId: id, expectedVersion: 2 })).rejects.toMatchObject({
      code: 'forbidden',
      reason: 'access/author',
    });
    await expect(adoptPolicy(ctxOf(author), { policyId: id, expectedVersion: 2 })).rejects.toMatchObject({
      code: 'forbidden',
      reason: 'access/author',
    });
    expect(await viewPolicy(ctxOf(other), id)).toMatchObject({
      policy: { authorName: author.name, contributors: [{ name: other.name }] },
      isAuthor: true,
      may: { adopt: false },
    });
    for (const person of [author, other])
      await expect(
        queryAsSuperuser(
          "UPDATE policy_version SET status = 'adopted', adopted_by_id = $2, adopted_at = now() WHERE id = $1",
          [id, person.id],
        ),
      ).rejects.toThrow(/does not adopt|two_people/);
    const third = await aPerson(institution, 'registrar');
    await expect(adoptPolicy(ctxOf(third), { policyId: id, expectedVersion: 2 })).resolves.toEqual({ id });
  });

  it('is saved unchanged without a change: nobody else becomes its author, and the author stays one', async () => {
    const { institution, author, other } = await aHouse();
    const { id } = await draftPolicy(ctxOf(author), {});
    await revisePolicy(ctxOf(author), revision(id));
    const entries = await countAuditEntries(institution.id);
    await revisePolicy(ctxOf(other), revision(id, 2));
    expect(await countAuditEntries(institution.id)).toBe(entries);
    expect((await viewPolicy(ctxOf(other), id)).policy).toMatchObject({
      authorName: author.name,
      contributors: [],
      rowVersion: 2,
    });
    await expect(adoptPolicy(ctxOf(author), { policyId: id, expectedVersion: 2 })).rejects.toMatchObject({
      reason: 'access/author',
    });
    await expect(adoptPolicy(ctxOf(other), { policyId: id, expectedVersion: 2 })).resolves.toEqual({ id });
  });

  it('is frozen once adopted, here and in the database', async () => {
    const { author, other } = await aHouse();
    const { id } = await draftPolicy(ctxOf(author), {});
    await adoptPolicy(ctxOf(other), { policyId: id, expectedVersion: 1 });
    await expect(revisePolicy(ctxOf(author), revision(id, 2))).rejects.toMatchObject({
      code: 'invalid_transition',
      reason: 'policy/frozen',
    });
    await expect(adoptPolicy(ctxOf(other), { policyId: id, expectedVersion: 2 })).rejects.toMatchObject({
      reason: 'policy/frozen',
    });
    await expect(
      queryAsSuperuser(`UPDATE policy_version SET review = '{}' WHERE id = $1`, [id]),
    ).rejects.toThrow('frozen');
  });

  it('refuses a second draft, the stale, the past, the overlapping, the foreign and the wrong role', async () => {
    const { institution, author, other } = await aHouse();
    const { id } = await draftPolicy(ctxOf(author), {});
    await expect(draftPolicy(ctxOf(other), {})).rejects.toMatchObject({
      code: 'conflict',
      reason: 'policy/draft-exists',
    });
    await expect(revisePolicy(ctxOf(author), revision(id, 5))).rejects.toMatchObject({
      reason: 'policy/changed-meanwhile',
    });
    await expect(adoptPolicy(ctxOf(other), { policyId: id, expectedVersion: 5 })).rejects.toMatchObject({
      reason: 'policy/changed-meanwhile',
    });
    expect((await viewPolicy(ctxOf(author), id)).obstacle).toBeNull();
    await revisePolicy(ctxOf(author), revision(id, 1, { effectiveFrom: '2026-01-01' }));
    expect((await viewPolicy(ctxOf(author), id)).obstacle).toBe('policy/in-the-past');
    await expect(adoptPolicy(ctxOf(other), { policyId: id, expectedVersion: 2 })).rejects.toMatchObject({
      code: 'rule_violation',
      reason: 'policy/in-the-past',
    });
    const stranger = ctxOf((await aHouse()).author);
    await expect(viewPolicy(stranger, id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(adoptPolicy(stranger, { policyId: id, expectedVersion: 2 })).rejects.toMatchObject({
      code: 'not_found',
    });
    const evaluator = ctxOf(await aPerson(institution, 'evaluator'));
    await expect(draftPolicy(evaluator, {})).rejects.toMatchObject({ code: 'forbidden' });
    await expect(revisePolicy(evaluator, revision(id, 2))).rejects.toMatchObject({ code: 'forbidden' });
    await expect(adoptPolicy(evaluator, { policyId: id, expectedVersion: 2 })).rejects.toMatchObject({
      code: 'forbidden',
    });
    expect((await listPolicies(evaluator)).mayDraft).toBe(false);
  });

  it('begins from plain values where there is none, and keeps the unit of the institution', async () => {
    const { author, other } = await aHouse({ policy: false, homeUnit: 'US_SEM' });
    const { id } = await draftPolicy(ctxOf(author, { idempotencyKey: 'first-policy' }), {});
    expect(await draftPolicy(ctxOf(author, { idempotencyKey: 'first-policy' }), {})).toEqual({ id });
    await revisePolicy(ctxOf(author), revision(id, 1, { effectiveFrom: '2020-01-01' }));
    await adoptPolicy(ctxOf(other), { policyId: id, expectedVersion: 2 });
    expect(await viewPolicy(ctxOf(author), id)).toMatchObject({
      standing: 'inForce',
      comparedWith: null,
      policy: { version: 1, credit: { homeUnit: 'US_SEM' } },
    });
  });

  it('is adopted once by two at the same moment', async () => {
    const { institution, author, other } = await aHouse();
    const third = await aPerson(institution, 'administrator');
    const { id } = await draftPolicy(ctxOf(author), {});
    const outcomes = await Promise.allSettled(
      [other, third].map((person) => adoptPolicy(ctxOf(person), { policyId: id, expectedVersion: 1 })),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});

test('how votes are counted is no difference in a stage that one vote decides', () => {
  const stage = {
    kind: 'dean',
    mode: 'single',
    quorum: 'moreThanHalf',
    threshold: 'majorityCast',
    tie: 'notApproved',
    minReviewers: 1,
    recusedCount: false,
    dueDays: 5,
  } as const;
  const version = (more: object) =>
    ({ credit: {}, review: { stages: [{ ...stage, ...more }] } }) as unknown as PolicyVersion;
  const counted = { quorum: 3, threshold: 'unanimous', tie: 'chairDecides' };
  expect(changesOf(version({}), version({ ...counted, dueDays: 7 })).map(({ path }) => path)).toEqual([
    'review.stages.0.dueDays',
  ]);
  const asked = { mode: 'quorumVote' };
  expect(changesOf(version(asked), version({ ...asked, ...counted })).map(({ path }) => path)).toEqual([
    'review.stages.0.quorum',
    'review.stages.0.threshold',
    'review.stages.0.tie',
  ]);
});
