import { createHash } from 'node:crypto';
import * as micro from '@/lib/db/imported-micro-credentials';
import { type ExternalCourse, listExternalCourses } from '@/lib/db/imported-rules';
import { type CourseSource, sourceKeyOf } from '@/lib/import/decision-source';
import { type EquivalencyRow, withWords } from '@/lib/import/equivalency-row';
import { type CertificateName, nameKeyOf } from '@/lib/import/certificate-name';
import { mergedNames } from '@/lib/db/organizations';
import { refusedAmong } from '@/lib/db/named-entries';
import type { Tx } from '@/lib/db/tx';
import { type Note, noteOf } from '@/lib/import/note';
import { slugOf } from '@/lib/micro-credential/natural-key';
import type { ImportPass } from './import-pass';
import { resolveNames } from './resolve-names';

/** The entries that decisions name. */
export interface NamedSources {
  /** By what each is known by in the file. */
  ids: Map<string, string>;
  /** Ids of courses of which nothing is stored yet: this application has just listed them, or a check, which lists none, lets an id stand for each. */
  justNamed: Set<string>;
  /** By the id of an entry that an institution which it names has refused, the question that it raises. */
  refused: Map<string, Note>;
}

/**
 * The entries that decisions name. Courses of other universities that nobody has listed yet are listed when the file is applied; in a
 * check an id stands for each, the same however often it is asked for.
 */
export async function idsOfSources(
  { tx, source, isApplying }: ImportPass,
  rows: readonly EquivalencyRow[],
): Promise<NamedSources> {
  const named = new Map(rows.flatMap(externalIn).map((course) => [course.key, course]));
  const ids = await micro.idsByKey(tx, [...named.keys()]);
  const justNamed = new Set<string>();
  if (isApplying) {
    const missing = () => [...named.values()].filter(({ key }) => !ids.has(key));
    const added = await listExternalCourses(tx, missing().map(asEntry), source);
    for (const { key, id } of added) {
      ids.set(key, id);
      justNamed.add(id);
    }
    // Somebody else may have listed some of them meanwhile.
    const others = missing().map(({ key }) => key);
    for (const [key, id] of await micro.idsByKey(tx, others)) ids.set(key, id);
  }
  for (const [slug, id] of await micro.idsBySlug(tx, slugsIn(rows)))
    ids.set(sourceKeyOf({ named: slug, provider: null }), id);
  for (const key of named.keys()) {
    if (ids.has(key)) continue;
    const id = standInFor(key);
    justNamed.add(id);
    ids.set(key, id);
  }
  const refused = new Map(
    (await refusedAmong(tx, [...ids.values()])).map(({ id, title, by }) => [
      id,
      noteOf('sources/refused', { title, by }),
    ]),
  );
  return { ids, justNamed, refused };
}

/** An id made of what it stands for alone, so that none has to be remembered. @source RFC 9562, version 8 */
function standInFor(key: string): string {
  const hex = createHash('sha256').update(key).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function asEntry({ key, institution, code, title }: CourseSource): ExternalCourse {
  return {
    key,
    slug: [slugOf(code, institution), createHash('sha256').update(key).digest('hex').slice(0, 8)]
      .filter((part) => part !== '')
      .join('-'),
    title: title === null ? code : `${code} ${title}`.slice(0, 300),
    provider: institution,
  };
}

function externalIn(row: EquivalencyRow): CourseSource[] {
  return row.alternatives.flat().flatMap((source) => ('named' in source ? [] : [source]));
}

/** The address words of entries that decisions name, once `underWords` has found them. */
function slugsIn(rows: readonly EquivalencyRow[]): string[] {
  return [...new Set(rows.flatMap(namesIn).map(({ named }) => named))];
}

function namesIn(row: EquivalencyRow): CertificateName[] {
  return row.alternatives.flat().flatMap((source) => ('named' in source ? [source] : []));
}

/** Rows with their certificates under the words in their addresses; beside each, why one that it names cannot be told. */
export async function underWords(
  { tx }: ImportPass,
  rows: readonly EquivalencyRow[],
): Promise<{ row: EquivalencyRow; notes: Note[] }[]> {
  const meant = await resolveNames(tx, rows.flatMap(namesIn));
  const institutionOf = await institutionsNow(tx, rows.flatMap(externalIn));
  return rows.map((row) => {
    const names = namesIn(row);
    const notes = names.flatMap((name) => {
      const found = meant.get(nameKeyOf(name));
      return found && 'notes' in found ? found.notes : [];
    });
    if (notes.length > 0) return { row, notes };
    const wordOf = (name: CertificateName) => {
      const found = meant.get(nameKeyOf(name));
      return found && 'entry' in found ? found.entry.slug : name.named;
    };
    return { row: withWords(row, wordOf, institutionOf), notes };
  });
}

/** Of which institution a course is: one that was merged is called what it was merged into, unless the course is listed under its former name. */
async function institutionsNow(
  tx: Tx,
  courses: readonly CourseSource[],
): Promise<(course: CourseSource) => string> {
  const merged = await mergedNames(
    tx,
    courses.map(({ institution }) => institution),
  );
  if (merged.size === 0) return ({ institution }) => institution;
  const listed = await micro.idsByKey(
    tx,
    courses.filter(({ institution }) => merged.has(institution)).map(({ key }) => key),
  );
  return ({ key, institution }) => (listed.has(key) ? institution : (merged.get(institution) ?? institution));
}
