import { beforeAll, describe, expect, test } from 'vitest';
import type { Context } from '@/lib/usecases/context';
import { publishImported } from '@/lib/usecases/import/publish-imported';
import { viewImport } from '@/lib/usecases/import/view-import';
import { publishRule } from '@/lib/usecases/rule/publish-rule';
import {
  aCourse,
  aMicroCredential,
  anInstitution,
  aPerson,
  aProgram,
  aRule,
  type BuiltInstitution,
  type BuiltMicroCredential,
} from '@/tests/support/builders';
import type { RuleDefinition } from '@/lib/rule/rule-version';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';
import { check, importAll, outcomes, totals, versionOf } from './import-files';

let institution: BuiltInstitution;
let importer: Context;
let publisher: Context;
let certificate: BuiltMicroCredential;

beforeAll(async () => {
  institution = await anInstitution();
  importer = ctxOf(await aPerson(institution, 'registrar'));
  publisher = ctxOf(await aPerson(institution, 'registrar'));
  certificate = await aMicroCredential(institution);
  await aCourse(institution, { code: 'T-1', credits: '6' });
  await aCourse(institution, { code: 'T-2', credits: null });
  await aCourse(institution, { code: 'T-3', credits: null, kind: 'elective' });
});

interface StoredRule {
  title: string;
  version: number;
  status: string;
  definition: Record<string, unknown>;
  note: string;
  claim_to: string | null;
}
const rulesLike = (title: string) =>
  queryAsSuperuser<StoredRule>(
    `SELECT e.title, v.version, v.status, v.definition, v.public_note AS note, v.claim_to::text FROM equivalency_rule e JOIN rule_version v ON v.tenant_id = e.tenant_id AND v.rule_id = e.id
    WHERE e.tenant_id = $1 AND e.title LIKE $2 ORDER BY e.title, v.version`,
    [institution.id, title],
  );
const publish = async (ctx: Context, batchId: string) =>
  publishImported(ctx, { batchId, expectedVersion: await versionOf(importer, batchId) });
const header = 'institution,courses,titles,micro_credentials,targets,public_note\n';

