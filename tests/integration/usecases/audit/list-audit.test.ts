import { describe, expect, it } from 'vitest';
import { AuditSearch, listAudit, listAuditOf } from '@/lib/usecases/audit/list-audit';
import { viewAuditEntry } from '@/lib/usecases/audit/view-audit-entry';
import { query } from '@/lib/usecases/command';
import { recordAudit } from '@/lib/usecases/record-audit';
import { anInstitution, aPerson, type BuiltPerson } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';

async function record(
  person: BuiltPerson,
  day: string,
  objectId: string,
  states: { before?: unknown; after?: unknown } = {},
) {
  const ctx = ctxOf(person, { day });
  await query(ctx, (tx) =>
    recordAudit(tx, ctx, 'rule.submit', {
      objectType: 'rule_version',
      objectId,
      summary: objectId,
      ...states,
    }),
  );
}

describe('reading the trail', async () => {
  const institution = await anInstitution();
  const [auditor, evaluator] = [
    await aPerson(institution, 'auditor'),
    await aPerson(institution, 'evaluator'),
  ];
  await record(evaluator, '2026-11-01', 'one', {
    before: { status: 'draft' },
    after: { status: 'submitted' },
  });
  await record(evaluator, '2026-11-02', 'two');
  await record(auditor, '2026-11-03', 'one');
  const found = async (search: object) =>
    (await listAudit(ctxOf(auditor), AuditSearch.parse(search))).rows.map(({ seq }) => seq);

  it('finds by person, action, thing and days, the newest first', async () => {
    expect(await found({})).toEqual(['3', '2', '1']);
    expect(await found({ actorId: evaluator.id })).toEqual(['2', '1']);
    expect(await found({ action: 'rule.publish' })).toEqual([]);
    expect(await found({ objectType: 'rule_version', objectId: 'one' })).toEqual(['3', '1']);
    expect(await found({ from: '2026-11-02', to: '2026-11-02' })).toEqual(['2']);
    expect(await found({ from: '', to: '', actorId: '', action: '', page: '1' })).toEqual(['3', '2', '1']);
    expect(await found({ page: '2' })).toEqual([]);
    expect(
      (await listAuditOf(ctxOf(auditor), { objectType: 'rule_version', objectId: 'one' })).rows.map(
        ({ actorName }) => actorName,
      ),
    ).toEqual([auditor.name, evaluator.name]);
  });

  it('takes days for those of the institution, as the entries are shown', async () => {
    const far = await anInstitution();
    await queryAsSuperuser("update institution set time_zone = 'Pacific/Auckland' where id = $1", [far.id]);
    const reader = await aPerson(far, 'auditor');
    // At noon in Greenwich it is the next day in Auckland.
    await record(reader, '2026-11-01', 'one');
    await record(reader, '2026-11-02', 'two');
    const on = async (from: string, to: string) =>
      (await listAudit(ctxOf(reader), AuditSearch.parse({ from, to }))).rows.map(({ summary }) => summary);
    expect(await on('2026-11-02', '2026-11-02')).toEqual(['one']);
    expect(await on('2026-11-03', '2026-11-03')).toEqual(['two']);
    expect(await on('2026-11-01', '2026-11-01')).toEqual([]);
  });

  it('opens an entry with what it changed', async () => {
    expect(await viewAuditEntry(ctxOf(auditor), { seq: '1' })).toMatchObject({
      changes: [{ path: 'status', before: 'draft', after: 'submitted' }],
      erasedAt: null,
    });
    await expect(viewAuditEntry(ctxOf(auditor), { seq: '99' })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('is closed to other roles, to other institutions and to visitors', async () => {
    await expect(listAudit(ctxOf(evaluator), {})).rejects.toMatchObject({ code: 'forbidden' });
    await expect(viewAuditEntry(ctxOf(evaluator), { seq: '1' })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(listAudit(ctxOf(), {})).rejects.toMatchObject({ code: 'unauthenticated' });
    const stranger = ctxOf(await aPerson(await anInstitution(), 'auditor'));
    expect((await listAudit(stranger, {})).total).toBe(0);
    await expect(viewAuditEntry(stranger, { seq: '1' })).rejects.toMatchObject({ code: 'not_found' });
  });
});
