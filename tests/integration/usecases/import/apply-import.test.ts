import { beforeAll, describe, expect, test } from 'vitest';
import type { ImportKind } from '@/lib/import/kind';
import { parseNotes } from '@/lib/import/note';
import type { Context } from '@/lib/usecases/context';
import { applyImport, startImport } from '@/lib/usecases/import/apply-import';
import { exportRejects, viewImport } from '@/lib/usecases/import/view-import';
import {
  aCourse,
  aMicroCredential,
  anInstitution,
  aPerson,
  type BuiltInstitution,
} from '@/tests/support/builders';
import { everything } from '@/lib/catalog/search-query';
import { searchCatalog } from '@/lib/usecases/catalog/search-catalog';
import { ctxOf } from '@/tests/support/ctx';
import { appConnection, inRolledBackTransaction, queryAsSuperuser } from '@/tests/support/db';
import { check, importAll, outcomes, totals, versionOf } from './import-files';

let institution: BuiltInstitution;
let other: BuiltInstitution;
let registrar: Context;
let evaluator: Context;

beforeAll(async () => {
  institution = await anInstitution();
  other = await anInstitution({ name: 'Other University' });
  registrar = ctxOf(await aPerson(institution, 'registrar'));
  evaluator = ctxOf(await aPerson(institution, 'evaluator'));
});

const stored = async (sql: string, ...values: unknown[]) =>
  queryAsSuperuser<Record<string, unknown>>(sql, values);

