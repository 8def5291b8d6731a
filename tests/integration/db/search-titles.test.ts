import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseEstimateQuery } from '@/lib/catalog/estimate-query';
import { parseSearchQuery } from '@/lib/catalog/search-query';
import { openDatabase } from '@/lib/db/client';
import { listRulesOf } from '@/lib/db/public-rules';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { list } from '@/lib/db/rule-list';
import { withTenant } from '@/lib/db/tx';
import { env } from '@/lib/env';
import { parseCivilDate } from '@/lib/kernel/civil-date';
import { estimateCredit } from '@/lib/usecases/catalog/estimate-credit';
import { findEntries, noInstitution } from '@/lib/usecases/catalog/find-entries';
import { CourseSearch, listCourses, listPrograms } from '@/lib/usecases/institution/list-curriculum';
import { listCertificates } from '@/lib/usecases/listing/list-certificates';
import { listPeople, PersonSearch } from '@/lib/usecases/person/list-people';
import { naturalKeyOf } from '@/lib/micro-credential/natural-key';
import { listed } from '@/prisma/seed/data/listed';
import { listMappableCertificates } from '@/lib/usecases/rule/view-mapping-start';
import { aPerson } from '@/tests/support/builders';
import {
  aCourse,
  aMicroCredential,
  anInstitution,
  aProgram,
  aRuleVersion,
  earns,
} from '@/tests/support/builders/catalog';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';

const database = openDatabase({ app: env().APP_DATABASE_URL, public: env().PUBLIC_DATABASE_URL });
afterAll(() => database.close());
const today = parseCivilDate('2026-11-25');
let steward = '';
let other = '';

/** The titles that a search finds, as the address of the catalog reads it. */
async function found(words: string, size = 20): Promise<string[]> {
  const { query } = parseSearchQuery({ q: words });
  const { rows } = await findEntries(await ctxOf().catalog.upToDate(ctxOf().now), query, noInstitution, {
    offset: 0,
    size,
    isCounting: false,
  });
  return rows.map(({ found: { title } }) => title);
}

async function enter(titles: readonly string[]): Promise<void> {
  await queryAsSuperuser(
    `INSERT INTO micro_credential (steward_tenant_id, slug, natural_key, title, provider, source)
     SELECT $1, 't-' || md5(title), 'course||' || title, title, 'Example U', 'test' FROM unnest($2::text[]) title`,
    [steward, titles],
  );
}

/** Vowel points, fillers, blanks of a script and numbers in circles are signs: a title of nothing else has no word. */
const isReadable = (title: string) =>
  /[\p{Lu}\p{Ll}\p{Lt}\p{Lo}\p{Nd}\p{Nl}]/u.test(
    title.normalize('NFKD').replace(/[\u115f\u1160\u3164\uffa0\u{13441}\u{13442}]/gu, ''),
  );

const written = [
  'Python for Everybody',
  "EX50's Introduction to Examples",
  "L'économie d'aujourd'hui",
  'إدارة الأعمال الدولية',
  '데이터 과학 입문',
  'データ入門',
  'डेटा विज्ञान का परिचय',
  'วิทยาศาสตร์ข้อมูลเบื้องต้น',
  'Введение в линейный анализ',
  'Основи економіки України',
  'Azure™ for R&D: “Ｄata” & UX/UI — straße, Łódź (ﬁnal)',
  'مقدمة في البرمجة من Example',
  "Комп'ютерні мережі",
];

beforeAll(async () => {
  steward = await anInstitution('reader');
  other = await anInstitution('other');
  await enter([...new Set(listed.map(({ title }) => title)), ...written]);
}, 60_000);

