import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { type AuditEntry, canonicalEntry, firstPrevHash } from '@/lib/audit/chain';
import { faultInRun, keepsToStates } from '@/lib/audit/examine';
import { canonicalJson } from '@/lib/kernel/canonical-json';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** A trail of so many entries, chained as the database chains them. */
function aTrail(count: number): AuditEntry[] {
  const trail: AuditEntry[] = [];
  for (let n = 1; n <= count; n++) {
    const entry = {
      tenantId: 't',
      seq: String(n),
      at: '2026-11-30T12:00:00.000Z',
      actorId: '',
      action: 'rule.publish',
      objectType: 'rule_version',
      objectId: 'r',
      summary: `version ${n}`,
      requestId: 'q',
      commitment: sha256(`s${canonicalJson({ after: { n }, before: null })}`),
      prevHash: trail.at(-1)?.hash ?? firstPrevHash,
    };
    trail.push({ ...entry, hash: sha256(canonicalEntry(entry)) });
  }
  return trail;
}

test('a run that is whole has no fault, from the first entry and from within the trail', () => {
  const trail = aTrail(5);
  expect(faultInRun(trail, null, sha256)).toBeNull();
  expect(faultInRun(trail.slice(2), trail[1] as AuditEntry, sha256)).toBeNull();
  expect(faultInRun([], null, sha256)).toBeNull();
});

test('the first entry that is wrong is named, and what is wrong with it', () => {
  const trail = aTrail(5);
  const [first, second, third, fourth] = trail as [AuditEntry, AuditEntry, AuditEntry, AuditEntry];
  expect(faultInRun([first, third, fourth], null, sha256)).toEqual({ seq: '2', fault: 'missing' });
  expect(faultInRun([first, { ...second, summary: 'else' }, third], null, sha256)).toEqual({
    seq: '2',
    fault: 'hash',
  });
  // Whoever hashes a changed entry anew breaks the link of the next.
  const changed = { ...second, summary: 'else' };
  const anew = { ...changed, hash: sha256(canonicalEntry(changed)) };
  expect(faultInRun([first, anew, third], null, sha256)).toEqual({ seq: '3', fault: 'link' });
  expect(faultInRun([second], null, sha256)).toEqual({ seq: '1', fault: 'missing' });
});

test('states are held against the commitment, whatever the order of their keys', () => {
  const [entry] = aTrail(1) as [AuditEntry];
  expect(keepsToStates(entry, { salt: 's', before: null, after: { n: 1 } }, sha256)).toBe(true);
  expect(keepsToStates(entry, { salt: 's', before: null, after: { n: 2 } }, sha256)).toBe(false);
  expect(keepsToStates(entry, { salt: 'x', before: null, after: { n: 1 } }, sha256)).toBe(false);
});
