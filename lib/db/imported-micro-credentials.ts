import type { MicroCredentialRow } from '@/lib/import/micro-credential-row';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { Prisma } from './generated/client';
import {
  type Column,
  columnList,
  entryColumns,
  givenList,
  savedColumns,
  typed,
  versionColumns,
} from './micro-credential-columns';
import { plannedAnew } from './planned-anew';
import type { Tx } from './tx';
import { shownFirst } from './version-shown';

/** How a row of a file stands to what the catalog holds under the same natural key. `index` is its place in the list given. */
export interface Standing {
  index: number;
  id: string | null;
  isOurs: boolean;
  /** Name of the institution that listed it. */
  steward: string | null;
  /** Title of the entry that stays, of one that was merged into it. */
  mergedInto: string | null;
  differs: boolean;
  /** What is stored, by the cell of a row; of the version that the row is about, where it names one. Null where nothing differs. */
  stored: Record<string, unknown> | null;
  storedVersion: Record<string, unknown> | null;
  /** Whether the new row's dates or levels contradict the stored ones. */
  clashes: boolean;
  slugTaken: boolean;
  partsDiffer: boolean;
  isDatedChange: boolean;
  saidSince: CivilDate | null;
  /** The day where the institution is that listed it, as the database has it. */
  day: CivilDate;
}

const cells = Prisma.sql`("index" int, "key" text, "slug" text, "kind" text, "parts" text[], "version" json, ${typed(entryColumns)})`;
const versionCells = Prisma.sql`("label" text, ${typed(savedColumns)}, "outcomes" text[])`;

const asObject = (columns: readonly Column[], table: string) =>
  Prisma.raw(
    `json_build_object(${columns.map(([cell, column]) => `'${cell}', ${table}.${column}`).join(', ')})`,
  );

/** What a row gives and what is stored says otherwise. Line ends of a form count as those of a file. */
const given = (columns: readonly Column[], row: string, stored: string) =>
  Prisma.raw(
    columns
      .map(([cell, column, type]) => {
        const said =
          type === 'text' ? `replace(${stored}.${column}, E'\\r\\n', E'\\n')` : `${stored}.${column}`;
        return `(${row}."${cell}" IS NOT NULL AND ${row}."${cell}" IS DISTINCT FROM ${said})`;
      })
      .join(' OR '),
  );
const onlyDated = (columns: readonly Column[]) => columns.filter(([, , , isDated]) => isDated);
const differs = Prisma.sql`(${given(entryColumns, 'r', 'm')})`;
const dated = Prisma.sql`(${given(onlyDated(entryColumns), 'r', 'm')})`;
const datedVersion = Prisma.sql`(v.id IS NOT NULL AND (${given(onlyDated(versionColumns), 'n', 'v')}))`;
const versionDiffers = Prisma.sql`(r.version IS NOT NULL AND (v.id IS NULL OR ${given(savedColumns, 'n', 'v')}
  OR EXISTS (SELECT FROM unnest(n.outcomes) WITH ORDINALITY AS o(text, position)
               LEFT JOIN learning_outcome l ON l.version_id = v.id AND l.position = o.position WHERE l.text IS DISTINCT FROM o.text)))`;
/** Whether a row names what the entry consists of, and the entry consists of something else. */
const partsDiffer = Prisma.sql`(r.parts IS NOT NULL AND m.id IS NOT NULL AND r.parts IS DISTINCT FROM ARRAY(
  SELECT p.natural_key FROM micro_credential_component c JOIN micro_credential p ON p.id = c.part_id WHERE c.whole_id = m.id ORDER BY c.position))`;

const rowsWithVersions = (json: string) => Prisma.sql`
  json_to_recordset(${json}::json) AS r${cells}
  LEFT JOIN LATERAL json_to_record(r.version) AS n${versionCells} ON r.version IS NOT NULL`;

// Reading all of a row for each statement would cost as much as storing it.
const versionsAlone = (json: string) => Prisma.sql`
  json_to_recordset(${json}::json) AS r("key" text, "version" json) CROSS JOIN LATERAL json_to_record(r.version) AS n${versionCells}`;

/** The entry that a row is about, where the institution at work has listed it. */
const ownEntry = Prisma.sql`
  JOIN LATERAL (SELECT e.id, e.steward_tenant_id FROM micro_credential e WHERE e.natural_key = r.key LIMIT 1) m ON m.steward_tenant_id = current_tenant()`;

