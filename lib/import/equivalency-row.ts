import { AmountText } from '@/lib/amount/amount-text';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { naturalKeyOf } from '@/lib/micro-credential/natural-key';
import { canonicalAmount, type Fields, fieldsOf, type RawRow } from './fields';
import { noteOf } from './note';
import { parsed, type Parsed } from './parsed';

/** One piece of learning a decision names: a course of another university, or a micro-credential of the catalog by its address word. */
export type Source =
  | { key: string; institution: string; code: string; title: string | null }
  | { slug: string };

export interface Target {
  code: string;
  /** Stated in the file, in the home unit; else the catalog's. */
  credits: string | null;
}

/** A decision made elsewhere before: any one alternative, all of its sources together, earns all of the targets. */
export interface EquivalencyRow {
  label: string;
  /** What makes it the same decision again: sources, programs and the start of its period, whatever is granted. */
  key: string;
  alternatives: Source[][];
  /** Empty: decided that there is no credit. */
  targets: Target[];
  programs: string[] | null;
  issuedFrom: CivilDate | null;
  issuedTo: CivilDate | null;
  minScore: string | null;
  note: string | null;
}

const most = { alternatives: 20, together: 10, targets: 20 };

/** Reads one decided equivalency. @refuses the notes of fields.ts, `sources/…`, `targets/…`, `span/reversed` */
export function parseEquivalencyRow(raw: RawRow): Parsed<EquivalencyRow> {
  return parsed(raw, (fields) => {
    const alternatives = Array.isArray(raw['sources'])
      ? sourcesFromJson(raw['sources'], fields)
      : sourcesFromCells(fields);
    const programs = fields.list('programs')?.sort() ?? null;
    const issuedFrom = fields.day('issued_from');
    const issuedTo = fields.day('issued_to');
    if (issuedFrom && issuedTo && issuedFrom > issuedTo)
      fields.reject(noteOf('span/reversed', { column: 'issued_from, issued_to' }));
    return {
      label: labelOf(alternatives),
      key: [
        alternatives.map((together) => together.map(sourceKeyOf).join('+')).join(' or '),
        programs?.join(',') ?? '',
        issuedFrom ?? '',
      ].join('#'),
      alternatives,
      targets: Array.isArray(raw['targets'])
        ? targetsFromJson(raw['targets'], fields)
        : targetsFromCell(fields),
      programs,
      issuedFrom,
      issuedTo,
      minScore: fields.amount('min_score'),
      note: fields.text('note', 2_000),
    };
  });
}

/** What a source is known by: the natural key of a course, or the address word of a catalog entry. */
export function sourceKeyOf(source: Source): string {
  return 'slug' in source ? `slug:${source.slug}` : source.key;
}

/** `A + B | C`: A and B together, or C alone. A plus sign separates only between blanks, for codes such as C++ exist. */
function split(cell: string | null): string[][] {
  return cell === null
    ? []
    : cell.split('|').map((group) => group.split(/\s\+\s/).map((item) => item.trim()));
}

function sourcesFromCells(fields: Fields): Source[][] {
  const courses = split(fields.text('courses', 1_000));
  const slugs = split(fields.text('micro_credentials', 2_000));
  if (courses.length === 0 && slugs.length === 0) {
    fields.reject(noteOf('sources/missing'));
    return [];
  }
  const groups: Source[][] = slugs.map((group) => group.map((slug) => ({ slug })));
  if (courses.length > 0) {
    const institution = fields.required('institution');
    const titles = split(fields.text('titles', 4_000));
    const fits =
      titles.length === 0 ||
      (titles.length === courses.length && titles.every((group, i) => group.length === courses[i]?.length));
    if (!fits) fields.reject(noteOf('sources/titles-differ'));
    groups.push(
      ...courses.map((group, i) =>
        group.map((code, j) => externalCourse(institution, code, fits ? (titles[i]?.[j] ?? null) : null)),
      ),
    );
  }
  return checked(groups, fields);
}

function sourcesFromJson(found: unknown[], fields: Fields): Source[][] {
  const groups = found.slice(0, most.alternatives + 1).map((group) => {
    const items: unknown[] = Array.isArray(group) ? group : [group];
    return items.slice(0, most.together + 1).map((item) => sourceFromJson(item, fields));
  });
  if (groups.length === 0) fields.reject(noteOf('sources/missing'));
  return checked(groups, fields);
}

