import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHash } from 'node:crypto';
import { canonicalEntry } from '@/lib/audit/chain';
import { listForExport } from '@/lib/db/audit';
import { query } from '@/lib/usecases/command';
import { recordAudit } from '@/lib/usecases/record-audit';
import { eraseAuditDetail } from '@/lib/usecases/audit/erase-audit-detail';
import { exportAudit } from '@/lib/usecases/audit/export-audit';
import { verifyTrail } from '@/scripts/audit-verify.mjs';
import { type BuiltPerson, anInstitution, aPerson } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';

const verify = (text: string) => verifyTrail(text, [], undefined);
async function exported(person: BuiltPerson, details = true) {
  let text = '';
  for await (const part of exportAudit(ctxOf(person), { details })) text += part;
  return text;
}
async function record(person: BuiltPerson, summary: string, before: unknown, after: unknown, objectId = 'x') {
  await query(ctxOf(person), (tx) =>
    recordAudit(tx, ctxOf(person), 'rule.draft', { objectType: 'rule', objectId, summary, before, after }),
  );
}

describe('the exported trail', () => {
  it('verifies, states and all, whatever texts it holds', async () => {
    const auditor = await aPerson(await anInstitution(), 'auditor');
    // PostgreSQL keeps no NUL and no half of a surrogate pair; everything else must come out as the same bytes.
    const text = fc
      .string({ unit: 'binary', maxLength: 40 })
      .filter((value) => !value.includes('\u0000') && !/\p{Surrogate}/u.test(value));
    const control = fc.string({
      unit: fc.constantFrom(
        ...Array.from({ length: 160 }, (_, n) => String.fromCharCode(n + 1)),
        '\u2028',
        '\u2029',
        '"',
        '\\',
        '/',
        '😀',
        '\ufeff',
      ),
      maxLength: 40,
    });
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(text, control),
        fc.oneof(text, control),
        fc.jsonValue({ maxDepth: 2 }),
        async (summary, objectId, after) => {
          const stored = JSON.parse(
            JSON.stringify(after)
              .replaceAll('\\u0000', '')
              .replace(/\\ud[89a-f][0-9a-f]{2}/g, ''),
          ) as unknown;
          await record(auditor, summary, { when: new Date(0), absent: undefined }, stored, objectId);
        },
      ),
      { numRuns: 150 },
    );
    const found = verify(await exported(auditor));
    expect(found).toMatchObject({ entries: 151, details: 151, erased: 0, tenantId: auditor.actor.tenantId });
  });

  it('is the same bytes here and in the database', async () => {
    const auditor = await aPerson(await anInstitution(), 'auditor');
    await record(auditor, 'Żółć "\\/\b\f\n\r\t\u0001\u001f\u007f\u2028😀', null, {});
    const [row] = await query(ctxOf(auditor), (tx) => listForExport(tx, '0', 1));
    expect(
      createHash('sha256')
        .update(canonicalEntry(row?.entry ?? ({} as never)))
        .digest('hex'),
    ).toBe(row?.entry.hash);
  });

  it('still verifies after states were erased, which is itself on record, and can be done once', async () => {
    const institution = await anInstitution();
    const [administrator, auditor] = [
      await aPerson(institution, 'administrator'),
      await aPerson(institution, 'auditor'),
    ];
    await record(auditor, 'a', null, { name: 'Ada Personal' });
    await record(auditor, 'b', null, { name: 'other' });
    await eraseAuditDetail(ctxOf(administrator), { seq: '1', reason: 'Request for erasure' });
    const text = await exported(auditor);
    expect(verify(text)).toMatchObject({ entries: 4, details: 3, erased: 1 });
    expect(text).not.toContain('Ada Personal');
    expect(
      await queryAsSuperuser(
        'SELECT salt, before, after FROM audit_detail WHERE tenant_id = $1 AND seq = 1',
        [institution.id],
      ),
    ).toEqual([{ salt: '', before: null, after: null }]);
    await expect(eraseAuditDetail(ctxOf(administrator), { seq: '1', reason: 'again' })).rejects.toMatchObject(
      { code: 'conflict', reason: 'audit/already-erased' },
    );
    await expect(eraseAuditDetail(ctxOf(administrator), { seq: '99', reason: 'none' })).rejects.toMatchObject(
      { code: 'not_found' },
    );
    await expect(eraseAuditDetail(ctxOf(auditor), { seq: '2', reason: 'not mine' })).rejects.toMatchObject({
      code: 'forbidden',
    });
    const foreign = await aPerson(await anInstitution(), 'administrator');
    await expect(eraseAuditDetail(ctxOf(foreign), { seq: '2', reason: 'foreign' })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('shows what a superuser changed past every guard', async () => {
    const auditor = await aPerson(await anInstitution(), 'auditor');
    for (const summary of ['one', 'two', 'three']) await record(auditor, summary, null, { summary });
    await queryAsSuperuser('ALTER TABLE audit_event DISABLE TRIGGER append_only');
    await queryAsSuperuser(`UPDATE audit_event SET summary = 'never' WHERE tenant_id = $1 AND seq = 2`, [
      auditor.actor.tenantId,
    ]);
    await queryAsSuperuser('ALTER TABLE audit_event ENABLE TRIGGER append_only');
    const text = await exported(auditor);
    expect(() => verify(text)).toThrow('line 2: does not have the hash of its content');
  });

  it('goes to auditors and administrators only, and holds no states unless asked for', async () => {
    const institution = await anInstitution();
    const [auditor, registrar] = [
      await aPerson(institution, 'auditor'),
      await aPerson(institution, 'registrar'),
    ];
    await record(auditor, 'x', null, { secretState: 1 });
    expect(await exported(auditor, false)).not.toContain('secretState');
    await expect(exported(registrar)).rejects.toMatchObject({ code: 'forbidden' });
    const elsewhere = await exported(await aPerson(await anInstitution(), 'auditor'));
    expect(elsewhere.trim().split('\n')).toHaveLength(1);
    expect(elsewhere).toContain('audit.export');
  });

  it('is itself on record before a line leaves, and the other administrators hear of it, once an hour', async () => {
    const institution = await anInstitution();
    const [taker, other] = [
      await aPerson(institution, 'administrator'),
      await aPerson(institution, 'administrator'),
    ];
    await aPerson(institution, 'registrar');
    const broken = exportAudit(ctxOf(taker), { details: true });
    await broken.next();
    await broken.return(undefined);
    await exported(taker, false);
    const entries = await queryAsSuperuser(
      'SELECT action, actor_id, object_id, summary FROM audit_event WHERE tenant_id = $1 ORDER BY seq',
      [institution.id],
    );
    expect(entries).toEqual(
      ['trail exported with states', 'trail exported'].map((summary) => ({
        action: 'audit.export',
        actor_id: taker.id,
        object_id: institution.id,
        summary,
      })),
    );
    const mails = await queryAsSuperuser<{ kind: string; payload: { to: string; path: string } }>(
      'SELECT kind, payload FROM outbox_message WHERE tenant_id = $1',
      [institution.id],
    );
    const [{ email } = { email: '' }] = await queryAsSuperuser<{ email: string }>(
      'SELECT email FROM person WHERE id = $1',
      [other.id],
    );
    expect(mails).toMatchObject([
      { kind: 'audit.exported', payload: { to: email, path: `/administration/people/${taker.id}` } },
    ]);
  });

  it('leaves neither entry nor mail where it is refused', async () => {
    const institution = await anInstitution();
    await aPerson(institution, 'administrator');
    await expect(exported(await aPerson(institution, 'registrar'))).rejects.toMatchObject({
      code: 'forbidden',
    });
    expect(
      await queryAsSuperuser(
        'SELECT 1 FROM audit_event WHERE tenant_id = $1 UNION ALL SELECT 1 FROM outbox_message WHERE tenant_id = $1',
        [institution.id],
      ),
    ).toEqual([]);
  });
});