describe('courses', () => {
  const file = (title: string) =>
    `code,title,credits,department,department_name\nIMP-1,${title},6,INF,\nIMP-2,Second,7.50,NEW,New department\nIMP-3,Third,1 TO 4,,\n`;

  test('dry run saves nothing; applying adds; the same file again changes nothing; a changed row changes one', async () => {
    const asked = await check(registrar, 'courses', file('First'));
    expect(await outcomes(registrar, asked.batchId)).toEqual([
      ['new', ''],
      ['new', 'department/added'],
      ['rejected', 'amount/span'],
    ]);
    const handed = await check(registrar, 'courses', file('First'), { takeDoubtful: true });
    expect(totals(handed)).toEqual([3, 0, 0, 0]);
    expect(
      await stored("SELECT 1 FROM course WHERE tenant_id = $1 AND code LIKE 'IMP-%'", institution.id),
    ).toEqual([]);
    expect(await outcomes(registrar, handed.batchId)).toEqual([
      ['new', ''],
      ['new', 'department/added'],
      ['new', 'amount/span-open'],
    ]);

    expect(totals(await importAll(registrar, 'courses', file('First'), { takeDoubtful: true }))).toEqual([
      3, 0, 0, 0,
    ]);
    expect(
      await stored(
        "SELECT c.code, c.title, c.credits, d.code AS department, k.source FROM course_on('2026-11-25') c JOIN course k ON k.id = c.id LEFT JOIN department d ON d.id = c.department_id WHERE c.tenant_id = $1 AND c.code LIKE 'IMP-%' ORDER BY 1",
        institution.id,
      ),
    ).toEqual([
      { code: 'IMP-1', title: 'First', credits: '6', department: 'INF', source: 'Test file' },
      { code: 'IMP-2', title: 'Second', credits: '7.5', department: 'NEW', source: 'Test file' },
      { code: 'IMP-3', title: 'Third', credits: null, department: null, source: 'Test file' },
    ]);
    expect(totals(await importAll(registrar, 'courses', file('First'), { takeDoubtful: true }))).toEqual([
      0, 0, 3, 0,
    ]);
    expect(totals(await importAll(registrar, 'courses', file('Renamed'), { takeDoubtful: true }))).toEqual([
      0, 1, 2, 0,
    ]);
    expect(
      await stored(
        "SELECT c.title, k.row_version FROM course_on('2026-11-25') c JOIN course k ON k.id = c.id WHERE c.tenant_id = $1 AND c.code IN ('IMP-1', 'IMP-2') ORDER BY c.code",
        institution.id,
      ),
    ).toEqual([
      { title: 'Renamed', row_version: 2 },
      { title: 'Second', row_version: 1 },
    ]);
  });

  test('an empty cell leaves what is stored, and a course of the same code elsewhere is not touched', async () => {
    await aCourse(other, { code: 'SAME-1', title: 'Theirs', credits: '3' });
    await aCourse(institution, { code: 'SAME-1', title: 'Ours', credits: '6' });
    expect(totals(await importAll(registrar, 'courses', 'code,title,credits\nSAME-1,Ours anew,\n'))).toEqual([
      0, 1, 0, 0,
    ]);
    expect(
      await stored("SELECT title, credits FROM course_on('2026-11-25') WHERE code = 'SAME-1' ORDER BY title"),
    ).toEqual([
      { title: 'Ours anew', credits: '6' },
      { title: 'Theirs', credits: '3' },
    ]);
  });

  test('who may not add departments gets the row rejected', async () => {
    const handed = await check(evaluator, 'courses', 'code,title,department\nDEP-1,Course,NOWHERE\n');
    expect(await outcomes(evaluator, handed.batchId)).toEqual([['rejected', 'department/unknown']]);
  });

  test('descriptions are taken only when asked for, searched at once, and kept where a file says none', async () => {
    const text = (words: string) => `title,provider,description\nDescribed entry,Describer,${words}\n`;
    const described = async (words: string) =>
      (await searchCatalog(registrar, { ...everything, words })).results.map(({ title }) => title);
    await importAll(registrar, 'micro_credentials', text('Quokkas of Rottnest'));
    expect(await described('quokkas')).toEqual([]);
    const asked = { withText: true };
    const take = async (words: string) =>
      totals(await importAll(registrar, 'micro_credentials', text(words), asked));
    expect(await take('Quokkas of Rottnest')).toEqual([0, 1, 0, 0]);
    expect(await described('quokkas')).toEqual(['Described entry']);
    expect(await take('Quokkas of Rottnest')).toEqual([0, 0, 1, 0]);
    expect(await take('')).toEqual([0, 0, 1, 0]);
    const changed = await check(registrar, 'micro_credentials', text('Wombats'), asked);
    expect(await outcomes(registrar, changed.batchId)).toEqual([['changed', 'change/outcomes']]);
    expect(await take('Wombats')).toEqual([0, 1, 0, 0]);
    expect([await described('quokkas'), await described('wombats')]).toEqual([[], ['Described entry']]);
  });

  test('outcomes are taken only when asked for', async () => {
    const text = 'code,title,outcomes\nOUT-1,Course,Explain; Apply\n';
    await importAll(registrar, 'courses', text);
    expect(
      await stored(
        "SELECT 1 FROM course_outcome o JOIN course c ON c.id = o.course_id WHERE c.code = 'OUT-1'",
      ),
    ).toEqual([]);
    expect(totals(await importAll(registrar, 'courses', text, { withText: true }))).toEqual([0, 1, 0, 0]);
    expect(
      await stored(
        "SELECT o.position, o.text FROM course_outcome o JOIN course c ON c.id = o.course_id WHERE c.code = 'OUT-1' ORDER BY 1",
      ),
    ).toEqual([
      { position: 1, text: 'Explain' },
      { position: 2, text: 'Apply' },
    ]);
    expect(totals(await importAll(registrar, 'courses', text, { withText: true }))).toEqual([0, 0, 1, 0]);
  });
});