/** The version that a row is about: the one that it names, else the one in force on the day. */
const versionMeant = (today: CivilDate) => Prisma.sql`
  LEFT JOIN LATERAL (
    SELECT w.* FROM micro_credential_version w CROSS JOIN (SELECT ${today}::date AS day) t
     WHERE w.micro_credential_id = m.id AND (n.label IS NULL OR w.label = n.label) ORDER BY ${Prisma.raw(shownFirst('w', 't.day'))} LIMIT 1) v ON true`;

/** How rows stand to the catalog, in their order. Most rows of a large file are new: only what is listed is read and compared whole. */
export async function standingsOf(
  tx: Tx,
  rows: readonly (MicroCredentialRow & { parts: readonly string[] | null })[],
  today: CivilDate,
): Promise<Standing[]> {
  const there = await tx.$queryRaw<{ key: string; slug: string }[]>`
    SELECT ${plannedAnew} natural_key AS key, slug FROM micro_credential
     WHERE natural_key = ANY(${rows.map(({ key }) => key)}) OR slug = ANY(${rows.map(({ slug }) => slug)})`;
  const keys = new Set(there.map(({ key }) => key));
  const slugs = new Set(there.map(({ slug }) => slug));
  const listed = rows.flatMap((row, index) => (keys.has(row.key) ? [{ index, ...row }] : []));
  const known = new Map((await compared(tx, listed, today)).map((one) => [one.index, one]));
  return rows.map(
    (row, index) => known.get(index) ?? { ...unlisted, index, slugTaken: slugs.has(row.slug), day: today },
  );
}

const unlisted: Omit<Standing, 'index' | 'slugTaken' | 'day'> = {
  id: null,
  isOurs: false,
  steward: null,
  mergedInto: null,
  differs: true,
  stored: null,
  storedVersion: null,
  clashes: false,
  partsDiffer: false,
  isDatedChange: false,
  saidSince: null,
};

async function compared(
  tx: Tx,
  rows: readonly (MicroCredentialRow & { index: number })[],
  today: CivilDate,
): Promise<Standing[]> {
  if (rows.length === 0) return [];
  return tx.$queryRaw<Standing[]>`
    SELECT ${plannedAnew} r.index, m.id, coalesce(m.steward_tenant_id = current_tenant(), false) AS "isOurs", s.name AS steward,
           (SELECT x.title FROM micro_credential x WHERE x.id = m.same_as_id) AS "mergedInto",
           coalesce(${differs}, false) OR coalesce(${versionDiffers}, false) AS differs,
           CASE WHEN ${differs} THEN ${asObject(entryColumns, 'm')} END AS stored,
           CASE WHEN ${versionDiffers} THEN ${asObject(versionColumns, 'v')} END AS "storedVersion",
           coalesce(coalesce(n."validFrom", v.valid_from) > coalesce(n."validTo", v.valid_to) OR coalesce(n."eqfMin", v.eqf_min) > coalesce(n."eqfMax", v.eqf_max)
             OR coalesce(n."qualitySourceOn", v.quality_source_on) > coalesce(n."qualityUntil", v.quality_until), false) AS clashes,
           coalesce(${dated}, false) OR coalesce(${datedVersion}, false) AS "isDatedChange",
           greatest(CASE WHEN ${dated} THEN m.first_day END, CASE WHEN ${datedVersion} THEN v.first_day END)::text AS "saidSince",
           (now() AT TIME ZONE coalesce(s.time_zone, 'UTC'))::date::text AS day,
           m.id IS NULL AND t.slug IS NOT NULL AS "slugTaken", coalesce(${partsDiffer}, false) AS "partsDiffer"
      FROM ${rowsWithVersions(JSON.stringify(rows))}
      LEFT JOIN LATERAL (SELECT e.* FROM micro_credential e WHERE e.natural_key = r.key LIMIT 1) m ON true
      LEFT JOIN LATERAL (SELECT e.slug FROM micro_credential e WHERE e.slug = r.slug LIMIT 1) t ON true
      LEFT JOIN institution s ON s.id = m.steward_tenant_id
      ${versionMeant(today)}`;
}

/** What a file leaves empty stays. */
const stays = (columns: readonly Column[], row: string, stored: string) =>
  Prisma.raw(
    columns
      .map(([cell, column, type]) =>
        row === 'EXCLUDED' && type === 'text[]'
          ? `${column} = CASE WHEN EXCLUDED.${column} = '{}' THEN ${stored}.${column} ELSE EXCLUDED.${column} END`
          : `${column} = coalesce(${row === 'EXCLUDED' ? `EXCLUDED.${column}` : `${row}."${cell}"`}, ${stored}.${column})`,
      )
      .join(', '),
  );

