import { describe, expect, it } from 'vitest';
import { holds, type Role, type StaffMember, visitor } from '@/lib/access/actor';
import { can } from '@/lib/access/can';

const staff = (role: Role, departmentId: string | null = null): StaffMember => ({
  kind: 'staff',
  userId: 'u',
  tenantId: 't',
  personId: 'me',
  name: 'Me',
  isDemonstration: false,
  roles: [{ role, departmentId }],
});

describe('holding a role', () => {
  it('means in its department, where it is bound to one and a department is asked for', () => {
    const chair = staff('chair', 'inf');
    expect(holds(chair, ['chair'])).toBe(true);
    expect(holds(chair, ['chair'], 'inf')).toBe(true);
    expect(holds(chair, ['chair'], 'bio')).toBe(false);
    expect(holds(chair, ['chair'], null)).toBe(false);
    expect(holds(staff('dean'), ['dean'], 'bio')).toBe(true);
    expect(holds(staff('dean'), ['chair'])).toBe(false);
  });
});

describe('the reason of a refusal', () => {
  it('names what would have to be different', () => {
    const reasonOf = (...given: Parameters<typeof can>) => {
      const verdict = can(...given);
      return verdict.allowed ? null : verdict.reason;
    };
    expect(reasonOf(visitor, 'rule.draft', { tenantId: 't' })).toBe('access/sign-in-first');
    expect(reasonOf({ kind: 'guest', userId: 'u' }, 'rule.draft', { tenantId: 't' })).toBe(
      'access/sign-in-first',
    );
    expect(reasonOf(staff('registrar'), 'rule.draft', { tenantId: 'other' })).toBe(
      'access/other-institution',
    );
    expect(reasonOf(staff('dean'), 'rule.draft', { tenantId: 't' })).toBe('access/role-missing');
    expect(reasonOf(staff('registrar'), 'rule.publish', { tenantId: 't', authorId: 'me' })).toBe(
      'access/author',
    );
    expect(
      reasonOf(staff('registrar'), 'rule.publish', { tenantId: 't', authorId: 'x', voterIds: ['me'] }),
    ).toBe('access/sole-reviewer');
    expect(reasonOf(staff('registrar'), 'rule.publishImported', { tenantId: 't', importedById: 'me' })).toBe(
      'access/importer',
    );
    expect(reasonOf(staff('evaluator'), 'rule.revise', { tenantId: 't', authorId: 'x' })).toBe(
      'access/not-author',
    );
    expect(reasonOf(staff('reviewer', 'inf'), 'review.castVote', { tenantId: 't', assigneeIds: ['x'] })).toBe(
      'access/not-assigned',
    );
    expect(
      reasonOf(staff('reviewer', 'inf'), 'review.castVote', {
        tenantId: 't',
        assigneeIds: ['me'],
        recusedIds: ['me'],
      }),
    ).toBe('access/recused');
    expect(
      reasonOf(staff('chair', 'bio'), 'review.closeStage', {
        tenantId: 't',
        stageKind: 'department',
        departmentId: 'inf',
      }),
    ).toBe('access/not-chair');
    expect(reasonOf(staff('administrator'), 'role.give', { tenantId: 't', personId: 'me' })).toBe(
      'access/oneself',
    );
    expect(reasonOf(staff('administrator'), 'role.give', { tenantId: 't', personId: 'x' })).toBeNull();
  });
});

describe('separated duties', () => {
  const everything: StaffMember = {
    ...staff('registrar'),
    roles: (
      [
        'evaluator',
        'registrar',
        'reviewer',
        'chair',
        'committee_member',
        'committee_chair',
        'dean',
        'administrator',
      ] as const
    ).map((role) => ({ role, departmentId: null })),
  };
  const stage = { tenantId: 't', stageKind: 'committee', assigneeIds: ['me'], chairId: 'me' } as const;

  it.each([
    'rule.settleConditions',
    'rule.publish',
    'rule.publishImported',
    'rule.resume',
    'review.assign',
    'review.unassign',
    'review.remind',
    'review.replace',
    'review.extend',
    'review.nameChair',
    'review.declareConflict',
    'review.markCoverage',
    'review.scoreRubric',
    'review.castVote',
    'review.reveal',
    'review.closeStage',
    'policy.adopt',
  ] as const)('whoever wrote the text has no part in %s, with all the roles there are', (permission) => {
    expect(can(everything, permission, { ...stage, authorId: 'x' })).toEqual({ allowed: true });
    for (const written of [{ authorId: 'me' }, { authorId: 'x', contributorIds: ['y', 'me'] }])
      expect(can(everything, permission, { ...stage, ...written })).toEqual({
        allowed: false,
        reason: 'access/author',
      });
  });

  it('whoever led the review that said no neither publishes that no nor takes it back as its author', () => {
    const no = { tenantId: 't', authorId: 'me', isReviewsOwn: true };
    for (const permission of ['rule.publish', 'rule.resume'] as const) {
      expect(can(everything, permission, { ...no, authorId: 'x' })).toEqual({ allowed: true });
      expect(can(everything, permission, no)).toEqual({ allowed: false, reason: 'access/led-review' });
    }
    const leader = staff('chair', 'inf');
    expect(can(leader, 'rule.withdraw', { ...no, isReviewsOwn: false })).toEqual({ allowed: true });
    expect(can(leader, 'rule.withdraw', no)).toEqual({ allowed: false, reason: 'access/not-author' });
    expect(can(staff('registrar'), 'rule.withdraw', no)).toEqual({ allowed: true });
  });

  it.each(['review.markCoverage', 'review.scoreRubric', 'review.castVote', 'review.askForMore'] as const)(
    'a seat gives no part in %s once its role has ended, or lies in another department',
    (permission) => {
      const seat = { tenantId: 't', assigneeIds: ['me'], authorId: 'x', chairId: 'x' };
      const department = { ...seat, stageKind: 'department', departmentId: 'inf' } as const;
      expect(can(staff('reviewer', 'inf'), permission, department)).toEqual({ allowed: true });
      expect(can(staff('reviewer', 'bio'), permission, department)).toMatchObject({ allowed: false });
      expect(can(staff('evaluator'), permission, department)).toEqual({
        allowed: false,
        reason: 'access/role-missing',
      });
      expect(can(staff('reviewer', 'inf'), permission, { ...seat, stageKind: 'committee' })).toEqual({
        allowed: false,
        reason: 'access/role-missing',
      });
    },
  );
});
