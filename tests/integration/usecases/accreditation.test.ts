import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseCivilDate } from '@/lib/kernel/civil-date';
import { exportAccreditation } from '@/lib/usecases/accreditation/export-accreditation';
import { viewAccreditation } from '@/lib/usecases/accreditation/view-accreditation';
import { verifyArchive } from '@/scripts/accreditation-verify.mjs';
import { aPerson, aRule, type BuiltPerson, oneForOne } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';
import { type Arranged, aReview, department, judge, policyOf, recuse, refusal, vote } from './review/arrange';

const days = { from: parseCivilDate('2000-01-01'), to: parseCivilDate('2099-12-31') };
let folder: string;
let review: Arranged;
let auditor: BuiltPerson;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'accreditation-'));
  review = await aReview({ reviewers: 3, policy: policyOf(department) });
  auditor = await aPerson(review.institution, 'auditor');
  const [first, second, third] = review.reviewers as [BuiltPerson, BuiltPerson, BuiltPerson];
  await recuse(third, review.stageId);
  for (const reviewer of [first, second]) {
    await judge(reviewer, review);
    await vote(reviewer, review.stageId, 'reject');
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The archive that somebody takes, unpacked: its files by name. */
async function taken(
  who: BuiltPerson,
  name: string,
  period = days,
): Promise<{ file: string; read: (one: string) => string }> {
  const file = path.join(folder, `${name}.zip`);
  const { pieces } = await exportAccreditation(ctxOf(who), period);
  await pipeline(Readable.from(pieces), createWriteStream(file));
  const to = path.join(folder, name);
  execFileSync('python3', ['-m', 'zipfile', '-e', file, to]);
  return { file, read: (one) => readFileSync(path.join(to, one), 'utf8') };
}

test('the archive tells who decided, with which conflict and on what, and its manifest is on record', async () => {
  const { file, read } = await taken(auditor, 'whole');
  expect(read('decisions.csv').split('\r\n')).toHaveLength(3);
  expect(read('ballots.csv').match(/,reject,/g)).toHaveLength(2);
  expect(read('conflicts.csv')).toContain('stepped back,I wrote the course.');
  expect(read('matrix.csv').match(/,full,/g)).toHaveLength(4);
  expect(read('rubric.csv')).toContain('As it should be.');
  expect(read('moves.csv')).toContain(',reject,');
  expect(read('record.csv')).toContain('review.castVote');
  expect(read('denials.csv')).toContain('mapping,not_as_proposed');
  expect(read('policies.json')).toContain('"coverageThreshold": 80');
  for (const { name } of [review.reviewers[0], review.reviewers[2]] as BuiltPerson[])
    expect(read('decisions-1.html')).toContain(name);
  const { manifest, faults } = await verifyArchive(file);
  expect(faults).toEqual([]);
  const onRecord = await queryAsSuperuser<{ summary: string }>(
    `SELECT summary FROM audit_event WHERE tenant_id = $1 AND action = 'accreditation.export' ORDER BY seq`,
    [review.institution.id],
  );
  expect(onRecord.map(({ summary }) => summary)).toEqual([
    'accreditation file 2000-01-01 to 2099-12-31 begun: 1 decisions',
    `accreditation file 2000-01-01 to 2099-12-31: manifest ${manifest}`,
  ]);
  expect((await viewAccreditation(ctxOf(auditor), days)).taken).toHaveLength(2);
});

test('what a conflict is stays with auditors; of what the reader stepped back from, nobody is named', async () => {
  const registrar = await aPerson(review.institution, 'registrar');
  const told = await taken(registrar, 'registrar');
  expect(told.read('conflicts.csv')).toContain('stepped back,\r\n');
  const apart = await aReview({ reviewers: 2, policy: policyOf(department) });
  const [first, second] = apart.reviewers as [BuiltPerson, BuiltPerson];
  await queryAsSuperuser(
    `INSERT INTO role_grant (tenant_id, person_id, role, granted_by_id) VALUES ($1, $2, 'registrar', $3)`,
    [apart.institution.id, first.id, apart.author.id],
  );
  await recuse(first, apart.stageId);
  await judge(second, apart);
  await vote(second, apart.stageId, 'reject');
  const { read } = await taken(first, 'recused');
  expect(read('decisions.csv')).toMatch(/,recused\r\n$/);
  for (const table of ['ballots.csv', 'conflicts.csv', 'matrix.csv', 'rubric.csv'])
    expect(read(table).split('\r\n')).toHaveLength(2);
  for (const page of ['decisions-1.html', 'record.csv', 'moves.csv'])
    expect(read(page)).not.toContain(second.name);
});

test('who may not take it gets no byte, nor do days the wrong way round', async () => {
  await expect(exportAccreditation(ctxOf(review.chair), days)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(exportAccreditation(ctxOf(auditor), { from: days.to, to: days.from })).rejects.toThrow(
    refusal('invalid_input', 'accreditation/crossed'),
  );
});

test('a version stands in the file as in the list, on the last day of the period, and a published no tells its public reason', async () => {
  const { institution, author, certificate, course } = await aReview({ policy: policyOf(department) });
  const definition = oneForOne(certificate.id, course.code);
  const reader = await aPerson(institution, 'auditor');
  await aRule(institution, author, {
    definition,
    status: 'published',
    code: 'gave-way',
    claimTo: '2026-10-31',
  });
  await aRule(institution, author, {
    definition: { premise: definition.premise, outcomes: [], deny: true },
    status: 'published',
    code: 'said-no',
    publicNote: 'Nothing is examined.',
  });
  const { read } = await taken(reader, 'stands');
  expect(read('decisions.csv')).toMatch(/^gave-way,1,[^,]*,superseded,,2026-10-31,/m);
  expect(read('decisions.csv')).toContain(`,${course.code}: 6 ECTS (course),`);
  expect(read('decisions-1.html')).toContain('Superseded, until 2026-10-31');
  expect(read('denials.csv')).toContain('mapping,no_credit,,Nothing is examined.,1');
  const before = await taken(reader, 'before', { ...days, to: parseCivilDate('2026-10-31') });
  expect(before.read('decisions.csv')).toMatch(/^gave-way,1,[^,]*,published,/m);
  expect((await taken(auditor, 'reason')).read('denials.csv')).toContain(',It examines too little.,1');
});
