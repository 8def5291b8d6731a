import { AmountText } from '@/lib/amount/amount-text';
import { formatRational, parseRational } from '@/lib/amount/rational';
import { returnPath } from '@/lib/auth/return-path';
import { parseCursor, writeCursor } from '@/lib/catalog/cursor';
import { estimateHref, parseEstimateQuery } from '@/lib/catalog/estimate-query';
import { parseSearchQuery } from '@/lib/catalog/search-query';
import { maxText } from '@/lib/catalog/search-words';
import { parametersOf } from '@/lib/catalog/url-parameters';
import { parseViewParameters } from '@/lib/catalog/view-parameters';
import { canonicalCase } from '@/lib/credit/canonical';
import { evaluate } from '@/lib/credit/evaluate';
import { parseCreditCase } from '@/lib/credit/parse-case';
import { parseCourseRow } from '@/lib/import/course-row';
import { parseProgramRow } from '@/lib/import/program-row';
import { csvLine } from '@/lib/export/csv-cell';
import { parseEquivalencyRow } from '@/lib/import/equivalency-row';
import { adapters } from '@/lib/import/formats';
import { parseMicroCredentialRow } from '@/lib/import/micro-credential-row';
import { encodeNotes, parseNotes } from '@/lib/import/note';
import { parseRecommendationRow } from '@/lib/import/recommendation-row';
import { ReviewPolicy } from '@/lib/institution/policy-version';
import { addMonths, isCivilDate, parseCivilDate } from '@/lib/kernel/civil-date';
import { Mailbox } from '@/lib/kernel/mailbox';
import { formInput } from '@/lib/next/form-input';
import { chooseLocale } from '@/lib/next/locale';
import { judgeHead } from '@/lib/next/request-guard';
import { cleanHeaders, isReserved } from '@/lib/next/trusted-headers';
import { judgeFile } from '@/lib/rule/evidence-file';
import { parseRuleQuery } from '@/lib/rule/list-query';
import { DefinitionFromForm } from '@/lib/rule/rule-form';
import { DefinitionFields } from '@/lib/rule/form-fields';
import { RuleDefinition } from '@/lib/rule/rule-version';
import { below, type Chance, mutatedText, mutatedValue, nasty, oneOf } from './mutate';
import type { Target } from './hunt';
import cases from '../../fixtures/credit-cases.json';

const creditCases: readonly unknown[] = cases.cases;
const rules = cases.cases.flatMap(({ rules: found }) => found as unknown[]);

/** Wrong answers are errors of their own; a Refusal is an answer. */
class WrongAnswer extends Error {}
function must(holds: boolean, what: string): void {
  if (!holds) throw new WrongAnswer(what);
}

function target<Input>(
  name: string,
  weight: number,
  input: (chance: Chance) => Input,
  run: (input: Input) => boolean,
): Target {
  return { name, weight, input, run: run as (input: unknown) => boolean };
}

function text(
  name: string,
  weight: number,
  corpus: readonly string[],
  run: (input: string) => boolean,
): Target {
  return target(name, weight, (chance) => mutatedText(chance, corpus), run);
}

function value(
  name: string,
  weight: number,
  corpus: readonly unknown[],
  run: (input: unknown) => boolean,
): Target {
  return target(name, weight, (chance) => mutatedValue(chance, corpus), run);
}

/** The parameters of an address, as a browser would send them and as nobody would. */
const addressOf =
  (names: readonly string[], values: readonly string[]) =>
  (chance: Chance): string => {
    const parts = Array.from(
      { length: below(chance, 9) },
      () =>
        `${oneOf(chance, names)}=${encodeURIComponent(mutatedText(chance, values, 300).replace(/\p{Cs}/gu, '\ufffd'))}`,
    );
    return chance() < 0.2 ? mutatedText(chance, [parts.join('&')]) : parts.join('&');
  };
const parametersIn = (search: string) => parametersOf(new URLSearchParams(search));

const days = ['2026-11-25', '2024-02-29', '1999-12-31', '0001-01-01', '9999-12-31'];
const amounts = ['3', '7.5', '8/3', '0', '120', '0.000001', '999999999', '1/999999999'];
const catalogWords = [
  'python data analysis',
  'Datenanalyse für Einsteiger',
  'intro to c++',
  '"exact words"',
  'кибербезопасность',
  'データ 分析',
  'AI & ML',
  'project-management',
  'a b c d e f g h i j k l m',
];
const catalogNames = [
  'q',
  'provider',
  'subject',
  'level',
  'language',
  'kind',
  'standing',
  'minHours',
  'maxHours',
  'institution',
  'program',
  'sort',
  'page',
  'cursor',
  'limit',
  '__proto__',
  'constructor',
];
const catalogValues = [
  ...catalogWords,
  ...days,
  ...amounts,
  'certificate',
  'published',
  'relevance',
  'uni-one',
  '1',
  '500',
  'en',
  'coursera',
];
const estimateNames = [
  ...[
    'mc',
    'on',
    'until',
    'score',
    'version',
    'eqf',
    'id',
    'proctored',
    'proof',
    'exam',
    'examscore',
  ].flatMap((name) => ['1', '2', '10', '11', ''].map((n) => name + n)),
  'institution',
  'program',
  'claim',
  'term',
  'course',
  'q',
  'add',
  'drop',
];