describe('decided equivalencies', () => {
  test('many to many, alternatives, certificates, a decided no: approved, then published by a second person', async () => {
    const file = `${header}College,A 1 + A 2 | A 9,One + Two | Nine,,T-1 + T-2 (3),\nCollege,B 1,,,T-3,\n,,,${certificate.slug},T-1,\nCollege,C 1,Drawing,,NONE,No studio art is counted.\nCollege,D 1,,,none,\n`;
    expect(totals(await check(importer, 'equivalencies', file))).toEqual([5, 0, 0, 0]);
    const { batchId, counts } = await importAll(importer, 'equivalencies', file);
    expect(totals({ counts })).toEqual([5, 0, 0, 0]);

    const [both] = await rulesLike('A 1%');
    const ids = await queryAsSuperuser<{ key: string; id: string }>(
      "SELECT natural_key AS key, id FROM micro_credential WHERE natural_key LIKE 'external_course|college|%'",
    );
    const idOf = (code: string) =>
      ids.find(({ key }) => key === `external_course|college|${code.replace(' ', '')}`)?.id;
    expect(both).toMatchObject({
      title: 'A 1 + A 2 or A 9, College',
      status: 'approved',
      definition: {
        premise: { any: [{ all: [{ mc: idOf('a 1') }, { mc: idOf('a 2') }] }, { mc: idOf('a 9') }] },
        outcomes: [
          {
            lines: [
              { kind: 'course', target: 'T-1', credits: { catalog: true } },
              { kind: 'course', target: 'T-2', credits: { amount: '3' } },
            ],
          },
        ],
      },
    });
    expect((await rulesLike('B 1%'))[0]?.definition).toMatchObject({
      outcomes: [{ lines: [{ kind: 'elective', target: 'T-3', credits: { fromSource: true } }] }],
    });
    expect((await rulesLike(`${certificate.slug}%`))[0]?.definition).toMatchObject({
      premise: { mc: certificate.id },
    });
    expect((await rulesLike('C 1%'))[0]).toMatchObject({
      definition: { outcomes: [], deny: true },
      note: 'No studio art is counted.',
    });
    expect((await rulesLike('D 1%'))[0]?.note).toMatch(/no credit/);

    await expect(publish(importer, batchId)).rejects.toMatchObject({
      code: 'forbidden',
      reason: 'access/importer',
    });
    const evaluator = ctxOf(await aPerson(institution, 'evaluator'));
    await expect(publish(evaluator, batchId)).rejects.toMatchObject({
      code: 'forbidden',
      reason: 'access/role-missing',
    });
    const unpublished = async () =>
      (await viewImport(publisher, { batchId, outcome: null, page: 1 })).unpublished;
    expect(await unpublished()).toBe(5);
    expect(await publish(publisher, batchId)).toEqual({ batchId, published: 5, refused: 0 });
    expect(await unpublished()).toBe(0);
    expect((await rulesLike('%')).map(({ status }) => status)).toEqual(
      Array.from({ length: 5 }, () => 'published'),
    );
    expect(
      await queryAsSuperuser(
        "SELECT summary FROM audit_event WHERE object_id = $1 AND action = 'rule.publishImported'",
        [batchId],
      ),
    ).toEqual([{ summary: '5 imported rules published' }]);
    expect(
      await queryAsSuperuser(
        'SELECT t.action, count(*)::int FROM rule_transition t JOIN rule_version v ON v.id = t.rule_version_id WHERE v.import_batch_id = $1 GROUP BY 1 ORDER BY 1',
        [batchId],
      ),
    ).toEqual([
      { action: 'import', count: 5 },
      { action: 'publish', count: 5 },
    ]);
    await expect(publish(publisher, batchId)).rejects.toMatchObject({
      code: 'rule_violation',
      reason: 'import/nothing-to-publish',
    });

    // The same decisions in another order of sources and rows are the same decisions.
    const again = `${header}College,A 9 | A 2 + A 1,Nine | Two + One,,T-2 (3) + T-1,\n,,,${certificate.slug},T-1,\nCollege,C 1,Drawing,,NONE,No studio art is counted.\n`;
    expect(totals(await importAll(importer, 'equivalencies', again))).toEqual([0, 0, 3, 0]);
  });

  test('whoever applied it is barred like whoever handed it in', async () => {
    const second = ctxOf(await aPerson(institution, 'registrar'));
    const { batchId } = await importAll(importer, 'equivalencies', `${header}College,E 1,,,T-1,\n`);
    await queryAsSuperuser('UPDATE import_batch SET created_by_id = $1 WHERE id = $2', [
      second.actor.kind === 'staff' ? second.actor.personId : '',
      batchId,
    ]);
    await expect(publish(importer, batchId)).rejects.toMatchObject({
      code: 'forbidden',
      reason: 'access/author',
    });
    await expect(publish(second, batchId)).rejects.toMatchObject({
      code: 'forbidden',
      reason: 'access/importer',
    });
  });

  test('another decision about the same sources becomes a new version; the earlier one ends the day before it begins', async () => {
    const first = await importAll(
      ctxOf(importer.actor, { day: '2026-10-01' }),
      'equivalencies',
      `${header}College,F 1,,,T-1,\n`,
    );
    await publish(publisher, first.batchId);
    const changed = await importAll(importer, 'equivalencies', `${header}College,F 1,,,NONE,\n`);
    expect(totals(changed)).toEqual([0, 1, 0, 0]);
    expect((await rulesLike('F 1%')).map(({ version, status }) => [version, status])).toEqual([
      [1, 'published'],
      [2, 'approved'],
    ]);
    await publish(publisher, changed.batchId);
    expect(
      (await rulesLike('F 1%')).map(({ version, status, claim_to }) => [version, status, claim_to]),
    ).toEqual([
      [1, 'published', '2026-11-24'],
      [2, 'published', null],
    ]);
    // Changed again on the same day: the version of that day has no day left.
    const back = await importAll(importer, 'equivalencies', `${header}College,F 1,,,T-1,\n`);
    await publish(publisher, back.batchId);
    expect((await rulesLike('F 1%')).map(({ version, status }) => [version, status])).toEqual([
      [1, 'published'],
      [2, 'revoked'],
      [3, 'published'],
    ]);
  });

  test('a new version that is published later than it was read takes no day away from the one before it', async () => {
    const first = await importAll(
      ctxOf(importer.actor, { day: '2026-10-01' }),
      'equivalencies',
      `${header}College,F 2,,,T-1,\n`,
    );
    await publish(publisher, first.batchId);
    const changed = await importAll(
      ctxOf(importer.actor, { day: '2026-10-20' }),
      'equivalencies',
      `${header}College,F 2,,,NONE,\n`,
    );
    await publish(publisher, changed.batchId);
    expect(
      (await rulesLike('F 2%')).map(({ version, status, claim_to }) => [version, status, claim_to]),
    ).toEqual([
      [1, 'published', '2026-11-24'],
      [2, 'published', null],
    ]);
    expect(
      await queryAsSuperuser(
        "SELECT claim_from::text FROM rule_version v JOIN equivalency_rule e ON e.id = v.rule_id WHERE e.title LIKE 'F 2%' AND v.version = 2",
      ),
    ).toEqual([{ claim_from: '2026-11-25' }]);
  });

  test('a new version starts when it was read where nothing was in force meanwhile: nobody has a day to lose', async () => {
    const first = await importAll(
      ctxOf(importer.actor, { day: '2026-10-01' }),
      'equivalencies',
      `${header}College,F 3,,,T-1,\n`,
    );
    await publish(publisher, first.batchId);
    await queryAsSuperuser(
      "UPDATE rule_version v SET status = 'revoked', row_version = v.row_version + 1 FROM equivalency_rule e WHERE e.id = v.rule_id AND e.title LIKE 'F 3%'",
    );
    const changed = await importAll(
      ctxOf(importer.actor, { day: '2026-10-20' }),
      'equivalencies',
      `${header}College,F 3,,,NONE,\n`,
    );
    await publish(publisher, changed.batchId);
    expect(
      await queryAsSuperuser(
        "SELECT version, claim_from::text FROM rule_version v JOIN equivalency_rule e ON e.id = v.rule_id WHERE e.title LIKE 'F 3%' AND v.status = 'published'",
      ),
    ).toEqual([{ version: 2, claim_from: '2026-10-20' }]);
  });

  test('what publishing alone would refuse stays approved when the file is published, with the same reason', async () => {
    const { batchId } = await importAll(
      importer,
      'equivalencies',
      `${header}College,L 1,,,T-1,\nCollege,L 2,,,T-1,\n`,
    );
    const [same] = await queryAsSuperuser<{ definition: RuleDefinition }>(
      "SELECT v.definition FROM rule_version v JOIN equivalency_rule e ON e.id = v.rule_id WHERE e.title LIKE 'L 1%'",
    );
    const author = await aPerson(institution, 'evaluator');
    // Decided here in the meantime, by a review: the import would say the same a second time.
    const decided = await aRule(institution, author, {
      status: 'published',
      definition: same?.definition as RuleDefinition,
    });
    expect(await publish(publisher, batchId)).toEqual({ batchId, published: 1, refused: 1 });
    const [left] = await queryAsSuperuser<{ id: string; row_version: number }>(
      "SELECT id, row_version FROM rule_version WHERE import_batch_id = $1 AND status = 'approved'",
      [batchId],
    );
    const alone = { ruleVersionId: left?.id ?? '', expectedVersion: left?.row_version ?? 0 };
    await expect(publishRule(publisher, alone)).rejects.toMatchObject({ reason: 'rule/linter-errors' });
    const { batch } = await viewImport(importer, { batchId, outcome: null, page: 1 });
    expect(batch.counts).toMatchObject({
      published: 1,
      notPublished: [{ ruleVersionId: left?.id, title: 'L 1, College', reason: 'rule/linter-errors' }],
    });
    await queryAsSuperuser(
      "UPDATE rule_version SET status = 'revoked', row_version = row_version + 1 WHERE id = $1",
      [decided.id],
    );
    expect(await publish(publisher, batchId)).toEqual({ batchId, published: 1, refused: 0 });
  });

  test('a version that follows a suspended one ends it', async () => {
    const first = await importAll(
      ctxOf(importer.actor, { day: '2026-10-01' }),
      'equivalencies',
      `${header}College,O 1,,,T-1,\n`,
    );
    await publish(publisher, first.batchId);
    await queryAsSuperuser(
      "UPDATE rule_version SET status = 'suspended', row_version = row_version + 1 WHERE import_batch_id = $1",
      [first.batchId],
    );
    const changed = await importAll(importer, 'equivalencies', `${header}College,O 1,,,NONE,\n`);
    await publish(publisher, changed.batchId);
    expect(
      (await rulesLike('O 1%')).map(({ version, status, claim_to }) => [version, status, claim_to]),
    ).toEqual([
      [1, 'suspended', '2026-11-24'],
      [2, 'published', null],
    ]);
  });

  test('without a policy nothing comes into force: nobody would know when it is to be reviewed', async () => {
    const house = await anInstitution({ policy: false });
    const [one, two] = [ctxOf(await aPerson(house, 'registrar')), ctxOf(await aPerson(house, 'registrar'))];
    await aCourse(house, { code: 'T-1', credits: '6' });
    const { batchId } = await importAll(one, 'equivalencies', `${header}College,A 1,,,T-1,\n`);
    await expect(
      publishImported(two, { batchId, expectedVersion: await versionOf(one, batchId) }),
    ).rejects.toMatchObject({ code: 'rule_violation', reason: 'policy/none-in-force' });
  });

  test('a later import replaces what nobody has published; what was revoked here stays so; what is under review here is left alone', async () => {
    await importAll(
      importer,
      'equivalencies',
      `${header}College,G 1,,,T-1,\nCollege,H 1,,,T-1,\nCollege,I 1,,,T-1,\n`,
    );
    const replaced = await importAll(importer, 'equivalencies', `${header}College,G 1,,,NONE,\n`);
    expect(await outcomes(importer, replaced.batchId)).toEqual([
      ['changed', 'rule/replaces-unpublished\nchange/cell\nchange/cell'],
    ]);
    expect((await rulesLike('G 1%')).map(({ version, status }) => [version, status])).toEqual([
      [1, 'withdrawn'],
      [2, 'approved'],
    ]);
    await queryAsSuperuser(
      "UPDATE rule_version v SET status = 'returned', row_version = v.row_version + 1 FROM equivalency_rule e WHERE e.id = v.rule_id AND e.title LIKE 'H 1%'",
    );
    await queryAsSuperuser(
      "UPDATE rule_version v SET status = 'withdrawn', row_version = v.row_version + 1 FROM equivalency_rule e WHERE e.id = v.rule_id AND e.title LIKE 'H 1%'",
    );
    await queryAsSuperuser(
      "UPDATE rule_version v SET status = 'returned', row_version = v.row_version + 1 FROM equivalency_rule e WHERE e.id = v.rule_id AND e.title LIKE 'I 1%'",
    );
    const handed = await check(
      importer,
      'equivalencies',
      `${header}College,H 1,,,T-1,\nCollege,I 1,,,NONE,\n`,
    );
    expect(await outcomes(importer, handed.batchId)).toEqual([
      ['unchanged', 'rule/stays-withdrawn'],
      ['rejected', 'rule/under-review'],
    ]);
  });

  test('what cannot be granted is explained', async () => {
    const handed = await check(
      importer,
      'equivalencies',
      `${header}College,K 1,,,NOWHERE 1,\nCollege,K 2,,,T-1 + T-2,\nCollege,K 3,,,,\n,,,no-such-thing,T-1,\nCollege,K 4 + K 5,Only one,,T-1,\nCollege,,,,T-1,\n`,
    );
    expect(await outcomes(importer, handed.batchId)).toEqual([
      ['rejected', 'targets/unknown'],
      ['rejected', 'targets/share-unknown'],
      ['rejected', 'targets/missing'],
      ['rejected', 'sources/not-listed'],
      ['rejected', 'sources/titles-differ'],
      ['rejected', 'sources/missing'],
    ]);
  });

  test('the rows of others: external courses taken together, targets all granted, NONE', async () => {
    const rows = [
      {
        institution: 'Elsewhere',
        external: [
          { code: 'M 1', title: 'Math' },
          { code: 'M 2', title: 'More math' },
        ],
        targets: ['T-1'],
        family: 'X',
      },
      { institution: 'Elsewhere', external: [{ code: 'M 3', title: 'Less math' }], targets: ['NONE'] },
    ];
    const { counts } = await importAll(
      importer,
      'equivalencies',
      rows.map((row) => JSON.stringify(row)).join('\n'),
      { format: 'transfer-rows' },
    );
    expect(totals({ counts })).toEqual([2, 0, 0, 0]);
    expect(
      (await rulesLike('%Elsewhere')).map(({ title, definition }) => [title, definition['deny'] ?? false]),
    ).toEqual([
      ['M 1 + M 2, Elsewhere', false],
      ['M 3, Elsewhere', true],
    ]);
  });
});

