import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { parseEquivalencyRow } from '@/lib/import/equivalency-row';
import { foldCourseCode } from '@/lib/institution/course-code';
import type { Context } from '@/lib/usecases/context';
import { publishImported } from '@/lib/usecases/import/publish-imported';
import { ruleCodeOf } from '@/lib/usecases/import/save-equivalency-rows';
import { viewImport } from '@/lib/usecases/import/view-import';
import { aCourse, anInstitution, aPerson, type BuiltInstitution } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';
import { viewListingStart } from '@/lib/usecases/listing/view-listing-start';
import { check, importAll, outcomes, totals, versionOf } from './import-files';

const file = (name: string) => readFileSync(`tests/fixtures/import/${name}`, 'utf8');

let institution: BuiltInstitution;
let importer: Context;
let publisher: Context;

beforeEach(async () => {
  institution = await anInstitution();
  importer = ctxOf(await aPerson(institution, 'registrar'));
  publisher = ctxOf(await aPerson(institution, 'registrar'));
});

const publish = async (batchId: string) =>
  publishImported(publisher, { batchId, expectedVersion: await versionOf(importer, batchId) });
const rules = () =>
  queryAsSuperuser<{
    code: string;
    version: number;
    status: string;
    claim_to: string | null;
    premise: object;
  }>(
    `SELECT e.code, v.version, v.status, v.claim_to::text, v.definition->'premise' AS premise
       FROM equivalency_rule e JOIN rule_version v ON v.tenant_id = e.tenant_id AND v.rule_id = e.id
      WHERE e.tenant_id = $1 ORDER BY v.definition->'premise'->>'minScore', v.version`,
    [institution.id],
  );
const courses = () =>
  queryAsSuperuser<{ code: string; title: string; credits: string | null; kind: string }>(
    `SELECT c.code, c.title, c.credits, k.kind FROM course_on('2026-11-25') c JOIN course k ON k.id = c.id WHERE c.tenant_id = $1 ORDER BY c.code`,
    [institution.id],
  );
const reasonOf = async (batchId: string) =>
  (await viewImport(importer, { batchId, outcome: null, page: 1 })).rows.rows[0]?.reason;

