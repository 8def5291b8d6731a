import { beforeAll, expect, test } from 'vitest';
import type { Context } from '@/lib/usecases/context';
import { publishImported } from '@/lib/usecases/import/publish-imported';
import { testImported } from '@/lib/usecases/import/test-imported';
import { publishRule } from '@/lib/usecases/rule/publish-rule';
import { testRule } from '@/lib/usecases/rule/test-rules';
import {
  aCourse,
  aMicroCredential,
  anInstitution,
  aPerson,
  aRule,
  type BuiltInstitution,
} from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';
import { importAll, versionOf } from './import-files';

let institution: BuiltInstitution;
let importer: Context;
let publisher: Context;

beforeAll(async () => {
  institution = await anInstitution();
  importer = ctxOf(await aPerson(institution, 'registrar'));
  publisher = ctxOf(await aPerson(institution, 'registrar'));
  await aCourse(institution, { code: 'E-1', credits: '6' });
});

/** A mapping that gives the same course for something else. */
async function aMapping() {
  const { id } = await aMicroCredential(institution);
  return aRule(institution, await aPerson(institution, 'evaluator'), {
    status: 'published',
    definition: {
      premise: { mc: id },
      outcomes: [{ lines: [{ kind: 'course', target: 'E-1', credits: { catalog: true } }] }],
    },
  });
}

test('what publishing an import would change is told before, for whom, and it is published only as it was shown', async () => {
  const { batchId } = await importAll(
    importer,
    'equivalencies',
    'institution,courses,targets\nEffect College,A 1,E-1\nEffect College,A 2,E-1 (2)\nEffect College,A 3,NONE\n',
  );
  const own = await testImported(importer, { batchId });
  expect(own).toMatchObject({ unpublished: 3, whyNotPublish: 'access/importer' });
  const shown = await testImported(publisher, { batchId });
  expect(shown).toMatchObject({ unpublished: 3, whyNotPublish: null });
  expect(shown.effect?.counts.more).toBeGreaterThanOrEqual(2);
  const publish = async (mark: string | undefined) =>
    publishImported(publisher, { batchId, mark, expectedVersion: await versionOf(importer, batchId) });
  await aMapping();
  await expect(publish(shown.effect?.mark)).rejects.toMatchObject({
    code: 'conflict',
    reason: 'effect/changed-meanwhile',
  });
  const again = await testImported(publisher, { batchId });
  expect(await publish(again.effect?.mark)).toMatchObject({ published: 3 });
  expect(await testImported(publisher, { batchId })).toMatchObject({ unpublished: 0, effect: null });
});

test('one mapping is published only as it was shown', async () => {
  const { batchId } = await importAll(
    importer,
    'equivalencies',
    'institution,courses,targets\nEffect College,B 1,E-1\n',
  );
  const [stored] = await queryAsSuperuser<{ id: string; row_version: number }>(
    'SELECT id, row_version FROM rule_version WHERE import_batch_id = $1',
    [batchId],
  );
  const ruleVersionId = stored?.id ?? '';
  const mark = (await testRule(publisher, { ruleVersionId })).effect?.mark ?? '';
  const publish = (mark: string) =>
    publishRule(publisher, { ruleVersionId, expectedVersion: stored?.row_version ?? 0, mark });
  await expect(publish('0123456789abcdef')).rejects.toMatchObject({
    code: 'conflict',
    reason: 'effect/changed-meanwhile',
  });
  expect(await publish(mark)).toMatchObject({ status: 'published' });
});

test('of more than a page can wait for, the effect of some is told, with of how many, and they are published as it was shown', async () => {
  // Two decisions about each of 1,005 courses, so that what is tried is tried with all that is decided about the same.
  const rows = Array.from({ length: 2_010 }, (_, at) => {
    const step = Math.trunc(at / 1_005);
    return `Large College,L ${at % 1_005},E-1 (${1 + step / 2}),${50 + step}`;
  });
  const { batchId } = await importAll(
    importer,
    'equivalencies',
    `institution,courses,targets,min_score\n${rows.join('\n')}\n`,
  );
  const shown = await testImported(publisher, { batchId });
  const { unpublished, tried } = shown;
  expect(unpublished).toBe(2_010);
  expect(tried).toBeGreaterThan(0);
  expect(tried).toBeLessThanOrEqual(120);
  // Both of each certificate, or none.
  expect(tried % 2).toBe(0);
  expect(shown.effect?.counts.more).toBeGreaterThan(0);
  expect((await testImported(publisher, { batchId })).effect?.mark).toBe(shown.effect?.mark);
  await aMapping();
  const publish = async (mark: string | undefined) =>
    publishImported(publisher, { batchId, mark, expectedVersion: await versionOf(importer, batchId) });
  await expect(publish(shown.effect?.mark)).rejects.toMatchObject({ reason: 'effect/changed-meanwhile' });
  const again = await testImported(publisher, { batchId });
  expect((await publish(again.effect?.mark)).published).toBe(2_010);
}, 120_000);
