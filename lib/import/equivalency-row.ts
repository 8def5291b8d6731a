import { parseRational } from '@/lib/amount/rational';
import { canonicalJson } from '@/lib/kernel/canonical-json';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { microCredentialIdsIn, type RuleDefinition } from '@/lib/rule/rule-version';
import { readTargets, type Target } from './equivalency-targets';
import type { CertificateName } from './certificate-name';
import { readUnit, type StatedCredit } from './credit-unit';
import {
  type CourseSource,
  externalCourse,
  formerKeyOf,
  inOneOrder,
  learnedOf,
  type Source,
  sourceKeyOf,
} from './decision-source';
import { type Fields, fieldsOf, passOn, type RawRow, type ReadingOptions } from './fields';
import { itemsOf } from './items';
import { noteOf } from './note';
import { parsed, type Parsed } from './parsed';
import { readDefinition, renamed, statesCredits, targetsOf } from './whole-definition';

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
export interface EquivalencyRow extends DecisionConditions, StatedCredit {
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
  /** Read by students: a column says so of itself, or a person does. */
  publicNote: string | null;
  /** A remark of the office, which stays inside. */
  internalNote: string | null;
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
          ? microCredentialIdsIn(definition.premise).map((named): Source[] => [{ named, provider: null }])
          : Array.isArray(raw['sources'])
            ? sourcesFromJson(raw['sources'], fields, options)
            : sourcesFromCells(fields);
    const conditions = readConditions(fields);
    const code = fields.text('rule', 40);
    const title = fields.text('title');
    const state = fields.text('state', 40);
    if (state !== null && state !== 'published') fields.reject(noteOf('rule/not-in-force', { state }));
    const targets =
      read === 'bad'
        ? []
        : definition === null
          ? readTargets(raw['targets'], fields, options)
          : targetsOf(definition);
    const isStated =
      definition === null ? targets.some(({ credits }) => credits !== null) : statesCredits(definition);
    return {
      label: title ?? labelOf(alternatives),
      ...keysOf({ code, definition, alternatives, ...conditions }),
      alternatives,
      targets,
      statedIn: readUnit(fields, raw, isStated),
      definition,
      code,
      title,
      department: fields.text('department', 20),
      ...conditions,
      tags: fields.list('tags'),
      publicNote: fields.text('public_note', 2_000),
      internalNote: fields.text('internal_note', 2_000),
    };
  });
}

/** What makes it the same decision again. A code of its own stands for it, whatever it says. */
function keysOf({
  code,
  definition,
  alternatives,
  ...conditions
}: Pick<EquivalencyRow, 'code' | 'definition' | 'alternatives'> & DecisionConditions): {
  key: string;
  formerKey: string;
} {
  return {
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
  };
}

/** The same row with certificates under the words in their addresses and courses under their institution: the same decision however they were named. */
export function withWords(
  row: EquivalencyRow,
  wordOf: (name: CertificateName) => string,
  institutionOf: (course: CourseSource) => string = ({ institution }) => institution,
): EquivalencyRow {
  const word = (source: Source): Source =>
    'named' in source
      ? { named: wordOf(source), provider: null }
      : externalCourse(institutionOf(source), source.code, source.title);
  const alternatives = inOneOrder(row.alternatives.map((group) => group.map(word)));
  const definition =
    row.definition &&
    renamed(row.definition, {
      microCredential: (named) => wordOf({ named, provider: null }),
      course: (code) => code,
      program: (code) => code,
    });
  const { programs, issuedFrom, issuedTo, minScore, belowScore, evidence, versions } = row;
  const conditions = { programs, issuedFrom, issuedTo, minScore, belowScore, evidence, versions };
  return {
    ...row,
    alternatives,
    definition,
    ...keysOf({ code: row.code, alternatives, definition, ...conditions }),
  };
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
  const names = split(fields.text('micro_credentials', 2_000));
  const provider = fields.text('provider');
  if (courses.length === 0 && names.length === 0) {
    fields.reject(noteOf('sources/missing'));
    return [];
  }
  const groups: Source[][] = names.map((group) => group.map((named) => ({ named, provider })));
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
  const named = cells.text('micro_credential', 2_000);
  const source: Source =
    named !== null
      ? { named, provider: cells.text('provider') }
      : externalCourse(cells.required('institution'), cells.required('code', 60), cells.text('title', 300));
  passOn(cells, fields);
  return source;
}

/** In one order whatever the order in the file, so that the same decision is recognised again. */
function checked(groups: Source[][], fields: Fields): Source[][] {
  if (groups.some((group) => group.some((source) => ('named' in source ? source.named : source.code) === '')))
    fields.reject(noteOf('sources/missing'));
  if (groups.length > most.alternatives || groups.some((group) => group.length > most.together)) {
    fields.reject(noteOf('sources/too-many', { alternatives: most.alternatives, together: most.together }));
  }
  return inOneOrder(groups);
}

function labelOf(alternatives: Source[][]): string {
  const institutions = [
    ...new Set(alternatives.flat().flatMap((source) => ('named' in source ? [] : [source.institution]))),
  ].filter((name) => name !== '');
  const learned = alternatives
    .map((group) => group.map((source) => ('named' in source ? source.named : source.code)).join(' + '))
    .join(' or ');
  const whole = institutions.length === 0 ? learned : `${learned}, ${institutions.join(', ')}`;
  return whole.length <= 190 ? whole : `${whole.slice(0, 189)}…`;
}
