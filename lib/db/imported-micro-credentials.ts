import type { MicroCredentialRow } from '@/lib/import/micro-credential-row';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { Prisma } from './generated/client';
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

/** Cell of a row, column, type. What the database keeps dated: @source prisma/migrations, keep_what_was_said */
type Column = readonly [
  cell: string,
  column: string,
  type: 'text' | 'date' | 'int' | 'text[]',
  isDated?: 'dated',
];
const entryColumns: readonly Column[] = [
  ['title', 'title', 'text', 'dated'],
  ['provider', 'provider', 'text', 'dated'],
  ['platform', 'platform', 'text'],
  ['awardingBody', 'awarding_body', 'text'],
  ['subject', 'subject', 'text'],
  ['iscedF', 'isced_f', 'text'],
  ['cip', 'cip', 'text'],
  ['language', 'language', 'text'],
  ['levelLabel', 'level_label', 'text', 'dated'],
  ['url', 'url', 'text'],
  ['skills', 'skills', 'text[]'],
  ['status', 'status', 'text', 'dated'],
  ['source', 'source', 'text'],
  ['retrievedOn', 'retrieved_on', 'date'],
];
const versionColumns: readonly Column[] = [
  ['validFrom', 'valid_from', 'date', 'dated'],
  ['validTo', 'valid_to', 'date', 'dated'],
  ['workloadHours', 'workload_hours', 'text', 'dated'],
  ['effort', 'effort', 'text'],
  ['duration', 'duration', 'text'],
  ['creditAmount', 'credit_amount', 'text', 'dated'],
  ['creditUnit', 'credit_unit', 'text', 'dated'],
  ['creditFramework', 'credit_framework', 'text', 'dated'],
  ['eqfMin', 'eqf_min', 'int', 'dated'],
  ['eqfMax', 'eqf_max', 'int', 'dated'],
  ['nationalFramework', 'national_framework', 'text'],
  ['nationalMin', 'national_min', 'text'],
  ['nationalMax', 'national_max', 'text'],
  ['assessment', 'assessment', 'text[]'],
  ['supervision', 'supervision', 'text'],
  ['participation', 'participation', 'text'],
  ['qualityAssurance', 'quality_assurance', 'text'],
  ['qualityAssuredBy', 'quality_assured_by', 'text'],
  ['qualitySource', 'quality_source', 'text'],
  ['qualitySourceOn', 'quality_source_on', 'date'],
  ['qualityUntil', 'quality_until', 'date'],
  ['passMark', 'pass_mark', 'text', 'dated'],
  ['prerequisites', 'prerequisites', 'text'],
  ['stackability', 'stackability', 'text'],
  ['price', 'price', 'text'],
  ['currency', 'currency', 'text'],
  ['country', 'country', 'text'],
  ['evidenceLinks', 'evidence_links', 'text[]'],
];
/** Descriptive text, which a change does not show word by word. */
const description: Column = ['description', 'description', 'text'];
const savedColumns = [...versionColumns, description];

const typed = (columns: readonly Column[]) =>
  Prisma.raw(columns.map(([cell, , type]) => `"${cell}" ${type}`).join(', '));
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

export async function standingsOf(
  tx: Tx,
  rows: readonly (MicroCredentialRow & { parts: readonly string[] | null })[],
  today: CivilDate,
): Promise<Standing[]> {
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
      FROM ${rowsWithVersions(toJson(rows))}
      LEFT JOIN LATERAL (SELECT e.* FROM micro_credential e WHERE e.natural_key = r.key LIMIT 1) m ON true
      LEFT JOIN LATERAL (SELECT e.slug FROM micro_credential e WHERE e.slug = r.slug LIMIT 1) t ON true
      LEFT JOIN institution s ON s.id = m.steward_tenant_id
      ${versionMeant(today)}`;
}

const columnList = (columns: readonly Column[]) => Prisma.raw(columns.map(([, column]) => column).join(', '));
/** What a new row stores, empty lists where the file gives none; `instead` by column. */
const givenList = (columns: readonly Column[], row: string, instead: Readonly<Record<string, string>> = {}) =>
  Prisma.raw(
    columns
      .map(([cell, column, type]) =>
        instead[column] !== undefined
          ? `coalesce(${row}."${cell}", ${instead[column]})`
          : type === 'text[]'
            ? `coalesce(${row}."${cell}", '{}')`
            : `${row}."${cell}"`,
      )
      .join(', '),
  );
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

/**
 * Lists new ones under the institution at work, with what they consist of. Returns how many; fewer than given when somebody else was
 * faster.
 */
export async function add(
  tx: Tx,
  rows: readonly MicroCredentialRow[],
  { source }: { source: string },
): Promise<number> {
  return tx.$executeRaw`
    INSERT INTO micro_credential (steward_tenant_id, slug, natural_key, kind, ${columnList(entryColumns)})
    SELECT current_tenant(), r.slug, r.key, r.kind, ${givenList(entryColumns, 'r', { status: "'active'", source: 'x.source' })}
      FROM json_to_recordset(${entriesAlone(rows)}::json) AS r${cells} CROSS JOIN (SELECT ${source}::text AS source) x
    ON CONFLICT DO NOTHING`;
}

/** What new entries consist of, by the keys of the parts. Returns how many parts; fewer than given when somebody else changed them. */
export async function addParts(
  tx: Tx,
  wholes: readonly { key: string; parts: readonly string[] }[],
): Promise<number> {
  return tx.$executeRaw`
    INSERT ${plannedAnew} INTO micro_credential_component (steward_tenant_id, whole_id, part_id, position)
    SELECT current_tenant(), m.id, p.id, part.position
      FROM json_to_recordset(${JSON.stringify(wholes)}::json) AS r("key" text, "parts" text[])
      JOIN micro_credential m ON m.natural_key = r.key AND m.steward_tenant_id = current_tenant()
      CROSS JOIN LATERAL unnest(r.parts) WITH ORDINALITY AS part(key, position)
      JOIN micro_credential p ON p.natural_key = part.key`;
}

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

function toJson(rows: readonly MicroCredentialRow[]): string {
  return JSON.stringify(rows.map((row, index) => ({ index, ...row })));
}