describe('one file', () => {
  test('about the same, written in two ways in one file, never become two decisions', async () => {
    const twice = await aProgram(institution, { code: 'TW-1' });
    const seen = await aMicroCredential(institution);
    const [row] = await queryAsSuperuser<{ slug: string }>(
      'SELECT slug FROM micro_credential WHERE id = $1',
      [seen.id],
    );
    const file = `institution,courses,micro_credentials,programs,targets
College,W 1,,${twice.code},T-1
College,W 1,,tw1,T-2 (3)
College,W 1,,tw 1 | TW-1,T-1
,,${row?.slug},,T-1
,,${row?.slug},"",T-1
`;
    const { batchId } = await check(importer, 'equivalencies', file);
    expect(await outcomes(importer, batchId)).toEqual([
      ['new', 'rule/grants'],
      ['rejected', 'rule/contradicts'],
      ['unchanged', 'rule/repeats'],
      ['new', 'rule/grants'],
      ['unchanged', 'row/repeats'],
    ]);
    const applied = await importAll(importer, 'equivalencies', file, { onBadRows: 'skip' });
    expect(totals(applied)).toEqual([2, 0, 2, 1]);
    expect(await rulesLike('W 1%')).toHaveLength(1);
    expect(await outcomes(importer, applied.batchId)).toEqual(await outcomes(importer, batchId));
  });
});

test('a remark of the office stays inside, and what students read is said to be public by its column', async () => {
  await importAll(
    importer,
    'equivalencies',
    'institution,courses,targets,public_note,internal_note\nNotes College,N 1,T-1,Ask the desk.,Ms Ames was unsure.\nNotes College,N 2,NONE,,He failed twice.\n',
  );
  const rows = await queryAsSuperuser(
    `SELECT v.public_note AS public, v.internal_note AS internal FROM equivalency_rule e JOIN rule_version v ON v.rule_id = e.id WHERE e.title LIKE 'N %Notes College%' ORDER BY e.title`,
  );
  expect(rows).toEqual([
    { public: 'Ask the desk.', internal: 'Ms Ames was unsure.' },
    { public: expect.stringMatching(/no credit/) as string, internal: 'He failed twice.' },
  ]);
});
