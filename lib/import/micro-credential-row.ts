import { foldCourseCode } from '@/lib/institution/course-code';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { type MicroCredentialKind, naturalKeyOf, slugOf } from '@/lib/micro-credential/natural-key';
import type { Fields, RawRow, ReadingOptions } from './fields';
import { noteOf } from './note';
import { parsed, type Parsed } from './parsed';

export interface VersionCells {
  /** Null when the file does not say: the version in force, or the first one of an entry without any. */
  label: string | null;
  validFrom: CivilDate | null;
  validTo: CivilDate | null;
  workloadHours: string | null;
  effort: string | null;
  eqfMin: number | null;
  eqfMax: number | null;
  assessment: string[] | null;
  supervision: string | null;
  participation: string | null;
  qualityAssurance: string | null;
  passMark: string | null;
  prerequisites: string | null;
  country: string | null;
  description: string | null;
  outcomes: string[] | null;
}

export interface MicroCredentialRow {
  label: string;
  key: string;
  slug: string;
  kind: MicroCredentialKind;
  title: string;
  provider: string;
  platform: string | null;
  awardingBody: string | null;
  subject: string | null;
  language: string | null;
  levelLabel: string | null;
  url: string | null;
  skills: string[] | null;
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

/** Reads one row of a catalog of micro-credentials. @refuses the notes of fields.ts, `code/missing`, `span/reversed`, `levels/reversed` */
export function parseMicroCredentialRow(raw: RawRow, options: ReadingOptions): Parsed<MicroCredentialRow> {
  return parsed(raw, options, (fields) => {
    const title = fields.required('title', 300);
    const provider = fields.required('provider');
    const platform = fields.text('platform');
    const kind = fields.oneOf('kind', microCredentialKinds) ?? 'certificate';
    const code = fields.text('code', 60);
    if (kind === 'external_course' && code === null) fields.reject(noteOf('code/missing'));
    if (kind !== 'external_course' && code !== null) fields.remark(noteOf('code/not-kept', { code }));
    return {
      label: [title, provider].filter((part) => part !== '').join(', '),
      key: naturalKeyOf({ kind, title, provider, platform, code: code && foldCourseCode(code) }),
      slug: slugOf(title, provider),
      kind,
      title: kind === 'external_course' && code !== null ? underCode(code, title) : title,
      provider,
      platform,
      awardingBody: fields.text('awarding_body'),
      subject: fields.text('subject'),
      language: fields.language('language'),
      levelLabel: fields.text('level', 80),
      url: fields.url('url'),
      skills: fields.list('skills'),
      status: fields.oneOf('status', ['active', 'withdrawn']),
      source: fields.text('source', 500),
      retrievedOn: fields.day('retrieved_on'),
      version: readVersion(fields, options.withText),
    };
  });
}

/** The title of a course of another university, with the code under which people look for it; once, where it has that already. */
function underCode(code: string, title: string): string {
  return foldCourseCode(title).includes(foldCourseCode(code)) ? title : `${code} ${title}`.slice(0, 300);
}

function readVersion(fields: Fields, withText: boolean): VersionCells | null {
  const label = fields.text('version', 80);
  const cells = {
    validFrom: fields.day('valid_from'),
    validTo: fields.day('valid_to'),
    workloadHours: fields.amount('workload_hours', { inThousands: true }),
    effort: fields.text('effort'),
    eqfMin: fields.whole('eqf_min', 1, 8),
    eqfMax: fields.whole('eqf_max', 1, 8),
    assessment: fields.list('assessment'),
    supervision: fields.text('supervision'),
    participation: fields.text('participation'),
    qualityAssurance: fields.text('quality_assurance', 500),
    passMark: fields.amount('pass_mark'),
    prerequisites: fields.text('prerequisites', 1_000),
    country: fields.text('country', 80),
    description: withText ? fields.text('description', 10_000) : null,
    outcomes: withText ? fields.list('outcomes') : null,
  };
  if (cells.validFrom && cells.validTo && cells.validFrom > cells.validTo)
    fields.reject(noteOf('span/reversed', { column: 'valid_from, valid_to' }));
  // The database wants both ends of the span of levels; one given stands for both.
  const eqfMin = cells.eqfMin ?? cells.eqfMax;
  const eqfMax = cells.eqfMax ?? cells.eqfMin;
  if (eqfMin !== null && eqfMax !== null && eqfMin > eqfMax) fields.reject(noteOf('levels/reversed'));
  if (label === null && Object.values(cells).every((cell) => cell === null)) return null;
  return { label, ...cells, eqfMin, eqfMax };
}
