import { beforeAll, expect, test } from 'vitest';
import type { Context } from '@/lib/usecases/context';
import { publishImported } from '@/lib/usecases/import/publish-imported';
import {
  aCourse,
  aMicroCredential,
  anInstitution,
  aPerson,
  type BuiltInstitution,
} from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';
import { check, importAll, outcomes, totals, versionOf } from './import-files';

let institution: BuiltInstitution;
let importer: Context;
let publisher: Context;

beforeAll(async () => {
  institution = await anInstitution();
  importer = ctxOf(await aPerson(institution, 'registrar'));
  publisher = ctxOf(await aPerson(institution, 'registrar'));
  await aCourse(institution, { code: 'R-1', credits: '6' });
  await aCourse(institution, { code: 'R-2', credits: '3', status: 'inactive' });
});

test('what publishing would refuse is refused in the check, row by row, by the same linter', async () => {
  const certificate = await aMicroCredential(institution, { title: 'Steps of a scale' });
  const header = 'institution,courses,micro_credentials,min_score,below_score,targets\n';
  const file = `${header}College,A 1,,,,R-1 (9)
College,A 2,,,,R-1 (6)
College,A 3,,,,R-2
,,${certificate.slug},50,80,R-1 (2)
,,${certificate.slug},70,,R-1 (3)
`;
  const expected = [
    ['rejected', 'finding/over-course'],
    ['new', 'rule/grants'],
    ['rejected', 'finding/course-inactive'],
    ['new', 'rule/grants'],
    ['rejected', 'finding/score-overlap'],
  ];
  const checked = await check(importer, 'equivalencies', file);
  expect(await outcomes(importer, checked.batchId)).toEqual(expected);
  const applied = await importAll(importer, 'equivalencies', file, { onBadRows: 'skip' });
  expect(await outcomes(importer, applied.batchId)).toEqual(expected);
  expect(totals(applied)).toEqual([2, 0, 0, 3]);
  expect(
    await publishImported(publisher, {
      batchId: applied.batchId,
      expectedVersion: await versionOf(importer, applied.batchId),
    }),
  ).toMatchObject({ published: 2, refused: 0 });
});

test('rows of later portions are compared with those further up, as they will be once these are published', async () => {
  const certificate = await aMicroCredential(institution, { title: 'A scale in two portions' });
  const between = Array.from({ length: 1_100 }, (_, n) => `Large College,N ${n},,,,R-1`).join('\n');
  const file = `institution,courses,micro_credentials,min_score,below_score,targets
,,${certificate.slug},50,80,R-1 (2)
${between}
,,${certificate.slug},70,90,R-1 (3)
`;
  const { batchId, counts } = await check(importer, 'equivalencies', file);
  expect(totals({ counts })).toEqual([1_101, 0, 0, 1]);
  const [last] = await queryAsSuperuser<{ reason: string }>(
    "SELECT reason FROM import_row WHERE batch_id = $1 AND outcome = 'rejected'",
    [batchId],
  );
  expect(last?.reason).toMatch(/^finding\/score-overlap\?/);
});

test('a mapping that goes before one further down in the file is no fault', async () => {
  const certificate = await aMicroCredential(institution, { title: 'Goes before' });
  const definition = (credits: string, overrides: string[]) =>
    JSON.stringify({
      premise: { mc: certificate.slug },
      outcomes: [{ lines: [{ kind: 'course', target: 'R-1', credits: { amount: credits } }] }],
      ...(overrides.length > 0 && { overrides }),
    }).replaceAll('"', '""');
  const { batchId } = await check(
    importer,
    'equivalencies',
    `rule,definition\nGB-1,"${definition('2', ['GB-2'])}"\nGB-2,"${definition('3', [])}"\n`,
  );
  expect(await outcomes(importer, batchId)).toEqual([
    ['new', 'rule/grants'],
    ['new', 'rule/grants'],
  ]);
});
