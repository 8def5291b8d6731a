import { readCountry } from '@/lib/kernel/country-code';
import { readCip, readIsced } from '@/lib/micro-credential/field-of-study';
import { foldCourseCode } from '@/lib/institution/course-code';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { isWebAddress } from '@/lib/kernel/web-address';
import {
  blankContent,
  entryWordIn,
  isCurrency,
  isEntryWord,
  type ListingContent,
  reversedIn,
  saidByHalves,
  StatedUnit,
} from '@/lib/micro-credential/listing-content';
import { type MicroCredentialKind, naturalKeyOf, slugOf } from '@/lib/micro-credential/natural-key';
import { readNamedUnit } from './credit-unit';
import type { Fields, RawRow, ReadingOptions } from './fields';
import { columnOfField } from './listing-column';
import { noteOf } from './note';
import { parsed, type Parsed } from './parsed';

/** What a row says of one version. @units workload in hours, pass mark in percent, price in its currency, credit in its unit */
export interface VersionCells {
  /** Null when the file does not say: the version in force, or the first one of an entry without any. */
  label: string | null;
  validFrom: CivilDate | null;
  validTo: CivilDate | null;
  workloadHours: string | null;
  effort: string | null;
  duration: string | null;
  creditAmount: string | null;
  creditUnit: StatedUnit | null;
  creditFramework: string | null;
  eqfMin: number | null;
  eqfMax: number | null;
  nationalFramework: string | null;
  nationalMin: string | null;
  nationalMax: string | null;
  assessment: string[] | null;
  supervision: string | null;
  participation: string | null;
  qualityAssurance: string | null;
  qualityAssuredBy: string | null;
  qualitySource: string | null;
  qualitySourceOn: CivilDate | null;
  qualityUntil: CivilDate | null;
  passMark: string | null;
  prerequisites: string | null;
  stackability: string | null;
  price: string | null;
  currency: string | null;
  country: string | null;
  evidenceLinks: string[] | null;
  description: string | null;
  outcomes: string[] | null;
}

export interface MicroCredentialRow {
  label: string;
  key: string;
  /** The version that it names; rows of one file about the same entry and other versions say the same of the entry. */
  part: string;
  slug: string;
  kind: MicroCredentialKind;
  title: string;
  provider: string;
  platform: string | null;
  awardingBody: string | null;
  subject: string | null;
  iscedF: string | null;
  cip: string | null;
  language: string | null;
  levelLabel: string | null;
  url: string | null;
  skills: string[] | null;
  /** Address words of what it consists of, in order. */
  components: string[] | null;
  status: 'active' | 'withdrawn' | null;
  source: string | null;
  retrievedOn: CivilDate | null;
  /** Null when the file says nothing about a version. */
  version: VersionCells | null;
}

/** Kinds a file can name; the same list as micro_credential_kind_known in the database. */
export const microCredentialKinds = [
  'certificate',
  'course',
  'exam',
  'external_course',
] as const satisfies readonly MicroCredentialKind[];

/** Reads one row of a catalog of micro-credentials. @refuses the notes of fields.ts, `code/missing`, `address-word/bad`, `cell/goes-with`, `span/reversed`, `levels/reversed` */
export function parseMicroCredentialRow(raw: RawRow, options: ReadingOptions): Parsed<MicroCredentialRow> {
  return parsed(raw, options, (fields) => {
    const title = fields.required('title', 300);
    const provider = fields.required('provider');
    const platform = fields.text('platform');
    const kind = fields.oneOf('kind', microCredentialKinds) ?? 'certificate';
    const code = fields.text('code', 60);
    if (kind === 'external_course' && code === null) fields.reject(noteOf('code/missing'));
    if (kind !== 'external_course' && code !== null) fields.remark(noteOf('code/not-kept', { code }));
    const version = readVersion(fields, options.withText);
    return {
      label: [title, provider].filter((part) => part !== '').join(', '),
      key: naturalKeyOf({ kind, title, provider, platform, code: code && foldCourseCode(code) }),
      part: version?.label ?? '',
      slug: wordIn(fields) ?? slugOf(title, provider),
      kind,
      title: kind === 'external_course' && code !== null ? underCode(code, title) : title,
      provider,
      platform,
      awardingBody: fields.text('awarding_body'),
      subject: fields.text('subject'),
      iscedF: readCoded(fields, 'isced_f', readIsced),
      cip: readCoded(fields, 'cip', readCip),
      language: fields.language('language'),
      levelLabel: fields.text('level', 80),
      url: fields.url('url'),
      skills: fields.list('skills'),
      components: wordsIn(fields),
      status: fields.oneOf('status', ['active', 'withdrawn']),
      source: fields.text('source', 500),
      retrievedOn: fields.day('retrieved_on'),
      version,
    };
  });
}

/** The title of a course of another university, with the code under which people look for it; once, where it has that already. */
function underCode(code: string, title: string): string {
  return foldCourseCode(title).includes(foldCourseCode(code)) ? title : `${code} ${title}`.slice(0, 300);
}

