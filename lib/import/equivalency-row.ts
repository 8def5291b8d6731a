import { foldCourseCode } from '@/lib/institution/course-code';
import { parseRational } from '@/lib/amount/rational';
import { canonicalJson } from '@/lib/kernel/canonical-json';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { naturalKeyOf } from '@/lib/micro-credential/natural-key';
import { microCredentialIdsIn, type RuleDefinition } from '@/lib/rule/rule-version';
import { readTargets, type Target } from './equivalency-targets';
import { type Fields, fieldsOf, passOn, type RawRow, type ReadingOptions } from './fields';
import { itemsOf } from './items';
import { noteOf } from './note';
import { parsed, type Parsed } from './parsed';
import { readDefinition, targetsOf } from './whole-definition';

/** One piece of learning a decision names: a course of another university, or a micro-credential of the catalog by its address word. */
export type Source =
  | { key: string; formerKey: string; institution: string; code: string; title: string | null }
  | { slug: string };

/** What must be so for a decision to hold, apart from what was learned. Nothing of it is granted; all of it tells decisions apart. */
export interface DecisionConditions {
  programs: string[] | null;
  issuedFrom: CivilDate | null;
  issuedTo: CivilDate | null;
  /** Inclusive. */
  minScore: string | null;
  /** Exclusive. */
  belowScore: string | null;
  evidence: string[] | null;
  versions: string[] | null;
}

/** A decision made elsewhere before: any one alternative, all of its sources together, earns all of the targets. */
export interface EquivalencyRow extends DecisionConditions {
  label: string;
  /** What makes it the same decision again: sources and every condition, whatever is granted. */
  key: string;
  /** The key that an earlier release of Crosswalk gave: without the end of the period, scores, evidence and versions. */
  formerKey: string;
  alternatives: Source[][];
  /** Empty: decided that there is no credit. */
  targets: Target[];
  /** What the columns above cannot say, whole and in their place; certificates by their address words. */
  definition: RuleDefinition | null;
  /** Of the rule that it belongs to, where the file says it: a code of its own stands for the decision, whatever it says. */
  code: string | null;
  title: string | null;
  department: string | null;
  tags: string[] | null;
  note: string | null;
}

const most = { alternatives: 20, together: 10 };

/** Reads one decided equivalency. @refuses the notes of fields.ts, `sources/…`, `targets/…`, `span/reversed`, `scores/reversed`, `definition/…`, `rule/not-in-force` */
export function parseEquivalencyRow(raw: RawRow, options: ReadingOptions): Parsed<EquivalencyRow> {
  return parsed(raw, options, (fields) => {
    const read = readDefinition(raw, fields);
    const definition = read === 'bad' ? null : read;
    const alternatives =
      read === 'bad'
        ? []
        : definition !== null
          ? microCredentialIdsIn(definition.premise).map((slug): Source[] => [{ slug }])
          : Array.isArray(raw['sources'])
            ? sourcesFromJson(raw['sources'], fields, options)
            : sourcesFromCells(fields);
    const conditions = readConditions(fields);
    const code = fields.text('rule', 40);
    const title = fields.text('title');
    const state = fields.text('state', 40);
    if (state !== null && state !== 'published') fields.reject(noteOf('rule/not-in-force', { state }));
    return {
      label: title ?? labelOf(alternatives),
      key:
        code !== null
          ? `rule=${code}`
          : definition !== null
            ? `definition=${canonicalJson(definition)}`
            : keyOf(learnedOf(alternatives, sourceKeyOf), conditions),
      formerKey: keyOf(learnedOf(alternatives, formerKeyOf), {
        programs: conditions.programs,
        issuedFrom: conditions.issuedFrom,
      }),
      alternatives,
      targets:
        read === 'bad'
          ? []
          : definition === null
            ? readTargets(raw['targets'], fields, options)
            : targetsOf(definition),
      definition,
      code,
      title,
      department: fields.text('department', 20),
      ...conditions,
      tags: fields.list('tags'),
      note: fields.text('note', 2_000),
    };
  });
}

function readConditions(fields: Fields): DecisionConditions {
  const conditions = {
    programs: fields.list('programs')?.sort() ?? null,
    issuedFrom: fields.day('issued_from'),
    issuedTo: fields.day('issued_to'),
    minScore: fields.amount('min_score'),
    belowScore: fields.amount('below_score'),
    evidence: fields.list('evidence')?.sort() ?? null,
    versions: fields.list('versions')?.sort() ?? null,
  };
  const { issuedFrom, issuedTo, minScore, belowScore } = conditions;
  if (issuedFrom && issuedTo && issuedFrom > issuedTo)
    fields.reject(noteOf('span/reversed', { column: 'issued_from, issued_to' }));
  if (minScore !== null && belowScore !== null && !isLess(minScore, belowScore))
    fields.reject(noteOf('scores/reversed'));
  return conditions;
}