describe('a decision is known by all its conditions', () => {
  beforeEach(async () => {
    await aCourse(institution, { code: 'BIO 101', credits: '4' });
    await aCourse(institution, { code: 'BIO 102', credits: '4' });
  });
  const inForce = async () =>
    (await rules())
      .filter(({ status, claim_to }) => status === 'published' && claim_to === null)
      .map(({ premise }) => (premise as { minScore?: string }).minScore);

  test('tiers by score in one file are two decisions, in force together', async () => {
    const handed = await importAll(importer, 'equivalencies', file('score-tiers.csv'));
    expect(totals(handed)).toEqual([2, 0, 0, 0]);
    await publish(handed.batchId);
    expect(await inForce()).toEqual(['3', '5']);
    expect(totals(await importAll(importer, 'equivalencies', file('score-tiers.csv')))).toEqual([0, 0, 2, 0]);
  });

  test('tiers by score in two files as well; the second one says what it stands beside', async () => {
    const [header = '', three = '', five = ''] = file('score-tiers.csv').split('\n');
    const first = await importAll(importer, 'equivalencies', `${header}\n${three}\n`);
    await publish(first.batchId);
    const second = await importAll(importer, 'equivalencies', `${header}\n${five}\n`);
    expect(await outcomes(importer, second.batchId)).toEqual([['new', 'rule/grants\nrule/beside']]);
    await publish(second.batchId);
    expect(await inForce()).toEqual(['3', '5']);
    // What is granted is no condition: the same tier decided otherwise is a new version of it.
    const other = await importAll(
      importer,
      'equivalencies',
      `${header}\n${five.replace(' + BIO 102 (4)', '')}\n`,
    );
    expect(totals(other)).toEqual([0, 1, 0, 0]);
  });

  test.each([
    ['issued_to', '2024-12-31'],
    ['below_score', '3'],
    ['evidence', 'transcript'],
    ['versions', '2024'],
    ['programs', 'P-1'],
    ['issued_from', '2020-01-01'],
  ])('%s is a condition, whatever else it may be', async (column, value) => {
    await queryAsSuperuser(
      "INSERT INTO program (tenant_id, code, title, total_credits) VALUES ($1, 'P-1', 'Program', '120')",
      [institution.id],
    );
    const text = (cell: string) =>
      `institution,courses,targets,${column}\nExample Exam Board,EX BIO,BIO 101 (4),${cell}\n`;
    await publish((await importAll(importer, 'equivalencies', text(''))).batchId);
    const second = await importAll(importer, 'equivalencies', text(value));
    expect(totals(second)).toEqual([1, 0, 0, 0]);
    await publish(second.batchId);
    expect((await rules()).map(({ status, claim_to }) => [status, claim_to])).toEqual([
      ['published', null],
      ['published', null],
    ]);
    for (const cell of ['', value])
      expect(totals(await importAll(importer, 'equivalencies', text(cell)))).toEqual([0, 0, 1, 0]);
  });

  test('a rule under the code of an earlier release is known again, and no other decision takes its place', async () => {
    const decided = (courses: string, score: string) =>
      `institution,courses,targets,min_score\nExample Exam Board,${courses},BIO 101 (4),${score}\n`;
    const rowOf = (courses: string) => {
      const read = parseEquivalencyRow(
        { institution: 'Example Exam Board', courses, targets: 'BIO 101 (4)', min_score: '3' },
        { withText: false, takeDoubtful: false },
      );
      if (!read.ok) throw new Error(courses);
      return read.row;
    };
    for (const courses of ['EX-BIO', 'EXBIO2']) {
      const tier = await importAll(importer, 'equivalencies', decided(courses, '3'));
      await publish(tier.batchId);
      // As an earlier release left it: under the code that leaves out the score.
      await queryAsSuperuser('UPDATE equivalency_rule SET code = $1 WHERE tenant_id = $2 AND code = $3', [
        ruleCodeOf({ key: rowOf(courses).formerKey }),
        institution.id,
        ruleCodeOf(rowOf(courses)),
      ]);
      expect(totals(await importAll(importer, 'equivalencies', decided(courses, '3')))).toEqual([0, 0, 1, 0]);
      for (const score of ['5', '']) {
        expect(totals(await importAll(importer, 'equivalencies', decided(courses, score)))).toEqual([
          1, 0, 0, 0,
        ]);
        expect(totals(await importAll(importer, 'equivalencies', decided(courses, score)))).toEqual([
          0, 0, 1, 0,
        ]);
      }
    }
    expect((await rules()).map(({ version }) => version)).toEqual([1, 1, 1, 1, 1, 1]);
  });

  test('recommendations for different pass marks are different ones', async () => {
    await importAll(importer, 'micro_credentials', 'title,provider\nTiered exam,Exam Board\n');
    const text = (mark: string, amount: string) =>
      `title,provider,recommender,external_id,amount,unit,pass_mark,source_url\nTiered exam,Exam Board,Council,T-1,${amount},US_SEM,${mark},https://example.test/t\n`;
    expect(totals(await importAll(importer, 'recommendations', text('3', '4')))).toEqual([1, 0, 0, 0]);
    expect(totals(await importAll(importer, 'recommendations', text('5', '8')))).toEqual([1, 0, 0, 0]);
    expect(totals(await importAll(importer, 'recommendations', text('5', '8')))).toEqual([0, 0, 1, 0]);
  });
});

describe('cells keep what they say', () => {
  test('a decimal comma is one, whatever the number of digits behind it', async () => {
    expect(totals(await importAll(importer, 'courses', file('decimal-comma.csv')))).toEqual([3, 0, 0, 0]);
    expect((await courses()).map(({ credits }) => credits)).toEqual(['2.667', '4.125', '4.5']);
  });

  test('text that looks double-encoded is asked about', async () => {
    const { batchId } = await check(importer, 'courses', file('double-encoded.csv'));
    expect(await outcomes(importer, batchId)).toEqual([['rejected', 'cell/double-encoded']]);
    expect(new URLSearchParams((await reasonOf(batchId))?.split('?')[1]).get('meant')).toBe(
      'Einführung – Grundlagen ®',
    );
    const taken = await check(importer, 'courses', file('double-encoded.csv'), { takeDoubtful: true });
    expect(await outcomes(importer, taken.batchId)).toEqual([['new', 'cell/double-encoded']]);
  });

  test('a separator in the only title is part of it', async () => {
    const handed = await importAll(importer, 'equivalencies', file('plus-in-title.csv'));
    expect(totals(handed)).toEqual([1, 0, 0, 0]);
    expect(
      await queryAsSuperuser(
        "SELECT title FROM micro_credential WHERE natural_key = 'external_course|example college|astr1403' AND steward_tenant_id = $1",
        [institution.id],
      ),
    ).toEqual([{ title: 'ASTR 1403 Lecture + Laboratory' }]);
  });
});

