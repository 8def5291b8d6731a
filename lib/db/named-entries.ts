import { type CertificateName, mostOfOne, type NamedEntry } from '@/lib/import/certificate-name';
import { isId } from '@/lib/kernel/id';
import { foldedName } from '@/lib/micro-credential/natural-key';
import type { Tx } from './tx';

interface Hit {
  name: string;
  id: string;
  by: NamedEntry['by'];
}

/**
 * What each name may mean, by `named` as given. One statement a way of naming, and one for what they found. Each name is looked up by
 * its index alone: a list of a thousand keys would be a scan of the catalog wherever nothing is known yet of how its names are spread.
 */
export async function entriesNamed(
  tx: Tx,
  names: readonly CertificateName[],
): Promise<Map<string, NamedEntry[]>> {
  const given = [...new Set(names.map(({ named }) => named))].filter((named) => !named.includes('\0'));
  if (given.length === 0) return new Map();
  const folded = by(given, foldedName);
  const lower = by(given, (named) => named.toLowerCase());
  const ids = given.filter(isId);
  const pages = given.filter((named) => /^(?:https?:\/\/|www\.)/i.test(named));
  const bare = await bareAddresses(tx, pages);
  const hits = [
    ...(await tx.$queryRaw<Hit[]>`
      SELECT slug AS name, id, 'word' AS by FROM micro_credential WHERE slug = ANY(${given})`),
    ...(await tx.$queryRaw<Hit[]>`
      SELECT id::text AS name, id, 'id' AS by FROM micro_credential WHERE id = ANY(${ids}::uuid[])`),
    ...(await tx.$queryRaw<Hit[]>`
      SELECT given.name, m.id, 'page' AS by FROM unnest(${[...bare.keys()]}::text[]) AS given(name)
       CROSS JOIN LATERAL (SELECT id FROM micro_credential WHERE url IS NOT NULL AND bare_address(url) = given.name LIMIT ${mostOfOne}) m`),
    ...(await tx.$queryRaw<Hit[]>`
      SELECT given.name, m.id, 'number' AS by FROM unnest(${[...lower.keys()]}::text[]) AS given(name)
       CROSS JOIN LATERAL (SELECT micro_credential_id AS id FROM recommendation
                            WHERE external_id IS NOT NULL AND lower(external_id) = given.name LIMIT ${mostOfOne}) m`),
    ...(await tx.$queryRaw<Hit[]>`
      SELECT given.name, m.id, 'title' AS by FROM unnest(${[...folded.keys()].filter((name) => name !== '')}::text[]) AS given(name)
       CROSS JOIN LATERAL (SELECT id FROM micro_credential WHERE split_part(natural_key, '|', 4) = given.name LIMIT ${mostOfOne}) m`),
  ];
  const givenBy = {
    word: by(given, String),
    id: by(ids, (id) => id.toLowerCase()),
    page: bare,
    number: lower,
    title: folded,
  };
  const found = new Map<string, Hit[]>();
  for (const hit of hits)
    for (const named of givenBy[hit.by].get(hit.name) ?? []) {
      const others = found.get(named);
      if (others) others.push(hit);
      else found.set(named, [hit]);
    }
  const entries = await entriesById(tx, [...new Set(hits.map(({ id }) => id))]);
  return new Map(
    [...found].map(([named, hits]) => [
      named,
      // Two that were merged are one.
      [
        ...new Map(
          hits.flatMap(({ id, by }) => {
            const entry = entries.get(id);
            return entry ? [[`${by} ${entry.slug}`, { ...entry, by }] as const] : [];
          }),
        ).values(),
      ],
    ]),
  );
}

/** The names as given, by what they are compared as. */
function by(names: readonly string[], compared: (name: string) => string): Map<string, string[]> {
  const all = new Map<string, string[]>();
  for (const name of names) {
    const others = all.get(compared(name));
    if (others) others.push(name);
    else all.set(compared(name), [name]);
  }
  return all;
}

/** Addresses without what makes no difference. In a statement of its own, for names as given may be many for one page. */
async function bareAddresses(tx: Tx, pages: readonly string[]): Promise<Map<string, string[]>> {
  if (pages.length === 0) return new Map();
  const rows = await tx.$queryRaw<{ page: string; bare: string }[]>`
    SELECT page, bare_address(page) AS bare FROM unnest(${[...pages]}::text[]) AS given(page)`;
  const bareOf = new Map(rows.map(({ page, bare }) => [page, bare]));
  return by(pages, (page) => bareOf.get(page) ?? page);
}

async function entriesById(tx: Tx, ids: readonly string[]): Promise<Map<string, Omit<NamedEntry, 'by'>>> {
  const rows = await tx.$queryRaw<(Omit<NamedEntry, 'by'> & { id: string })[]>`
    SELECT named.id, m.slug, m.natural_key AS "naturalKey", m.title, m.provider,
           ARRAY(WITH RECURSIVE other AS (
                   SELECT a.id, a.name FROM entry_organization e JOIN organization a ON a.merged_into_id = e.organization_id WHERE e.micro_credential_id = m.id AND e.role = 'provider'
                   UNION ALL SELECT a.id, a.name FROM other JOIN organization a ON a.merged_into_id = other.id)
                 SELECT name FROM other UNION SELECT g.provider FROM micro_credential g WHERE g.same_as_id = m.id) AS "alsoProviders"
      FROM micro_credential named JOIN micro_credential m ON m.id = coalesce(named.same_as_id, named.id) WHERE named.id = ANY(${[...ids]}::uuid[])`;
  return new Map(rows.map(({ id, ...entry }) => [id, entry]));
}

/** Those of these entries that an institution which they name has refused, each with its title and who did. */
export async function refusedAmong(
  tx: Tx,
  ids: readonly string[],
): Promise<{ id: string; title: string; by: string }[]> {
  if (ids.length === 0) return [];
  return tx.$queryRaw<{ id: string; title: string; by: string }[]>`
    SELECT m.id, m.title, i.name AS by FROM micro_credential m JOIN institution i ON i.id = m.refused_by_id
     WHERE m.id = ANY(${[...ids]}::uuid[]) AND m.refused_at IS NOT NULL`;
}
