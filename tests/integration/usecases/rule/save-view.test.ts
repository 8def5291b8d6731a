import { describe, expect, it } from 'vitest';
import { parseRuleQuery } from '@/lib/rule/list-query';
import { deleteView } from '@/lib/usecases/rule/delete-view';
import { listRules } from '@/lib/usecases/rule/list-rules';
import { SaveView, saveView } from '@/lib/usecases/rule/save-view';
import { auditOf } from '@/tests/support/audit';
import { anInstitution, aPerson, type BuiltPerson } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';

describe('a saved view of the mappings', async () => {
  const here = await anInstitution();
  const [owner, other, registrar, elsewhere] = [
    await aPerson(here, 'evaluator'),
    await aPerson(here, 'reviewer'),
    await aPerson(here, 'registrar'),
    await aPerson(await anInstitution(), 'registrar'),
  ];
  const save = (name: string, more: object = {}, who: BuiltPerson = owner) =>
    saveView(ctxOf(who), SaveView.parse({ name, ...more })).then(
      ({ id }) => id,
      ({ reason }: { reason: string }) => reason,
    );
  const remove = (viewId: string, who: BuiltPerson = owner) =>
    deleteView(ctxOf(who), { viewId }).then(
      () => 'done',
      ({ reason }: { reason: string }) => reason,
    );
  const seenBy = async (who: BuiltPerson) =>
    (await listRules(ctxOf(who), parseRuleQuery({}))).views.map(({ name, address }) => `${name}: ${address}`);

  it('is what the address says, without the page and what it does not know; one’s own, and on no record', async () => {
    const id = await save('Mine', {
      address: 'page=4&due=overdue&nonsense=1&columns=code%2Cdue&state=force',
    });
    expect(await seenBy(owner)).toEqual(['Mine: state=force&due=overdue&columns=code%2Cdue']);
    expect(await seenBy(other)).toEqual([]);
    expect(await auditOf(id)).toEqual([]);
    expect(await save('Mine')).toBe('view/name-taken');
    expect(await save('Mine', {}, other)).toMatch(/^[0-9a-f-]{36}$/);
    expect(await remove(id, registrar)).toBe('view/not-found');
    expect(await remove(id)).toBe('done');
    expect(await remove(id)).toBe('view/not-found');
    expect(await auditOf(id)).toEqual([]);
  });

  it('that is shared is found by everybody here, and that it came and went stands on record', async () => {
    const id = await save('Ours', { address: 'state=draft', shared: 'on' });
    expect(await seenBy(registrar)).toEqual(['Ours: state=draft']);
    expect(await seenBy(elsewhere)).toEqual([]);
    expect(await remove(id, other)).toBe('access/role-missing');
    expect(await remove(id, elsewhere)).toBe('view/not-found');
    expect(await remove(id, registrar)).toBe('done');
    expect(await auditOf(id)).toMatchObject([
      { action: 'ruleView.save', actorId: owner.id, after: { name: 'Ours', address: 'state=draft' } },
      { action: 'ruleView.delete', actorId: registrar.id, before: { name: 'Ours' } },
    ]);
  });

  it('has a name, and there are 50 of one person at most', async () => {
    expect(SaveView.safeParse({ name: '  ' }).error?.issues.map(({ message }) => message)).toEqual([
      'field/view-name',
    ]);
    expect(SaveView.safeParse({ name: 'x'.repeat(81) }).success).toBe(false);
    const busy = await aPerson(here, 'evaluator');
    for (let at = 0; at < 50; at += 1) await save(`View ${at}`, {}, busy);
    expect(await save('One more', {}, busy)).toBe('view/too-many');
  });
});