describe('shapes of real exports', () => {
  test.each([
    ['separator-line.csv', 'SEP-1'],
    ['title-line.csv', 'TTL-1'],
    ['other-names.csv', 'SIS-1'],
    ['list.json', 'LST-1'],
    ['printed.json', 'LST-2'],
  ])('%s is read', async (name, code) => {
    expect(totals(await importAll(importer, 'courses', file(name)))).toEqual([1, 0, 0, 0]);
    expect(await courses()).toMatchObject([{ code, credits: '3', kind: 'course' }]);
  });

  test('how a file was read stands with it', async () => {
    const title = await check(importer, 'courses', file('title-line.csv'));
    expect(title.counts).toMatchObject({ linesAbove: 1, renamed: [] });
    const other = await check(importer, 'courses', file('other-names.csv'));
    expect(other.counts.renamed).toContainEqual({ found: 'Credit Hours', column: 'credits' });
  });

  test('one column without what is needed is answered with what was found there and in the line below', async () => {
    await expect(check(importer, 'courses', 'Kurs\nA-1\n')).rejects.toMatchObject({
      reason: 'file/columns-missing',
      details: { columns: 'code, title', header: 'Kurs', row: 'A-1' },
    });
  });
});

describe('codes and places', () => {
  test('a code with blanks, hyphens or neither is one course and one target', async () => {
    await aCourse(institution, { code: 'IT 101', title: 'As it was', credits: '3' });
    const twice = await check(importer, 'courses', 'code,title\nit-101,Corrected\nIT101,Otherwise\n');
    expect(await outcomes(importer, twice.batchId)).toEqual([
      ['changed', 'change/cell'],
      ['rejected', 'row/contradicts'],
    ]);
    expect(totals(await importAll(importer, 'courses', 'code,title\nit-101,Corrected\n'))).toEqual([
      0, 1, 0, 0,
    ]);
    expect(await courses()).toMatchObject([{ code: 'IT 101', title: 'Corrected' }]);
    const decided = (courses: string, target: string) =>
      `institution,courses,targets\nExample College,${courses},${target}\n`;
    expect(totals(await importAll(importer, 'equivalencies', decided('ECN-201', 'it101')))).toEqual([
      1, 0, 0, 0,
    ]);
    expect(totals(await importAll(importer, 'equivalencies', decided('ECN 201', 'IT 101')))).toEqual([
      0, 0, 1, 0,
    ]);
  });

  test('the database folds a code as the program does', async () => {
    const signs = fc.constantFrom(...'aZ09äß .-–—\u2212\u00a0\t\u200b_/+#Ｉ１'.split(''));
    const codes = fc.sample(fc.string({ unit: signs, maxLength: 12 }), 300);
    const folded = await queryAsSuperuser<{ folded: string }>(
      'SELECT fold_course_code(code) AS folded FROM unnest($1::text[]) WITH ORDINALITY AS c(code, n) ORDER BY n',
      [codes],
    );
    expect(folded.map((row) => row.folded)).toEqual(codes.map(foldCourseCode));
  });

  test('a collective place is told by its column, and every use of it counts', async () => {
    const [header = '', place = ''] = file('collective-place.csv').split('\n');
    const asked = await check(importer, 'courses', `${header}\n${place}\n`);
    expect(await outcomes(importer, asked.batchId)).toEqual([['new', 'course/maybe-elective']]);
    await importAll(importer, 'courses', `${header},kind\n${place},elective\n`);
    expect(await courses()).toMatchObject([{ code: 'ECON 2XXX', kind: 'elective' }]);
    // What the file leaves out stays.
    expect(totals(await importAll(importer, 'courses', `${header}\n${place}\n`))).toEqual([0, 0, 1, 0]);
    const decisions = file('collective-place-decisions.csv');
    await publish((await importAll(importer, 'equivalencies', decisions)).batchId);
    const lines = await queryAsSuperuser<{ kind: string }>(
      `SELECT v.definition->'outcomes'->0->'lines'->0->>'kind' AS kind FROM rule_version v WHERE v.tenant_id = $1`,
      [institution.id],
    );
    expect(lines).toEqual([{ kind: 'elective' }, { kind: 'elective' }]);
  });
});