/** The word in the address of an entry; the whole address will do. @units at most 120 characters */
function wordIn(fields: Fields): string | null {
  const found = fields.text('address_word', 2_000);
  return found === null ? null : checkedWord(fields, 'address_word', found);
}

function wordsIn(fields: Fields): string[] | null {
  const words = fields.list('components')?.map((found) => checkedWord(fields, 'components', found));
  return words === undefined ? null : [...new Set(words)];
}

function checkedWord(fields: Fields, column: string, found: string): string {
  const word = entryWordIn(found);
  if (!isEntryWord(word) || word.length > 120) fields.reject(noteOf('address-word/bad', { column, found }));
  return word;
}

function readVersion(fields: Fields, withText: boolean): VersionCells | null {
  const label = fields.text('version', 80);
  const cells = {
    validFrom: fields.day('valid_from'),
    validTo: fields.day('valid_to'),
    workloadHours: fields.amount('workload_hours', { inThousands: true, aboveZero: true }),
    effort: fields.text('effort'),
    duration: fields.text('duration'),
    creditAmount: fields.amount('credit_amount', { aboveZero: true }),
    creditUnit: readNamedUnit(fields, 'credit_unit', StatedUnit.options),
    creditFramework: fields.text('credit_framework', 120),
    eqfMin: fields.whole('eqf_min', 1, 8),
    eqfMax: fields.whole('eqf_max', 1, 8),
    nationalFramework: fields.text('national_framework', 120),
    nationalMin: fields.text('national_min', 40),
    nationalMax: fields.text('national_max', 40),
    assessment: fields.list('assessment'),
    supervision: fields.text('supervision'),
    participation: fields.text('participation'),
    qualityAssurance: fields.text('quality_assurance', 500),
    qualityAssuredBy: fields.text('quality_assured_by'),
    qualitySource: fields.text('quality_source', 2_000),
    qualitySourceOn: fields.day('quality_source_on'),
    qualityUntil: fields.day('quality_until'),
    passMark: fields.amount('pass_mark', { percent: true }),
    prerequisites: fields.prose('prerequisites', 2_000),
    stackability: fields.text('stackability', 500),
    price: fields.amount('price'),
    currency: readCurrency(fields),
    country: readCoded(fields, 'country', readCountry, 'country/bad'),
    evidenceLinks: readLinks(fields),
    description: withText ? fields.prose('description', 10_000) : null,
    outcomes: withText ? fields.list('outcomes', { repeats: true }) : null,
  };
  // The database wants both ends of the span of levels; one given stands for both.
  const eqfMin = cells.eqfMin ?? cells.eqfMax;
  const eqfMax = cells.eqfMax ?? cells.eqfMin;
  refuseWhatIsHalf(fields, cells);
  if (label === null && Object.values(cells).every((cell) => cell === null)) return null;
  return { label, ...cells, eqfMin, eqfMax };
}

function readCurrency(fields: Fields): string | null {
  const found = fields.text('currency', 20)?.toUpperCase() ?? null;
  if (found !== null && !isCurrency(found))
    fields.reject(noteOf('currency/bad', { column: 'currency', found }));
  return found;
}

/** A code of a classification or a country, as people write it. */
function readCoded(
  fields: Fields,
  column: 'isced_f' | 'cip' | 'country',
  read: (text: string) => string | null,
  problem = 'classification/bad',
): string | null {
  const found = fields.text(column);
  if (found === null) return null;
  const code = read(found);
  if (code === null) fields.reject(noteOf(problem, { column, found }));
  return code;
}

function readLinks(fields: Fields): string[] | null {
  const links = fields.list('evidence_links');
  for (const found of links ?? [])
    if (!isWebAddress(found)) fields.reject(noteOf('url/bad', { column: 'evidence_links', found }));
  return links;
}

/** The checks of the form on what only holds together. That quality is assured at all, a file may say by its `source`. */
function refuseWhatIsHalf(fields: Fields, cells: Omit<VersionCells, 'label'>): void {
  const said: ListingContent = {
    ...blankContent,
    ...Object.fromEntries(
      Object.entries(cells).flatMap(([field, cell]) =>
        typeof cell === 'string' || typeof cell === 'number' ? [[field, String(cell)]] : [],
      ),
    ),
    qualityAssurance: '',
  };
  for (const { field } of reversedIn(said)) {
    const first = beginningOf[field];
    if (first === undefined) fields.reject(noteOf('levels/reversed'));
    else fields.reject(noteOf('span/reversed', { column: `${first}, ${columnOfField(field)}` }));
  }
  // A cell that cannot be read is not empty: what is wrong with it is said already.
  const refused = new Set(fields.rejections.map(({ values }) => values['column']));
  for (const field of Object.keys(saidByHalves(said)) as (keyof ListingContent)[])
    if (!refused.has(columnOfField(field)))
      fields.reject(noteOf('cell/goes-with', { column: columnOfField(field) }));
}

/** Where a span begins, by the field in which it ends. */
const beginningOf: Partial<Record<keyof ListingContent, string>> = {
  validTo: 'valid_from',
  qualityUntil: 'quality_source_on',
};