describe('rejected rows', () => {
  const file =
    'code,title,credits\nBAD-1,Good,6\nBAD-2,,6\nBAD-3,Amount,six\nBAD-4,=HYPERLINK("x"),6\nBAD-1,Something else,3\nBAD-1,Good,6\n';

  test('each with its reason; all or nothing refuses the file, leaving out imports the rest', async () => {
    const handed = await check(registrar, 'courses', file);
    expect(await outcomes(registrar, handed.batchId)).toEqual([
      ['new', ''],
      ['rejected', 'cell/missing'],
      ['rejected', 'amount/bad'],
      ['rejected', 'cell/formula'],
      ['rejected', 'row/contradicts'],
      ['unchanged', 'row/repeats'],
    ]);
    const expectedVersion = await versionOf(registrar, handed.batchId);
    await expect(
      startImport(registrar, { batchId: handed.batchId, onBadRows: 'stop', expectedVersion }),
    ).rejects.toMatchObject({ code: 'rule_violation', reason: 'import/bad-rows' });
    expect(await stored("SELECT 1 FROM course WHERE code = 'BAD-1'")).toEqual([]);
    await startImport(registrar, { batchId: handed.batchId, onBadRows: 'skip', expectedVersion });
    expect(totals({ counts: await applyImport(registrar, { batchId: handed.batchId }) })).toEqual([
      1, 0, 1, 4,
    ]);
    expect(await stored("SELECT title FROM course WHERE code LIKE 'BAD-%'")).toEqual([{ title: 'Good' }]);
  });

  test('are all handed out again', async () => {
    const { batchId } = await check(
      registrar,
      'courses',
      `code,title\n${Array.from({ length: 2_500 }, (_, i) => `R-${i},\n`).join('')}`,
    );
    let count = 0;
    for await (const rows of await exportRejects(registrar, { batchId })) count += rows.length;
    expect(count).toBe(2_500);
  });

  test('a row that became bad since the check stops the whole file, with the reason kept', async () => {
    const handed = await check(
      registrar,
      'recommendations',
      `title,provider,recommender,source_url\n${(await listed()).title},Example Provider,Council,https://example.test/a\n`,
    );
    await queryAsSuperuser(
      "UPDATE micro_credential SET natural_key = natural_key || 'x' WHERE natural_key LIKE 'certificate||%'",
    );
    await startImport(registrar, {
      batchId: handed.batchId,
      onBadRows: 'stop',
      expectedVersion: await versionOf(registrar, handed.batchId),
    });
    await expect(applyImport(registrar, { batchId: handed.batchId })).rejects.toMatchObject({
      reason: 'import/bad-rows',
    });
    const { batch } = await viewImport(registrar, { batchId: handed.batchId, outcome: null, page: 1 });
    expect([batch.status, batch.counts.problem]).toEqual(['checked', 'import/bad-rows']);
  });
});

/** A micro-credential under its real natural key. */
async function listed(): Promise<{ title: string }> {
  const made = await aMicroCredential(institution);
  await queryAsSuperuser('UPDATE micro_credential SET natural_key = $1 WHERE id = $2', [
    `certificate||example provider|${made.title.toLowerCase()}`,
    made.id,
  ]);
  return made;
}

