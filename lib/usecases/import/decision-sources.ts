import { createHash } from 'node:crypto';
import * as micro from '@/lib/db/imported-micro-credentials';
import { listExternalCourses } from '@/lib/db/imported-rules';
import { type EquivalencyRow, type Source, sourceKeyOf } from '@/lib/import/equivalency-row';
import { slugOf } from '@/lib/micro-credential/natural-key';
import type { ImportPass } from './import-pass';

/** Lists the courses of other universities that decisions name and nobody has listed yet. */
export async function listSources(
  { tx, source }: ImportPass,
  rows: readonly EquivalencyRow[],
): Promise<void> {
  const named = new Map(rows.flatMap(externalIn).map((course) => [course.key, course]));
  const listed = await micro.idsByKey(tx, [...named.keys()]);
  const missing = [...named.values()].filter(({ key }) => !listed.has(key));
  await listExternalCourses(
    tx,
    missing.map(({ key, institution, code, title }) => ({
      key,
      slug: [slugOf(code, institution), createHash('sha256').update(key).digest('hex').slice(0, 8)]
        .filter((part) => part !== '')
        .join('-'),
      title: title === null ? code : `${code} ${title}`.slice(0, 300),
      provider: institution,
    })),
    source,
  );
}

/** The entries that decisions name, by what each is known by in the file. */
export async function idsOfSources(
  { tx }: ImportPass,
  rows: readonly EquivalencyRow[],
): Promise<Map<string, string>> {
  const byKey = await micro.idsByKey(tx, [...new Set(rows.flatMap(externalIn).map(({ key }) => key))]);
  for (const [slug, id] of await micro.idsBySlug(tx, slugsIn(rows))) byKey.set(sourceKeyOf({ slug }), id);
  return byKey;
}

function externalIn(row: EquivalencyRow): Exclude<Source, { slug: string }>[] {
  return row.alternatives.flat().flatMap((source) => ('slug' in source ? [] : [source]));
}

/** The address words of entries that decisions name. */
export function slugsIn(rows: readonly EquivalencyRow[]): string[] {
  return [
    ...new Set(
      rows.flatMap((row) =>
        row.alternatives.flat().flatMap((source) => ('slug' in source ? [source.slug] : [])),
      ),
    ),
  ];
}