describe('every title, pasted whole, finds its own entry among the first', () => {
  test.each(written)('%s', async (title) => {
    expect((await found(title)).slice(0, 3)).toContain(title);
  });

  test('every title of the demonstration', { timeout: 120_000 }, async () => {
    const lost: string[] = [];
    for (const title of new Set(listed.map((one) => one.title)))
      if (!(await found(title)).slice(0, 3).includes(title)) lost.push(title);
    expect(lost).toEqual([]);
  });

  test('any text with a letter or a digit in it', { timeout: 120_000 }, async () => {
    const letters = fc.oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }),
      fc
        .array(
          fc.constantFrom(
            'Data',
            'C++',
            'C#',
            '.NET',
            "L'été",
            'R&D',
            '入門',
            '데이터',
            'डेटा',
            'É',
            'IT-101',
            '’s',
            '  ',
            '-',
            '.',
          ),
          {
            minLength: 1,
            maxLength: 9,
          },
        )
        .map((parts) => parts.join('')),
    );
    const seed = Math.floor(Math.random() * 2 ** 31);
    console.info(`SEARCH_SEED=${seed}`);
    const titles = [...new Set(fc.sample(letters, { seed, numRuns: 400 }))].filter(
      (title) => isReadable(title) && !/\0|\p{Cs}/u.test(title),
    );
    const fresh = titles.filter((title) => !written.includes(title));
    await enter(fresh);
    const lost: string[] = [];
    for (const title of fresh) if (!(await found(title, 400)).includes(title)) lost.push(title);
    expect(lost).toEqual([]);
  });
});

describe('a code is one code, however it is written', () => {
  const titles = ['Cloud practitioner (QZX-Y01)', 'Data engineer DP-203', 'Network course NET 204'];
  beforeAll(() => enter([...titles, 'Cloud practitioner, other', 'Qzx, why 01 apart']));

  test.each([
    ['QZXY01', titles[0]],
    ['qzx-y01', titles[0]],
    ['QZX-Y01', titles[0]],
    ['qzx.y01', titles[0]],
    ['QZXY0', titles[0]],
    ['dp203', titles[1]],
    ['DP 203', titles[1]],
    ['net204', titles[2]],
    ['NET-204', titles[2]],
  ])('%s', async (words, title) => {
    expect(await found(words)).toEqual([title]);
  });
});