describe('micro-credentials', () => {
  const file = (subject: string) =>
    `title,provider,platform,subject,skills,version,eqf_min,effort\nNordic Lighthouse Keeping,Sea School,Platform,${subject},Lamps; Fog,2026,5,4 hours\nNordic lighthouse keeping 2,Sea School,Platform,,,,,\n`;

  test('dry run, apply, again, change; the search finds what was imported without further work', async () => {
    expect(totals(await check(evaluator, 'micro_credentials', file('Seafaring')))).toEqual([2, 0, 0, 0]);
    await importAll(evaluator, 'micro_credentials', file('Seafaring'));
    expect(totals(await importAll(evaluator, 'micro_credentials', file('Seafaring')))).toEqual([0, 0, 2, 0]);
    expect(totals(await importAll(evaluator, 'micro_credentials', file('Navigation')))).toEqual([0, 1, 1, 0]);
    const { results } = await searchCatalog(evaluator, { ...everything, words: 'lighthouse navigation' });
    const found = await stored(
      `SELECT slug, subject, steward_tenant_id AS steward, skills FROM micro_credential WHERE slug = '${results[0]?.slug}'`,
    );
    expect(found).toEqual([
      {
        slug: 'nordic-lighthouse-keeping-sea-school',
        subject: 'Navigation',
        steward: institution.id,
        skills: ['Lamps', 'Fog'],
      },
    ]);
    expect(
      await stored(
        "SELECT label, eqf_min, eqf_max, effort FROM micro_credential_version v JOIN micro_credential m ON m.id = v.micro_credential_id WHERE m.slug = 'nordic-lighthouse-keeping-sea-school'",
      ),
    ).toEqual([{ label: '2026', eqf_min: 5, eqf_max: 5, effort: '4 hours' }]);
  });

  test('a row about an earlier version is compared with that one, and changes that one alone', async () => {
    const about = (version: string, effort: string, outcome: string) =>
      importAll(
        evaluator,
        'micro_credentials',
        `title,provider,version,valid_from,effort,outcomes\nTwice revised,Sea School,${version},${version}-01-01,${effort},${outcome}\n`,
        { withText: true },
      );
    await about('2025', '9 hours', 'New ropes');
    await about('2024', '5 hours', 'Old ropes');
    expect(totals(await about('2024', '5 hours', 'Old ropes'))).toEqual([0, 0, 1, 0]);
    expect(totals(await about('2024', '6 hours', 'Old ropes'))).toEqual([0, 1, 0, 0]);
    expect(
      await stored(
        `SELECT v.label, v.effort, array_agg(o.text) AS outcomes
           FROM micro_credential_version v JOIN micro_credential m ON m.id = v.micro_credential_id LEFT JOIN learning_outcome o ON o.version_id = v.id
          WHERE m.title = 'Twice revised' GROUP BY v.label, v.effort ORDER BY 1`,
      ),
    ).toEqual([
      { label: '2024', effort: '6 hours', outcomes: ['Old ropes'] },
      { label: '2025', effort: '9 hours', outcomes: ['New ropes'] },
    ]);
  });

  test('what another institution has listed stays as it is, and says who keeps it', async () => {
    const theirs = ctxOf(await aPerson(other, 'catalog_editor'));
    await importAll(theirs, 'micro_credentials', 'title,provider,subject\nShared thing,Somebody,Theirs\n');
    const mine = await importAll(
      evaluator,
      'micro_credentials',
      'title,provider,subject\nSHARED  thing,somebody,Mine\n',
    );
    expect(totals(mine)).toEqual([0, 0, 1, 0]);
    expect(
      (await viewImport(evaluator, { batchId: mine.batchId, outcome: null, page: 1 })).rows.rows[0]?.reason,
    ).toBe('shared/other-steward?steward=Other+University');
    expect(
      await stored(
        "SELECT title, subject FROM micro_credential WHERE natural_key = 'certificate||somebody|shared thing'",
      ),
    ).toEqual([{ title: 'Shared thing', subject: 'Theirs' }]);
  });

  test('two of the same address word get different ones', async () => {
    await importAll(
      evaluator,
      'micro_credentials',
      'title,provider\nCafé & Bar,X\nCafe and bar,X\n数据,提供者\n',
    );
    const slugs = await stored(
      "SELECT slug FROM micro_credential WHERE slug LIKE 'cafe-and-bar-x%' OR slug LIKE 'm-%' ORDER BY 1",
    );
    expect(slugs.map(({ slug }) => slug)).toEqual([
      'cafe-and-bar-x',
      expect.stringMatching(/^cafe-and-bar-x-[0-9a-f]{8}$/),
      expect.stringMatching(/^m-[0-9a-f]{8}$/),
    ]);
  });
});

describe('programs and recommendations', () => {
  test('programs', async () => {
    const file = (total: string) =>
      `code,title,total_credits,limits\nP-1,Program,${total},"[{""id"":""cap"",""type"":""max"",""scope"":{""all"":true},""amount"":""30""}]"\n`;
    expect(totals(await importAll(registrar, 'programs', file('180')))).toEqual([1, 0, 0, 0]);
    expect(totals(await importAll(registrar, 'programs', file('180')))).toEqual([0, 0, 1, 0]);
    expect(totals(await importAll(registrar, 'programs', file('240')))).toEqual([0, 1, 0, 0]);
    const bad = await check(
      registrar,
      'programs',
      'code,title,total_credits,limits\nP-2,Program,180,"[{""type"":""max""}]"\n',
    );
    expect(await outcomes(registrar, bad.batchId)).toEqual([['rejected', 'limits/bad']]);
  });

  test('recommendations need their micro-credential in the catalog, and stay advice', async () => {
    await importAll(registrar, 'micro_credentials', 'title,provider\nAdvised,Somebody\n');
    const file = (amount: string) =>
      `title,provider,recommender,amount,unit,subjects,source_url\nAdvised,Somebody,Council,${amount},ECTS,Statistics; Informatics,https://example.test/advice\n`;
    expect(totals(await importAll(registrar, 'recommendations', file('4')))).toEqual([1, 0, 0, 0]);
    expect(totals(await importAll(registrar, 'recommendations', file('4')))).toEqual([0, 0, 1, 0]);
    expect(totals(await importAll(registrar, 'recommendations', file('5')))).toEqual([0, 1, 0, 0]);
    expect(
      await stored(
        "SELECT amount, unit, subjects, confidence FROM recommendation WHERE recommender = 'Council' AND source_url LIKE '%advice'",
      ),
    ).toEqual([{ amount: '5', unit: 'ECTS', subjects: ['Statistics', 'Informatics'], confidence: 'medium' }]);
    const missing = await check(
      registrar,
      'recommendations',
      'title,provider,recommender,amount,source_url\nUnknown,Somebody,Council,,https://example.test/b\nAdvised,Somebody,Council,4,https://example.test/c\n',
    );
    expect(await outcomes(registrar, missing.batchId)).toEqual([
      ['rejected', 'recommendation/not-listed'],
      ['rejected', 'unit/missing'],
    ]);
  });
});