function isLess(a: string, b: string): boolean {
  return parseRational(a).compare(parseRational(b)) < 0;
}

/** Parts that are not given add nothing, so that a decision without them is known by the key it always had. */
function keyOf(learned: string, conditions: Partial<DecisionConditions>): string {
  const { programs, issuedFrom, ...others } = conditions;
  const more = Object.entries(others)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name}=${Array.isArray(value) ? value.join(',') : value}`)
    .sort();
  return [learned, programs?.join(',') ?? '', issuedFrom ?? '', ...more].join('#');
}

/** What was learned, in one order whatever the order in the file. */
function learnedOf(alternatives: readonly Source[][], nameOf: (source: Source) => string): string {
  return alternatives
    .map((together) => together.map(nameOf).sort().join('+'))
    .sort()
    .join(' or ');
}

function formerKeyOf(source: Source): string {
  return 'slug' in source ? sourceKeyOf(source) : source.formerKey;
}

/** What a source is known by: the natural key of a course, or the address word of a catalog entry. */
export function sourceKeyOf(source: Source): string {
  return 'slug' in source ? `slug:${source.slug}` : source.key;
}

/**
 * `A + B | C`: A and B together, or C alone. A plus sign separates only between blanks, for codes such as C++ exist. A cell that has
 * been read has single blanks.
 */
const between = / \+ | ?\| ?/y;

function split(cell: string | null): string[][] {
  if (cell === null) return [];
  const groups: string[][] = [[]];
  for (const { text, separator } of itemsOf(cell, between)) {
    groups.at(-1)?.push(text);
    if (separator === '|') groups.push([]);
  }
  return groups;
}

/** The titles of the courses, in the same places. How many codes there are decides: one code has one title, whatever signs are in it. */
function titlesFor(courses: readonly string[][], cell: string | null): (string | null)[][] | null {
  if (cell === null) return courses.map((group) => group.map(() => null));
  if (courses.flat().length === 1) return [[onlyTitle(cell)]];
  const groups = split(cell);
  if (groups.length !== courses.length) return null;
  const titles = groups.map((group, i) => (courses[i]?.length === 1 ? [group.join(' + ')] : group));
  return titles.every((group, i) => group.length === courses[i]?.length) ? titles : null;
}

/** Somebody who quotes the one title, because it has a separator in it, does not mean the marks. */
function onlyTitle(cell: string): string {
  const items = itemsOf(cell, between);
  return items.length === 1 ? (items[0]?.text ?? cell) : cell;
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
    const titles = titlesFor(courses, fields.text('titles', 4_000));
    if (titles === null) fields.reject(noteOf('sources/titles-differ'));
    groups.push(
      ...courses.map((group, i) =>
        group.map((code, j) => externalCourse(institution, code, titles?.[i]?.[j] ?? null)),
      ),
    );
  }
  return checked(groups, fields);
}

function sourcesFromJson(found: unknown[], fields: Fields, options: ReadingOptions): Source[][] {
  const groups = found.slice(0, most.alternatives + 1).map((group) => {
    const items: unknown[] = Array.isArray(group) ? group : [group];
    return items.slice(0, most.together + 1).map((item) => sourceFromJson(item, fields, options));
  });
  if (groups.length === 0) fields.reject(noteOf('sources/missing'));
  return checked(groups, fields);
}

function sourceFromJson(item: unknown, fields: Fields, options: ReadingOptions): Source {
  const cells = fieldsOf(typeof item === 'object' && item !== null ? (item as RawRow) : {}, options);
  const slug = cells.text('micro_credential', 120);
  const source: Source =
    slug !== null
      ? { slug }
      : externalCourse(cells.required('institution'), cells.required('code', 60), cells.text('title', 300));
  passOn(cells, fields);
  return source;
}

function externalCourse(institution: string, code: string, title: string | null): Source {
  const keyFor = (written: string) =>
    naturalKeyOf({ kind: 'external_course', provider: institution, title: title ?? code, code: written });
  return {
    key: keyFor(foldCourseCode(code)),
    formerKey: keyFor(code),
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
