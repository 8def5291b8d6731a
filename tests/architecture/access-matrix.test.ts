import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Role, visitor } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import { permissions, publicPermissions } from '@/lib/access/permission';
import { inProject } from '@/scripts/project';
import { accessMatrix, authorizationTable, relations } from '@/scripts/tables/access';
import { generatedPart } from '@/scripts/tables/generated-part';

const read = (...parts: string[]) => readFileSync(inProject(...parts), 'utf8');
const matrix = accessMatrix();
const allowed = (permission: string, relation: string) =>
  matrix
    .split('\n')
    .find((line) => line.startsWith(`${permission} | ${relation} | `))
    ?.split(' | ')[2];

describe('who may do what', () => {
  it(`is what the checked-in matrix says, in all ${permissions.length} × ${Object.keys(relations).length} × ${Role.options.length + 4} cells`, () => {
    // When this fails on purpose: npm run docs:tables, and read the difference.
    expect(matrix).toBe(read('tests', 'fixtures', 'access-matrix.txt'));
  });

  it('is what docs/authorization.md says', () => {
    expect(generatedPart(read('docs', 'authorization.md'))).toBe(authorizationTable());
  });

  it('is nothing in another institution, and nothing for a visitor but what is public', () => {
    const open = permissions.filter((permission) => can(visitor, permission, { tenantId: null }).allowed);
    expect(open).toEqual(publicPermissions);
    for (const permission of permissions.filter((name) => !open.includes(name)))
      expect(allowed(permission, 'other institution'), permission).toBe('nobody');
  });

  it('never lets authors decide their own work, nor anybody raise themselves', () => {
    for (const permission of [
      'rule.publish',
      'rule.publishImported',
      'review.castVote',
      'review.scoreRubric',
      'review.markCoverage',
      'policy.adopt',
    ]) {
      for (const relation of ['author', 'assigned author', 'named chair and author'])
        expect(allowed(permission, relation), `${permission} as ${relation}`).toBe('nobody');
    }
    for (const permission of ['review.closeStage', 'review.assign'])
      expect(allowed(permission, 'named chair and author')).toBe('nobody');
    expect(allowed('rule.publish', 'sole voter')).toBe('nobody');
    expect(allowed('rule.publishImported', 'importer')).toBe('nobody');
    for (const permission of ['role.give', 'person.suspend'])
      expect(allowed(permission, 'oneself')).toBe('nobody');
    for (const permission of ['review.castVote', 'review.view', 'review.closeStage'])
      expect(allowed(permission, 'recused')).toBe('nobody');
  });
});