describe('a changed row says what it changes, before and after', () => {
  test.each<[ImportKind, string, string, string, string[]]>([
    [
      'courses',
      'code,title,credits,level,kind',
      'DIFF-1,First,3,LD,course',
      'diff 1,Second,2,,elective',
      ['title: First -> Second', 'credits: 3 -> 2', 'kind: course -> elective'],
    ],
    ['courses', 'code,title,outcomes', 'DIFF-2,Same,One', 'DIFF-2,Same,Other', ['change/outcomes']],
    [
      'programs',
      'code,title,total_credits',
      'DIFF,Program,121',
      'DIFF,Program,130',
      ['totalCredits: 121 -> 130'],
    ],
    [
      'micro_credentials',
      'title,provider,subject,version,eqf_min,effort',
      'Differing,Somebody,Maths,,5,4 h a week',
      'Differing,Somebody,Statistics,,,5 h a week',
      ['subject: Maths -> Statistics', 'effort: 4 h a week -> 5 h a week'],
    ],
    [
      'recommendations',
      'title,provider,recommender,amount,unit,source_url',
      'Differing,Somebody,Differing Council,4,ECTS,https://example.test/a',
      'Differing,Somebody,Differing Council,5,ECTS,https://example.test/a',
      ['amount: 4 -> 5'],
    ],
    [
      'equivalencies',
      'institution,courses,targets,public_note',
      'Differing College,D 1,DIFF-1 (3),',
      'Differing College,D 1,DIFF-1 (2),Less',
      ['granted: DIFF-1 (3) -> DIFF-1 (2)', 'publicNote:  -> Less'],
    ],
  ])('%s: %s', async (kind, header, before, after, expected) => {
    const file = (row: string) => `${header}\n${row}\n`;
    await importAll(registrar, kind, file(before), { withText: true });
    const next = await check(registrar, kind, file(after).replace(/,$/, ''), { withText: true });
    expect(totals(next)).toEqual([0, 1, 0, 0]);
    const { rows } = await viewImport(registrar, { batchId: next.batchId, outcome: null, page: 1 });
    const told = parseNotes(rows.rows[0]?.reason ?? '').flatMap(({ code, values }) =>
      code === 'change/cell' ? [`${values['field']}: ${values['before']} -> ${values['after']}`] : [code],
    );
    expect(told.filter((one) => one !== 'rule/replaces-unpublished').sort()).toEqual([...expected].sort());
  });

  test('a reason that holds for many says whether it is about the same thing each time', async () => {
    const reasons = async (targets: readonly string[]) => {
      const rows = targets.map((target, index) => `Elsewhere College,X ${index},${target}`).join('\n');
      const { batchId } = await check(registrar, 'equivalencies', `institution,courses,targets\n${rows}\n`);
      return (await viewImport(registrar, { batchId, outcome: null, page: 1 })).reasons;
    };
    expect(await reasons(['NO-1', 'NO-2'])).toMatchObject([
      { code: 'targets/unknown', count: 2, isVaried: true },
    ]);
    expect(await reasons(['NO-1', 'NO-1'])).toMatchObject([
      { code: 'targets/unknown', count: 2, isVaried: false },
    ]);
  });
});