describe('signs mean themselves', () => {
  beforeAll(() =>
    enter([
      'Programming in C',
      'Programming in C++',
      'Programming in C#',
      'Net Present Value',
      'Building .NET services',
      'Security fundamentals',
      'Security+ exam',
      'AP® Biology',
    ]),
  );

  test.each([
    ['C++', /C\+\+/],
    ['c#', /C#/],
    ['.NET', /\.NET/],
    ['security+', /Security\+/],
  ])('%s finds only what has it, titles first', async (words, sign) => {
    const titles = await found(words);
    expect(titles.length).toBeGreaterThan(0);
    expect(titles.filter((title) => !sign.test(title))).toEqual([]);
  });

  test('a word without its sign still finds both, and one letter is not another with a sign', async () => {
    expect(await found('security fundamentals')).toContain('Security fundamentals');
    expect(await found('security', 200)).toEqual(
      expect.arrayContaining(['Security+ exam', 'Security fundamentals']),
    );
    const c = await found('programming in c', 200);
    expect(c[0]).toBe('Programming in C');
    // One letter typed last may be the beginning of more; what has it as a word comes first.
    expect((await found('c programming', 200)).filter((title) => /c(\+\+|#)/i.test(title))).toEqual([]);
    expect(await found('AP®')).toContain('AP® Biology');
    expect(await found('ap biology')).toContain('AP® Biology');
  });
});

describe('one word in several forms', () => {
  beforeAll(async () => {
    await enter([
      'Cybersecurity for all',
      'Cyber Security basics',
      'E-Learning design',
      'CS101 Elearning tools',
      'Women’s health',
    ]);
    await queryAsSuperuser(
      `INSERT INTO micro_credential (steward_tenant_id, slug, natural_key, kind, title, provider, source)
       VALUES ($1, 'acct', $2, 'external_course', 'Principles of Accounting', 'Example College', 'test')`,
      [
        steward,
        naturalKeyOf({ kind: 'external_course', title: '', provider: 'Example College', code: 'ACCT 2301' }),
      ],
    );
  });

  test.each(['ACCT2301', 'acct-2301', 'ACCT 2301', 'acct.2301', 'Acct 2301 principles', 'acct23'])(
    'a course code: %s',
    async (words) => {
      expect(await found(words)).toEqual(['Principles of Accounting']);
    },
  );

  test.each(['CS 101', 'cs-101', 'cs101'])('a code in a title: %s', async (words) => {
    expect(await found(words)).toEqual(['CS101 Elearning tools']);
  });

  test.each(['cyber security', 'cybersecurity', 'cyber-security', 'cyber secur'])(
    'a compound: %s',
    async (words) => {
      expect(await found(words, 100)).toEqual(
        expect.arrayContaining(['Cybersecurity for all', 'Cyber Security basics']),
      );
    },
  );

  test.each(['e-learning', 'elearning', 'e learning'])('a hyphen: %s', async (words) => {
    expect(await found(words)).toEqual(
      expect.arrayContaining(['E-Learning design', 'CS101 Elearning tools']),
    );
  });

  test.each(['women’s health', "women's health", 'womens health', 'women health'])(
    'a possessive: %s',
    async (words) => {
      expect(await found(words)).toContain('Women’s health');
    },
  );

  test.each([
    ['pуthоn for еvеrybody', 'Python for Everybody'],
    ['py\u200bthon f\u202eor everybody', 'Python for Everybody'],
    ['データ', 'データ入門'],
    ['入門', 'データ入門'],
    ['ﾃﾞｰﾀ', 'データ入門'],
    ['과학', '데이터 과학 입문'],
    ['데이터과학', '데이터 과학 입문'],
    ['ข้อมูล', 'วิทยาศาสตร์ข้อมูลเบื้องต้น'],
    ['विज्ञान', 'डेटा विज्ञान का परिचय'],
    ['ادارة الاعمال', 'إدارة الأعمال الدولية'],
    ['economie', "L'économie d'aujourd'hui"],
    ['компютерні', "Комп'ютерні мережі"],
    ['strasse lodz', 'Azure™ for R&D: “Ｄata” & UX/UI — straße, Łódź (ﬁnal)'],
    ['azure r & d', 'Azure™ for R&D: “Ｄata” & UX/UI — straße, Łódź (ﬁnal)'],
  ])('a part of a title: %s', async (words, title) => {
    expect(await found(words, 400)).toContain(title);
  });

  test('words that say little decide the order, not what is found', async () => {
    await enter(['Google IT Helpdesk']);
    expect((await found('google it helpdesk'))[0]).toBe('Google IT Helpdesk');
    const titles = await found('google it', 200);
    expect(titles.slice(0, 3)).toContain('Google IT Helpdesk');
    expect(titles.length).toBeGreaterThan(10);
  });

  test('the exact title comes before titles that have more', async () => {
    await enter(['Zoology', 'A Zoology primer']);
    expect((await found('zoology')).slice(0, 2)).toEqual(['Zoology', 'A Zoology primer']);
  });
});

describe('the same reading wherever staff and students search', () => {
  beforeAll(async () => {
    const own = await aMicroCredential(steward, {
      title: "QX50's Introduction to Testing",
      provider: 'Example U',
    });
    await aRuleVersion({
      tenantId: other,
      code: 'R-QX',
      definition: earns(own.id, 'MATH 210', '6'),
      names: [own.id],
    });
  });

  const asStaff = async (words: string) => ({
    certificates: (
      await listMappableCertificates(ctxOf(await aPerson({ id: other }, 'evaluator')), words, 1)
    ).rows.map(({ title }) => title),
    rules: await withTenant(database, { tenantId: other }, async (tx) =>
      (await list(tx, { words, today: '2026-11-25' as CivilDate })).rows.map(({ ruleCode }) => ruleCode),
    ),
  });

  test.each(["QX50's Introduction to Testing", 'qx50', 'qx-50 introduction', 'the testing of introductions'])(
    '%s',
    async (words) => {
      const { certificates, rules } = await asStaff(words);
      expect(certificates[0]).toBe("QX50's Introduction to Testing");
      expect(rules).toEqual(['R-QX']);
      expect((await listRulesOf(database, other, words, today, 1, 20)).rows.map(({ code }) => code)).toEqual([
        'R-QX',
      ]);
    },
  );

  test.each(['MATH 210', 'math-210', 'MATH210', 'R-QX', 'rqx'])(
    'a rule by the code of its course or its own: %s',
    async (words) => {
      expect((await asStaff(words)).rules).toEqual(['R-QX']);
      expect((await listRulesOf(database, other, words, today, 1, 20)).rows.map(({ code }) => code)).toEqual([
        'R-QX',
      ]);
    },
  );
});

/** The same words as somebody else types or pastes them. */
const disguises: Record<string, (title: string) => string> = {
  'in capitals': (title) => title.toUpperCase(),
  'without accents': (title) =>
    title
      .normalize('NFD')
      .replace(/[\u0300-\u036f]/g, '')
      .normalize('NFC'),
  'with accents apart': (title) => title.normalize('NFD'),
  'in full width': (title) =>
    title.replace(/[A-Za-z0-9]/g, (letter) => String.fromCodePoint(letter.charCodeAt(0) + 0xfee0)),
  'with other apostrophes': (title) => title.replace(/[\'’]/g, '`'),
  'with other hyphens': (title) => title.replaceAll('-', '\u2011'),
  'with blanks that nobody sees': (title) => title.replaceAll(' ', '\u00a0\u200b'),
  'with the words turned round': (title) => title.split(' ').reverse().join(' '),
};

describe('one reading for every road that looks for words', () => {
  const kept = [
    'Économie d’entreprise',
    'Cyber-Security for R&D',
    'Straßenbau in Łódź',
    'データ入門',
    "Women's Health",
  ];
  let registrar: Awaited<ReturnType<typeof aPerson>>;
  beforeAll(async () => {
    registrar = await aPerson({ id: other }, 'administrator', 'evaluator');
    await enter(kept.filter((title) => !written.includes(title)));
    for (const [at, title] of kept.entries()) {
      const [own] = await queryAsSuperuser<{ id: string }>(
        'SELECT id FROM micro_credential WHERE title = $1',
        [title],
      );
      if (!own) throw new Error('It was not entered.');
      await aRuleVersion({
        tenantId: other,
        code: `R-K${at}`,
        definition: earns(own.id, 'MATH 210', '6'),
        names: [own.id],
      });
      await queryAsSuperuser('UPDATE equivalency_rule SET title = $2 WHERE tenant_id = $1 AND code = $3', [
        other,
        title,
        `R-K${at}`,
      ]);
      await aCourse(other, `KEPT ${at}`, '6', title);
      await aProgram(other, `P-${at}`, [], '180', title);
      await queryAsSuperuser('INSERT INTO person (tenant_id, name, email) VALUES ($1, $2, $3)', [
        other,
        title,
        `kept${at}@example.test`,
      ]);
    }
  });

  /** What each of the roads finds for the words, by its titles. */
  const roads = async (words: string): Promise<Record<string, readonly string[]>> => {
    const as = ctxOf(registrar);
    const estimate = parseEstimateQuery({ q: words }).query;
    const rules = async () =>
      withTenant(database, { tenantId: other }, async (tx) =>
        (await list(tx, { words, today: '2026-11-25' as CivilDate })).rows.map(({ title }) => title),
      );
    return {
      public: await found(words, 400),
      estimate: (await estimateCredit(ctxOf(), estimate)).matches.map(({ title }) => title),
      mapping: (await listMappableCertificates(as, words, 1)).rows.map(({ title }) => title),
      certificates: (await listCertificates(as, { show: 'others', words, page: 1 })).entries.map(
        ({ title }) => title,
      ),
      rules: await rules(),
      publicRules: (await listRulesOf(database, other, words, today, 1, 20)).rows.map(({ title }) => title),
      courses: (await listCourses(as, CourseSearch.parse({ words }))).rows.map(({ title }) => title),
      programs: (await listPrograms(as, { words })).programs.map(({ title }) => title),
      people: (await listPeople(as, PersonSearch.parse({ words }))).rows.map(({ name }) => name),
    };
  };

  test('whatever the words look like, all of them find what is called so', { timeout: 120_000 }, async () => {
    const lost: string[] = [];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...kept),
        fc.uniqueArray(fc.constantFrom(...Object.keys(disguises)), { maxLength: 3 }),
        async (title, chosen) => {
          const words = chosen.reduce((text, name) => disguises[name]?.(text) ?? text, title);
          for (const [road, titles] of Object.entries(await roads(words)))
            if (!titles.includes(title)) lost.push(`${road}: ${title} as ${words} (${chosen.join(', ')})`);
        },
      ),
      { numRuns: 40 },
    );
    expect([...new Set(lost)].sort()).toEqual([]);
  });
});