/** Changes what the file gives; what it leaves empty stays. Only entries of the institution at work. */
export async function change(tx: Tx, rows: readonly MicroCredentialRow[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE ${plannedAnew} micro_credential m SET ${stays(entryColumns, 'r', 'm')}, row_version = m.row_version + 1
      FROM json_to_recordset(${entriesAlone(rows)}::json) AS r${cells}
     WHERE m.natural_key = r.key AND m.steward_tenant_id = current_tenant() AND ${differs}`;
}

/** Adds and changes the versions that the rows are about. */
export async function saveVersions(
  tx: Tx,
  rows: readonly MicroCredentialRow[],
  today: CivilDate,
): Promise<void> {
  const withVersion = rows.filter((row) => row.version !== null);
  if (withVersion.length === 0) return;
  const json = JSON.stringify(withVersion.map(({ key, version }) => ({ key, version })));
  await tx.$executeRaw`
    INSERT ${plannedAnew} INTO micro_credential_version AS v (steward_tenant_id, micro_credential_id, label, ${columnList(savedColumns)})
    SELECT current_tenant(), m.id, coalesce(n.label, v.label, '1'), ${givenList(savedColumns, 'n')}
      FROM ${versionsAlone(json)} ${ownEntry}
      ${versionMeant(today)}
    ON CONFLICT (micro_credential_id, label) DO UPDATE SET ${stays(savedColumns, 'EXCLUDED', 'v')}, row_version = v.row_version + 1`;
  if (withVersion.some((row) => row.version?.outcomes)) {
    await tx.$executeRaw`
      INSERT ${plannedAnew} INTO learning_outcome AS l (steward_tenant_id, version_id, position, text)
      SELECT current_tenant(), v.id, o.position, o.text
        FROM ${versionsAlone(json)} ${ownEntry}
        ${versionMeant(today)}
        CROSS JOIN LATERAL unnest(n.outcomes) WITH ORDINALITY AS o(text, position)
      ON CONFLICT (version_id, position) DO UPDATE SET text = EXCLUDED.text WHERE l.text <> EXCLUDED.text`;
  }
}

/** Ids of micro-credentials by natural key; of one that was merged, that of the one that stays. */
export async function idsByKey(tx: Tx, keys: readonly string[]): Promise<Map<string, string>> {
  if (keys.length === 0) return new Map();
  const rows = await tx.$queryRaw<
    { key: string; id: string }[]
  >`SELECT ${plannedAnew} natural_key AS key, coalesce(same_as_id, id) AS id FROM micro_credential WHERE natural_key = ANY(${[...keys]})`;
  return new Map(rows.map(({ key, id }) => [key, id]));
}

/** Natural keys of micro-credentials by the word in their address; of one that was merged, that of the one that stays. */
export async function keysBySlug(tx: Tx, slugs: readonly string[]): Promise<Map<string, string>> {
  if (slugs.length === 0) return new Map();
  const rows = await tx.$queryRaw<{ slug: string; key: string }[]>`
    SELECT ${plannedAnew} named.slug, m.natural_key AS key
      FROM micro_credential named JOIN micro_credential m ON m.id = coalesce(named.same_as_id, named.id) WHERE named.slug = ANY(${[...slugs]})`;
  return new Map(rows.map(({ slug, key }) => [slug, key]));
}

/** Which of these are decided about somewhere: what they belong to is fixed. @source prisma/migrations, guard_composition */
export async function decidedKeys(tx: Tx, keys: readonly string[]): Promise<Set<string>> {
  if (keys.length === 0) return new Set();
  const rows = await tx.$queryRaw<{ key: string }[]>`
    SELECT ${plannedAnew} natural_key AS key FROM micro_credential WHERE natural_key = ANY(${[...keys]}) AND is_decided_about(id)`;
  return new Set(rows.map(({ key }) => key));
}

/** Ids of micro-credentials by the word in their address; of one that was merged, that of the one that stays. */
export async function idsBySlug(tx: Tx, slugs: readonly string[]): Promise<Map<string, string>> {
  if (slugs.length === 0) return new Map();
  const rows = await tx.$queryRaw<
    { slug: string; id: string }[]
  >`SELECT ${plannedAnew} slug, coalesce(same_as_id, id) AS id FROM micro_credential WHERE slug = ANY(${slugs.filter((slug) => !slug.includes('\0'))})`;
  return new Map(rows.map(({ slug, id }) => [slug, id]));
}

function entriesAlone(rows: readonly MicroCredentialRow[]): string {
  return JSON.stringify(rows.map(({ version: _, ...entry }) => entry));
}
