import { expect, test } from 'vitest';
import { readyToCheck } from '@/lib/usecases/import/check-import';
import { receiveImport } from '@/lib/usecases/import/receive-import';
import { viewImport } from '@/lib/usecases/import/view-import';
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

test('a file comes in any character set that people save, is told which was taken, and rejects the line of what is no letter in it', async () => {
  const registrar = ctxOf(await aPerson(await anInstitution(), 'registrar'));
  const text = 'code;title\r\nA 1;Einführung\r\nA 2;Español\r\n';
  const files = {
    'utf-8': Buffer.from(text),
    'utf-16le': Buffer.from(text, 'utf16le'),
    'utf-16be': Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
    'windows-1252': Buffer.from(text, 'latin1'),
  };
  const rows: unknown[] = [];
  for (const [encoding, content] of Object.entries(files)) {
    const { batchId, counts } = await check(registrar, 'courses', content);
    expect(counts).toMatchObject({ encoding, new: 2, rejected: 0 });
    const { batch, rows: found } = await viewImport(registrar, { batchId, outcome: null, page: 1 });
    expect(batch.counts.encoding).toBe(encoding);
    rows.push(found.rows);
  }
  expect(new Set(rows.map((row) => JSON.stringify(row))).size).toBe(1);
  const strange = Buffer.concat([files['windows-1252'], Buffer.from('A 3;Caf\u0081\r\n', 'latin1')]);
  const { batchId } = await check(registrar, 'courses', strange);
  const { rows: rejected } = await viewImport(registrar, { batchId, outcome: 'rejected', page: 1 });
  expect(rejected.rows).toEqual([
    expect.objectContaining({ line: 4, reason: expect.stringMatching(/^cell\/encoding\?/) }),
  ]);
});
