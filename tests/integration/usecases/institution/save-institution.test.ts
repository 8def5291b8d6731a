import { describe, expect, it } from 'vitest';
import { SaveInstitution, saveInstitution } from '@/lib/usecases/institution/save-institution';
import { viewInstitution } from '@/lib/usecases/institution/view-institution';
import { lastAuditEntry } from '@/tests/support/audit-trail';
import { anInstitution, aPerson } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';

const facts = {
  name: 'New Name',
  shortName: 'NN',
  country: 'PL',
  timeZone: 'Europe/Warsaw',
  siteUrl: 'https://example.test/',
};

describe('the facts of an institution', () => {
  it('are corrected by its administrator, on record, and no other institution changes', async () => {
    const [institution, other] = [await anInstitution(), await anInstitution()];
    const administrator = await aPerson(institution, 'administrator');
    await saveInstitution(ctxOf(administrator), { ...facts, expectedVersion: 1 });
    expect(await viewInstitution(ctxOf(administrator))).toMatchObject({
      institution: { ...facts, homeUnit: 'ECTS' },
      maySave: true,
    });
    expect(await lastAuditEntry(institution.id)).toMatchObject({
      action: 'institution.save',
      before: { name: institution.name },
      after: facts,
    });
    expect((await viewInstitution(ctxOf(await aPerson(other)))).institution.name).toBe(other.name);
  });

  it('are saved only over those that were seen: of two administrators the second is told', async () => {
    const institution = await anInstitution();
    const [first, second] = [
      await aPerson(institution, 'administrator'),
      await aPerson(institution, 'administrator'),
    ];
    const seen = (await viewInstitution(ctxOf(second))).institution.rowVersion;
    await saveInstitution(ctxOf(first), { ...facts, expectedVersion: seen });
    await expect(
      saveInstitution(ctxOf(second), { ...facts, name: 'Another Name', expectedVersion: seen }),
    ).rejects.toMatchObject({ code: 'conflict', reason: 'institution/changed-meanwhile' });
    const { institution: stored } = await viewInstitution(ctxOf(second));
    expect(stored).toMatchObject({ name: 'New Name', rowVersion: seen + 1 });
    await saveInstitution(ctxOf(second), {
      ...facts,
      name: 'Another Name',
      expectedVersion: stored.rowVersion,
    });
  });

  it('say which days are no business days, and a form without them leaves them', async () => {
    const institution = await anInstitution();
    const administrator = await aPerson(institution, 'administrator');
    const save = async (more: object) =>
      saveInstitution(
        ctxOf(administrator),
        SaveInstitution.parse({
          ...facts,
          expectedVersion: (await viewInstitution(ctxOf(administrator))).institution.rowVersion,
          ...more,
        }),
      );
    await save({ holidays: '2026-12-25\r\n2026-12-24\n\n2026-12-25' });
    await save({});
    expect((await viewInstitution(ctxOf(administrator))).institution.holidays).toEqual([
      '2026-12-24',
      '2026-12-25',
    ]);
    await save({ holidays: '' });
    expect((await viewInstitution(ctxOf(administrator))).institution.holidays).toEqual([]);
    await save({ holidays: '25.12.2026, 1.1.2027' });
    expect((await viewInstitution(ctxOf(administrator))).institution.holidays).toEqual([
      '2026-12-25',
      '2027-01-01',
    ]);
    const wrong = SaveInstitution.safeParse({
      ...facts,
      expectedVersion: 1,
      holidays: '2026-12-24\n2026-02-30\n2026-12-26\n12/27/2026',
    });
    // One sentence, at the field itself, that names what is wrong and where.
    expect(wrong.error?.issues.map(({ path, message }) => [path.join('.'), message])).toEqual([
      ['holidays', 'field/no-days 2,4 2026-02-30,12/27/2026'],
    ]);
  });

  it('are nobody else’s to correct, and hold no unit, script or invented time zone', async () => {
    const institution = await anInstitution();
    await expect(
      saveInstitution(ctxOf(await aPerson(institution, 'registrar')), { ...facts, expectedVersion: 1 }),
    ).rejects.toMatchObject({ code: 'forbidden' });
    for (const wrong of [
      { homeUnit: 'US_SEM' },
      { siteUrl: 'javascript:alert(1)' },
      { timeZone: 'Europe/Nowhere' },
      { country: 'Poland' },
      { name: '' },
    ]) {
      expect(SaveInstitution.safeParse({ ...facts, expectedVersion: 1, ...wrong }).success).toBe(false);
    }
    expect(SaveInstitution.parse({ ...facts, expectedVersion: 1, siteUrl: '' }).siteUrl).toBeNull();
  });
});