describe('a row without a version is about the one in force', () => {
  test('it changes that version, adds none, and what the page shows is what the file says', async () => {
    const text = (version: string, hours: string) =>
      `title,provider,version,valid_from,workload_hours\nDated award,Academy,${version},${version === '' ? '' : `${version}-01-01`},${hours}\n`;
    await importAll(importer, 'micro_credentials', text('2024', '100'));
    await importAll(importer, 'micro_credentials', text('2026', '120'));
    await importAll(importer, 'micro_credentials', text('2030', '150'));
    expect(totals(await importAll(importer, 'micro_credentials', text('', '999')))).toEqual([0, 1, 0, 0]);
    expect(
      await queryAsSuperuser(
        `SELECT v.label, v.workload_hours FROM micro_credential_version v JOIN micro_credential m ON m.id = v.micro_credential_id
          WHERE m.title = 'Dated award' AND v.steward_tenant_id = $1 ORDER BY 1`,
        [institution.id],
      ),
    ).toEqual([
      { label: '2024', workload_hours: '100' },
      { label: '2026', workload_hours: '999' },
      { label: '2030', workload_hours: '150' },
    ]);
    expect(totals(await importAll(importer, 'micro_credentials', text('', '999')))).toEqual([0, 0, 1, 0]);
  });

  test('the first one of an entry without any is 1', async () => {
    const text = 'title,provider,workload_hours,eqf_min,eqf_max\nUndated award,Academy,10,6,7\n';
    expect(totals(await importAll(importer, 'micro_credentials', text))).toEqual([1, 0, 0, 0]);
    expect(totals(await importAll(importer, 'micro_credentials', text))).toEqual([0, 0, 1, 0]);
    expect(
      await queryAsSuperuser(
        `SELECT v.label, v.eqf_max FROM micro_credential_version v JOIN micro_credential m ON m.id = v.micro_credential_id
          WHERE m.title = 'Undated award' AND v.steward_tenant_id = $1`,
        [institution.id],
      ),
    ).toEqual([{ label: '1', eqf_max: 7 }]);
  });

  test('a mistyped title is asked about before it makes a second entry; parts of a series are not', async () => {
    await importAll(
      importer,
      'micro_credentials',
      'title,provider,url\nFoundations of Sea Ice 1,Ice School,https://www.ice.example.test/one/\n',
    );
    const { batchId } = await check(
      importer,
      'micro_credentials',
      'title,provider,url\nFondations of Sea Ice 1,ICE School,\nFoundations of Sea Ice 2,Ice School,\nFondations of Sea Ice 1,Another School,\n' +
        'The first one about ice,Ice School,http://ice.example.test/ONE\n',
    );
    expect(await outcomes(importer, batchId)).toEqual([
      ['new', 'micro-credential/similar'],
      ['new', ''],
      ['new', ''],
      ['new', 'micro-credential/similar'],
    ]);
    // The form proposes the same.
    const proposed = async (title: string, provider: string, url = '') =>
      (await viewListingStart(importer, { title, provider, platform: '', url })).map((one) => one.title);
    expect(await proposed('Fondations of Sea Ice 1', 'ICE School')).toEqual(['Foundations of Sea Ice 1']);
    expect(await proposed('Foundations of Sea Ice 2', 'Ice School')).toEqual([]);
    expect(await proposed('Fondations of Sea Ice 1', 'Another School')).toEqual([]);
    expect(await proposed('The first one about ice', 'Ice School', 'http://ice.example.test/ONE')).toEqual([
      'Foundations of Sea Ice 1',
    ]);
    // A file that brings many is no correction of a few, wherever in it the row stands.
    const many = Array.from({ length: 1_000 }, (_, n) => `Sea ice of year ${n},Ice Archive ${n % 9},\n`).join(
      '',
    );
    const large = await check(
      importer,
      'micro_credentials',
      `title,provider,url\n${many}Fondations of Sea Ice 1,ICE School,\n`,
    );
    const { reasons } = await viewImport(importer, { batchId: large.batchId, outcome: null, page: 1 });
    expect([large.counts.new, reasons.map(({ code }) => code)]).toEqual([1_001, []]);
  });
});

test('an organization that is spelled nearly like another is pointed out before it becomes a second one', async () => {
  const head = 'title,provider,platform\n';
  await importAll(importer, 'micro_credentials', `${head}Near one,Nearby Academy,Nearby Platform\n`);
  const { batchId } = await check(
    importer,
    'micro_credentials',
    `${head}Near two,Nearby Acadmey,Nearby Platform\nNear three,Fresh Provider GmbH,\nNear four,Fresh Provider,\nNear five,Nearby Academy,\n`,
  );
  expect(await outcomes(importer, batchId)).toEqual([
    ['new', 'organization/near'],
    ['new', ''],
    ['new', 'organization/near'],
    ['new', ''],
  ]);
});
