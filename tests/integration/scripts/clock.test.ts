import { afterEach, expect, test } from 'vitest';
import { addPerson } from '@/lib/usecases/person/save-person';
import { checkClock } from '@/scripts/product/clock';
import { anInstitution, aPerson } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { superuserConnection } from '@/tests/support/db';

afterEach(() => void delete process.env['CROSSWALK_CLOCK_IS_RIGHT']);

test('a clock that is more than a minute behind the newest entry of the trail keeps the product from starting, unless somebody says that it is right', async () => {
  const administrator = ctxOf(await aPerson(await anInstitution(), 'administrator'));
  await addPerson(administrator, { name: 'Ada', email: 'ada@clock.test' });
  const startAt = (secondsBefore: number) =>
    checkClock(superuserConnection, new Date(Date.parse(administrator.now) - secondsBefore * 1_000));
  await expect(startAt(-5)).resolves.toBeUndefined();
  await expect(startAt(50)).resolves.toBeUndefined();
  await expect(startAt(70)).rejects.toThrow(/The clock of this machine says .* Nothing was changed\./);
  process.env['CROSSWALK_CLOCK_IS_RIGHT'] = '1';
  await expect(startAt(70)).resolves.toBeUndefined();
});