function sourceFromJson(item: unknown, fields: Fields): Source {
  const cells = fieldsOf(typeof item === 'object' && item !== null ? (item as RawRow) : {});
  const slug = cells.text('micro_credential', 120);
  const source: Source =
    slug !== null
      ? { slug }
      : externalCourse(cells.required('institution'), cells.required('code', 60), cells.text('title', 300));
  for (const note of cells.rejections) fields.reject(note);
  return source;
}

function externalCourse(institution: string, code: string, title: string | null): Source {
  return {
    key: naturalKeyOf({ kind: 'external_course', provider: institution, title: title ?? code, code }),
    institution,
    code,
    title,
  };
}

/** In one order whatever the order in the file, so that the same decision is recognised again. */
function checked(groups: Source[][], fields: Fields): Source[][] {
  if (groups.some((group) => group.some((source) => ('slug' in source ? source.slug : source.code) === '')))
    fields.reject(noteOf('sources/missing'));
  if (groups.length > most.alternatives || groups.some((group) => group.length > most.together)) {
    fields.reject(noteOf('sources/too-many', { alternatives: most.alternatives, together: most.together }));
  }
  const byKey = (a: Source, b: Source) => (sourceKeyOf(a) < sourceKeyOf(b) ? -1 : 1);
  const sorted = groups.map((group) =>
    [...new Map(group.map((source) => [sourceKeyOf(source), source])).values()].sort(byKey),
  );
  const groupKey = (group: Source[]) => group.map(sourceKeyOf).join('+');
  return [...new Map(sorted.map((group) => [groupKey(group), group])).values()].sort((a, b) =>
    groupKey(a) < groupKey(b) ? -1 : 1,
  );
}

function targetsFromCell(fields: Fields): Target[] {
  const cell = fields.text('targets', 1_000);
  // An empty cell may as well mean "not decided yet", which is not a no.
  if (cell === null) {
    fields.reject(noteOf('targets/missing'));
    return [];
  }
  return checkedTargets(
    cell.split(/\s\+\s/).map((item) => {
      const match = /^(.*\S)\s*\((\d[\d.,/]*)\)$/.exec(item.trim());
      return match ? { code: match[1] ?? '', credits: match[2] ?? '' } : { code: item.trim(), credits: null };
    }),
    fields,
  );
}

function targetsFromJson(found: unknown[], fields: Fields): Target[] {
  return checkedTargets(
    found.slice(0, most.targets + 1).map((item) => {
      const cells = fieldsOf(typeof item === 'object' && item !== null ? (item as RawRow) : { code: item });
      const target = { code: cells.required('code', 40), credits: cells.amount('credits') };
      for (const note of cells.rejections) fields.reject(note);
      return target;
    }),
    fields,
  );
}

function checkedTargets(targets: Target[], fields: Fields): Target[] {
  const isNone = ({ code }: Target) => code.toUpperCase() === 'NONE';
  if (targets.length > most.targets) fields.reject(noteOf('targets/too-many', { most: most.targets }));
  if (targets.some(isNone)) {
    if (targets.length > 1) fields.reject(noteOf('targets/none-and-some'));
    return [];
  }
  const credits = (target: Target) => (target.credits === null ? null : canonicalAmount(target.credits));
  for (const target of targets) {
    if (target.credits !== null && !AmountText.safeParse(credits(target)).success)
      fields.reject(noteOf('amount/bad', { column: 'targets', found: target.credits }));
  }
  const byCode = new Map(
    targets.map((target) => [target.code, { code: target.code, credits: credits(target) }]),
  );
  return [...byCode.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
}

function labelOf(alternatives: Source[][]): string {
  const institutions = [
    ...new Set(alternatives.flat().flatMap((source) => ('slug' in source ? [] : [source.institution]))),
  ].filter((name) => name !== '');
  const learned = alternatives
    .map((group) => group.map((source) => ('slug' in source ? source.slug : source.code)).join(' + '))
    .join(' or ');
  const whole = institutions.length === 0 ? learned : `${learned}, ${institutions.join(', ')}`;
  return whole.length <= 190 ? whole : `${whole.slice(0, 189)}…`;
}