const csv = {
  title: 'Data Analysis',
  provider: 'Example Ltd',
  platform: 'Example',
  kind: 'certificate',
  level: 'beginner',
  effort: '4 weeks',
  hours: '120',
  language: 'en',
  subject: 'Data',
  skills: 'a; b',
  url: 'https://example.org/a',
  version: '2',
  valid_from: '2024-01-01',
  valid_to: '',
  outcomes: 'x',
};
const importRows: readonly Record<string, unknown>[] = [
  csv,
  {
    ...csv,
    credential_type: 'Professional Certificate',
    duration: '3 months',
    skills: ['a', 'b'],
    language: 'English',
  },
  {
    code: 'CS 101',
    title: 'Introduction',
    credits: '3',
    unit: 'US_SEMESTER',
    level: '100',
    department: 'CS',
    department_name: 'Computing',
    outcomes: '',
  },
  { id: 'CS101', title: 'Introduction', credits: '1 TO 4', kind: 'elective', department: 'Computing' },
  { code: 'BSC-CS', title: 'BSc Computing', credits: '120', level: '6', limits: '[]' },
  {
    micro_credential: 'data-analysis',
    provider: 'Example',
    title: 'Data',
    body: 'ACE',
    credits: '3',
    unit: 'US_SEMESTER',
    level: 'lower',
    from: '2024-01-01',
    to: '2026-12-31',
    minimum_score: '70',
  },
  { sources: [[{ institution: 'One', code: 'A 1', title: 'A' }]], targets: ['CS 101'] },
  { institution: 'One', external: [{ code: 'A 1', title: 'A' }], targets: ['NONE'] },
];

const cookies = [
  'crosswalk-session=abcdefghijklmnop',
  '__Host-crosswalk-session=abc; theme=dark',
  'theme=light',
  'a=b; a=c; =d',
];
const hosts = [
  'localhost:3000',
  '127.0.0.1:3000',
  'crosswalk.example',
  'CROSSWALK.example',
  'crosswalk.example.',
  'crosswalk.example:443',
  '[::1]:3000',
];

