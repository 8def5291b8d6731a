import { expect, test } from 'vitest';
import { proposeHolidays } from '@/lib/usecases/institution/propose-holidays';
import { anInstitution, aPerson } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';
import { refusal } from '../review/arrange';

test('public holidays of the country are proposed where the own list lacks them, and nothing is saved', async () => {
  const institution = await anInstitution();
  const administrator = await aPerson(institution, 'administrator');
  const inCountry = async (country: string, holidays: string[] = [], year = 2027) => {
    await queryAsSuperuser('update institution set country = $2, holidays = $3 where id = $1', [
      institution.id,
      country,
      holidays,
    ]);
    return proposeHolidays(ctxOf(administrator), { year });
  };
  const days = ({ holidays }: { holidays: { day: string }[] }) => holidays.map(({ day }) => day);
  const poland = await inCountry('PL', ['2027-01-01']);
  // New Year is listed already; 1 May and 25 December 2027 are Saturdays, 3 May is a Monday, Easter Monday moves.
  expect(days(poland)).toEqual(
    expect.arrayContaining(['2027-01-06', '2027-03-29', '2027-05-03', '2027-11-11']),
  );
  expect(days(poland)).not.toContain('2027-01-01');
  expect(days(poland)).not.toContain('2027-05-01');
  expect(poland.holidays.every(({ name }) => name !== '')).toBe(true);
  // Several days in a row, each of them.
  const turkey = days(await inCountry('TR', [], 2026));
  expect(turkey).toEqual(expect.arrayContaining(['2026-03-20', '2026-05-27', '2026-05-28', '2026-05-29']));
  expect(turkey).not.toContain('2026-03-23');
  expect(await inCountry('AQ')).toMatchObject({ holidays: [], isKnown: false });
  const [kept] = await queryAsSuperuser<{ holidays: unknown[] }>(
    'select holidays from institution where id = $1',
    [institution.id],
  );
  expect(kept?.holidays).toEqual([]);
  await expect(
    proposeHolidays(ctxOf(await aPerson(institution, 'registrar')), { year: 2027 }),
  ).rejects.toEqual(refusal('forbidden', 'access/role-missing'));
});
