import { expect, test } from 'vitest';
import { readyToCheck } from '@/lib/usecases/import/check-import';
import { receiveImport } from '@/lib/usecases/import/receive-import';
import { anInstitution, aPerson } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { refusal } from '../review/arrange';
import { check } from './import-files';

test('whether a file may be checked again is said before the work begins', async () => {
  const institution = await anInstitution();
  const registrar = ctxOf(await aPerson(institution, 'registrar'));
  const { batchId } = await receiveImport(registrar, {
    kind: 'courses',
    fileName: 'courses.csv',
    sha256: '0'.repeat(64),
    source: '',
    onBadRows: 'stop',
    options: { format: 'columns', withText: false, takeDoubtful: false, matchColumns: false },
    content: new Uint8Array(Buffer.from('code,title\nA,B\n')),
  });
  await expect(readyToCheck(registrar, { batchId })).resolves.toBeUndefined();
  await expect(readyToCheck(ctxOf(), { batchId })).rejects.toEqual(
    refusal('unauthenticated', 'access/sign-in-first'),
  );
  await expect(readyToCheck(ctxOf(await aPerson(institution, 'dean')), { batchId })).rejects.toEqual(
    refusal('forbidden', 'access/role-missing'),
  );
  // May import, but not courses: an import is no way around the permissions of single entries.
  await expect(
    readyToCheck(ctxOf(await aPerson(institution, 'catalog_editor')), { batchId }),
  ).rejects.toEqual(refusal('forbidden', 'access/role-missing'));
  await expect(
    readyToCheck(ctxOf(await aPerson(await anInstitution(), 'registrar')), { batchId }),
  ).rejects.toEqual(refusal('not_found', 'import/not-found'));
  const checked = await check(registrar, 'courses', 'code,title\nA,B\n');
  await expect(readyToCheck(registrar, checked)).rejects.toEqual(
    refusal('invalid_transition', 'import/other-state'),
  );
});

test('a file of which no row can be read is told the other shape in which most can', async () => {
  const registrar = ctxOf(await aPerson(await anInstitution(), 'registrar'));
  const lines = ['A 1', 'A 2', 'A 3'].map((id) =>
    JSON.stringify({
      id,
      title: `Course ${id}`,
      credits: '3',
      department: 'African American and Africana Studies',
    }),
  );
  const { counts } = await check(registrar, 'courses', `${lines.join('\n')}\n`);
  expect(counts).toMatchObject({ rejected: 3, readsAs: 'catalog' });
  expect(
    (await check(registrar, 'courses', `${lines.join('\n')}\n`, { format: 'catalog' })).counts,
  ).toMatchObject({
    new: 3,
    readsAs: null,
  });
  expect((await check(registrar, 'courses', '{"x":1}\n')).counts).toMatchObject({
    rejected: 1,
    readsAs: null,
  });
});