/** Every parser that reads what strangers send. @source docs/security.md, "What is promised, and what shows it" */
export const targets: readonly Target[] = [
  text('dates', 22, [...days, '2026-02-28'], (input) => {
    const day = parseCivilDate(input);
    must(new Date(`${day}T00:00:00Z`).toISOString().startsWith(day), 'is no day of the calendar');
    must(isCivilDate(addMonths(day, 1)), 'a month later is no day');
    return true;
  }),
  text('amounts', 16, amounts, (input) => {
    const amount = AmountText.safeParse(input);
    if (!amount.success) return false;
    const read = parseRational(amount.data);
    must(parseRational(formatRational(read)).equals(read) && read.s >= 0n, 'does not come back as itself');
    return true;
  }),
  target('search query', 12, addressOf(catalogNames, catalogValues), (input) => {
    const { query, problems } = parseSearchQuery(parametersIn(input));
    must(
      query.words.length <= maxText && query.page >= 1 && query.page <= 500 && query.provider.length <= 10,
      'is out of bounds',
    );
    return problems.length === 0;
  }),
  target(
    'estimate query',
    4,
    addressOf(estimateNames, [...catalogValues, 'data-analysis', '85 %', '4']),
    (input) => {
      const { query, problems } = parseEstimateQuery(parametersIn(input));
      must(
        query.holdings.length <= 10 && query.earned.length <= 40 && query.assessments.length <= 10,
        'is out of bounds',
      );
      const again = parseEstimateQuery(parametersIn(estimateHref(query).split('?')[1] ?? '')).query;
      must(JSON.stringify(again) === JSON.stringify(query), 'its own address says something else');
      return problems.length === 0;
    },
  ),
  target(
    'view parameters',
    4,
    addressOf(['asOf', 'unit'], [...days, 'ECTS', 'US_SEMESTER']),
    (input) => parseViewParameters(parametersIn(input)).problems.length === 0,
  ),
  target(
    'rule list',
    4,
    addressOf(
      ['state', 'department', 'provider', 'words', 'mine', 'due', 'sort', 'direction', 'page'],
      [...catalogValues, 'work', 'draft', 'on', 'overdue', 'title', 'ascending'],
    ),
    (input) => {
      const query = parseRuleQuery(parametersIn(input));
      must(query.page >= 1 && query.page <= 100_000 && query.words.length <= 200, 'is out of bounds');
      return query.state !== null;
    },
  ),
  text(
    'cursors',
    12,
    [
      writeCursor({ passed: 50, lastId: '019a0000-0000-7000-8000-000000000001' }),
      writeCursor({ passed: 1, lastId: '019a0000-0000-7000-8000-000000000002' }),
    ],
    (input) => {
      const position = parseCursor(input);
      if (position === null) return false;
      must(
        JSON.stringify(parseCursor(writeCursor(position))) === JSON.stringify(position),
        'does not come back as itself',
      );
      return true;
    },
  ),
  text(
    'return paths',
    20,
    ['/', '/account', '/catalog?q=a#b', '/registrar/rules/1', '/faculty/cases?x=%2F', '/a/../b'],
    (input) => {
      const path = returnPath(input);
      must(
        new URL(path, 'https://here.example').origin === 'https://here.example' &&
          /^\/(?![/\\])/.test(path) &&
          !/[\r\n\\]/.test(path),
        `leads away: ${path}`,
      );
      return path !== '/';
    },
  ),
  text(
    'accept-language',
    8,
    ['en-GB,en;q=0.9,de;q=0.8', 'de-AT', '*', 'zh-Hant-TW;q=0.1', 'en;q=abc', 'ar-EG-u-nu-latn'],
    (input) => {
      const { language, locale } = chooseLocale(input);
      must(language === 'en' && Intl.getCanonicalLocales(locale).length === 1, 'is no locale');
      new Intl.NumberFormat(locale).format(1.5);
      return locale !== 'en';
    },
  ),
  text(
    'mail addresses',
    10,
    ['person@university.example', 'a.b+c@d-e.example', '  Person@University.EXAMPLE '],
    (input) => {
      const address = Mailbox.safeParse(input);
      if (!address.success) return false;
      must(
        /^[!-~]+$/.test(address.data) &&
          address.data.split('@').length === 2 &&
          !/[\s,;<>"]/.test(address.data),
        'is more than one mailbox',
      );
      return true;
    },
  ),
  target(
    'forms',
    4,
    (chance) => {
      const form = new FormData();
      const names = [
        'title',
        'lines.0.credits',
        'lines.1.credits',
        'programs[]',
        'a.b.c',
        '$ACTION_ID_x',
        '9999.1',
        'idempotencyKey',
      ];
      for (let left = below(chance, 12); left > 0; left -= 1)
        form.append(mutatedText(chance, names, 200), mutatedText(chance, catalogWords, 200));
      return form;
    },
    (form) => {
      const input = formInput(form);
      must(
        ({} as Record<string, unknown>)['polluted'] === undefined &&
          [Object.prototype, Array.prototype].includes(Object.getPrototypeOf(input) as object),
        'reaches a prototype',
      );
      return Object.keys(input).length > 0;
    },
  ),
  target(
    'heads of requests',
    10,
    (chance) => {
      const headers = new Map<string, string>();
      const corpus: Record<string, readonly string[]> = {
        host: hosts,
        origin: ['http://localhost:3000', 'https://crosswalk.example', 'null'],
        'sec-fetch-site': ['same-origin', 'cross-site'],
        cookie: cookies,
        'content-length': ['0', '12', '262145'],
        'content-type': ['multipart/form-data; boundary=x', 'text/plain', 'application/json; charset=utf-8'],
        'next-action': ['40'.padEnd(42, 'a')],
        'transfer-encoding': ['chunked'],
      };
      for (const [name, values] of Object.entries(corpus))
        if (chance() < 0.6)
          headers.set(name, chance() < 0.4 ? oneOf(chance, values) : mutatedText(chance, values, 300));
      return {
        method: oneOf(chance, ['GET', 'POST', 'PUT', 'TRACE', 'PROPFIND', '', 'get']),
        pathname: mutatedText(chance, ['/', '/theme', '/api/health/live'], 200),
        headers,
      };
    },
    ({ method, pathname, headers }) => {
      const said = judgeHead(
        { method, pathname, headers: { get: (name) => headers.get(name) ?? null } },
        { allowedHosts: hosts, protocol: 'http:' },
      );
      if (said !== null) return false;
      const isRead = ['GET', 'HEAD', 'OPTIONS'].includes(method);
      must(
        isRead ||
          headers.get('sec-fetch-site') === 'same-origin' ||
          headers.get('origin')?.toLowerCase() === `http://${headers.get('host')?.toLowerCase()}`,
        'lets a write in from elsewhere',
      );
      return true;
    },
  ),
  target(
    'headers of proxies',
    3,
    (chance) => {
      const headers: Record<string, string | string[]> = {};
      for (let left = below(chance, 8); left > 0; left -= 1)
        headers[
          mutatedText(
            chance,
            [
              'x-forwarded-for',
              'x-forwarded-host',
              'X-Real-IP',
              'forwarded',
              'x-middleware-subrequest',
              'cookie',
              'accept',
            ],
            80,
          ).toLowerCase()
        ] = oneOf(chance, [oneOf(chance, nasty), ['1.2.3.4', oneOf(chance, nasty)]]);
      return headers;
    },
    (headers) => {
      cleanHeaders({ headers, socket: { remoteAddress: '192.0.2.7' } }, 0);
      must(
        headers['x-forwarded-for'] === '192.0.2.7' && Object.keys(headers).filter(isReserved).length === 1,
        'believes the caller',
      );
      return true;
    },
  ),
  target(
    'evidence files',
    4,
    (chance) =>
      [
        mutatedText(chance, ['report.pdf', 'a/b/c.png', '..\\x.txt', 'photo.jpeg', 'list.csv'], 400),
        Buffer.from(
          mutatedText(
            chance,
            ['%PDF-1.7 x', '\u0089PNG\r\n\u001a\n', 'plain text', '<svg onload=alert(1)>'],
            200,
          ),
          'latin1',
        ),
      ] as const,
    ([name, content]) => {
      const judged = judgeFile(name, content);
      if (!judged.ok) return false;
      must(
        !/[\r\n"/\\<>\u0000]/.test(judged.value.fileName),
        'keeps a name that ends a header or starts a folder',
      );
      return true;
    },
  ),
  value('import rows', 5, importRows, (input) => {
    if (typeof input !== 'object' || input === null || Array.isArray(input)) return false;
    let taken = false;
    const reading = { withText: true, takeDoubtful: Object.keys(input).length % 2 === 0 };
    for (const adapt of Object.values(adapters)) {
      const row = adapt(input as Record<string, unknown>);
      const readers = [
        parseCourseRow(row, reading),
        parseProgramRow(row, reading),
        parseEquivalencyRow(row, reading),
        parseMicroCredentialRow(row, reading),
        parseRecommendationRow(row, reading),
      ];
      for (const read of readers) {
        taken ||= read.ok;
        const notes = read.ok ? read.remarks : read.notes;
        must(parseNotes(encodeNotes(notes)).length === notes.length, 'its notes cannot be read back');
        must(read.ok || notes.length > 0, 'is rejected without a reason');
      }
    }
    return taken;
  }),
  text(
    'cells of exports',
    8,
    ['=1+1', '+1', '-1', '@a', '\tx', 'plain', 'a,b', '"q"', '\r=1', '＝1'],
    (input) => {
      const line = csvLine([input, 'b']);
      must(!/^"?[=+\-@\t\r\n＝＋－＠]/.test(line), 'starts a formula');
      return true;
    },
  ),
  value('rule definitions', 3, rules, (input) => {
    const definition = RuleDefinition.safeParse(input);
    if (!definition.success) return false;
    must(
      RuleDefinition.safeParse(JSON.parse(JSON.stringify(definition.data))).success,
      'is not read again once stored',
    );
    return true;
  }),
  value(
    'rule forms',
    2,
    [
      DefinitionFields.parse({
        premise: { branches: [{ type: 'mc', mc: 'data' }] },
        outcomes: [{ lines: [{ kind: 'course', target: 'CS 101', amount: '3', unit: 'ECTS' }] }],
      }),
      DefinitionFields.parse({ decision: 'deny', programs: ['BSC'], tags: 'a, b', priority: '5' }),
    ],
    (input) => {
      const definition = DefinitionFromForm.safeParse(input);
      if (!definition.success) return false;
      must(RuleDefinition.safeParse(definition.data).success, 'makes a definition that is none');
      return true;
    },
  ),
  value(
    'review policies',
    1,
    [
      {
        stages: [
          {
            kind: 'department',
            mode: 'quorumVote',
            quorum: 'moreThanHalf',
            threshold: 'majorityCast',
            tie: 'chairDecides',
            minReviewers: 2,
            recusedCount: false,
            dueDays: 10,
          },
        ],
        coverageThreshold: 75,
        reReviewMonths: 36,
        deanFromCredits: '6',
      },
    ],
    (input) => ReviewPolicy.safeParse(input).success,
  ),
  value('credit cases', 2, creditCases, (input) => {
    const read = parseCreditCase(input);
    if (read.ok) canonicalCase(read.value);
    return read.ok;
  }),
  value('evaluations', 0.4, creditCases, (input) => {
    const read = parseCreditCase(input);
    if (!read.ok) return false;
    evaluate(read.value);
    return true;
  }),
];