describe('who, when and what is kept', () => {
  test('an import is no way around the permissions of single entries', async () => {
    const editor = ctxOf(await aPerson(institution, 'catalog_editor'));
    await expect(check(editor, 'courses', 'code,title\nX-1,Y\n')).rejects.toMatchObject({
      code: 'forbidden',
      reason: 'access/role-missing',
    });
    const auditor = ctxOf(await aPerson(institution, 'auditor'));
    await expect(check(auditor, 'micro_credentials', 'title,provider\nX,Y\n')).rejects.toMatchObject({
      code: 'forbidden',
    });
    const stranger = ctxOf(await aPerson(other, 'registrar'));
    const { batchId } = await check(registrar, 'courses', 'code,title\nX-1,Y\n');
    await expect(viewImport(stranger, { batchId, outcome: null, page: 1 })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(
      startImport(stranger, { batchId, onBadRows: 'skip', expectedVersion: 1 }),
    ).rejects.toMatchObject({ code: 'not_found' });
  });

  test('one audit entry an application, with the counts; a second start is refused', async () => {
    const { batchId } = await importAll(registrar, 'courses', 'code,title\nAUD-1,Y\n');
    expect(
      await stored('SELECT action, summary FROM audit_event WHERE object_id = $1 ORDER BY seq', batchId),
    ).toEqual([
      { action: 'import.check', summary: 'courses' },
      { action: 'import.apply', summary: 'courses: 1 new, 0 changed, 0 unchanged, 0 rejected' },
    ]);
    await expect(
      startImport(registrar, {
        batchId,
        onBadRows: 'stop',
        expectedVersion: await versionOf(registrar, batchId),
      }),
    ).rejects.toMatchObject({ code: 'invalid_transition', reason: 'import/other-state' });
    await expect(
      startImport(registrar, { batchId, onBadRows: 'stop', expectedVersion: 1 }),
    ).rejects.toMatchObject({ code: 'conflict' });
  });

  test.each([
    ['file/columns-missing?columns=title&header=code&row=A', 'code\nA\n'],
    ['file/no-rows', 'code,title\n'],
    ['file/one-line', 'Kurs;Titel\n'],
    ['file/pdf', '%PDF-1.7\n%\u00e2\u00e3\n1 0 obj, a\n<< /Length 2 >>, b\n'],
  ])('a file that cannot be read is refused as a whole: %s', async (problem, content) => {
    await expect(check(registrar, 'courses', content)).rejects.toMatchObject({ code: 'invalid_input' });
    const [row] = await stored(
      "SELECT status FROM import_batch WHERE tenant_id = $1 AND counts->>'problem' = $2",
      institution.id,
      problem,
    );
    expect(row?.['status']).toBe('refused');
  });

  test('NUL bytes and bytes that are no UTF-8 are row errors, and the database never sees them', async () => {
    const content = Buffer.concat([
      Buffer.from('code,title\nN-1,a\u0000b\nN-2,Über Caf'),
      Buffer.from([0xe9, 0x0a]),
      Buffer.from('N-3,Fine\n'),
    ]);
    const handed = await check(registrar, 'courses', content);
    expect(await outcomes(registrar, handed.batchId)).toEqual([
      ['rejected', 'cell/control'],
      ['rejected', 'cell/encoding'],
      ['new', ''],
    ]);
  });
});

describe('one at a time', () => {
  /** Holds the lock that somebody at work on that holds, and lets it go. */
  const whileHeld = (space: number, what: string, work: () => Promise<unknown>) => {
    return inRolledBackTransaction(appConnection, async (client) => {
      await client.query('select pg_advisory_xact_lock($1::int4, hashtext($2))', [space, what]);
      return work().then(
        () => 'done',
        ({ code, reason }: { code: string; reason: string }) => [code, reason],
      );
    });
  };

  test('a file that is being worked on, or another of the institution that is being applied, is not applied beside it', async () => {
    const started = async (code: string) => {
      const { batchId } = await check(registrar, 'courses', `code,title,credits\n${code},One,3\n`);
      const expectedVersion = await versionOf(registrar, batchId);
      await startImport(registrar, { batchId, onBadRows: 'stop', expectedVersion });
      return batchId;
    };
    const [one, second, third] = [await started('ONE-1'), await started('ONE-2'), await started('ONE-3')];
    const apply = (batchId: string) => () => applyImport(registrar, { batchId });
    expect(await whileHeld(7_301, one, apply(one))).toEqual(['conflict', 'import/under-way']);
    expect(await whileHeld(7_302, institution.id, apply(second))).toEqual([
      'conflict',
      'import/other-under-way',
    ]);
    expect(await whileHeld(7_302, other.id, apply(third))).toBe('done');
  });
});
