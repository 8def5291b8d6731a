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
  differs: boolean;
  /** What is stored, by the cell of a row; of the version that the row is about, where it names one. Null where nothing differs. */
  stored: Record<string, unknown> | null;
  storedVersion: Record<string, unknown> | null;
  /** Whether the new row's dates or levels contradict the stored ones. */
  clashes: boolean;
  slugTaken: boolean;
  isDatedChange: boolean;
  saidSince: CivilDate | null;
  /** The day where the institution is that listed it, as the database has it. */
  day: CivilDate;
}

const cells = Prisma.sql`(
  "index" int, "key" text, "slug" text, "kind" text, "title" text, "provider" text, "platform" text, "awardingBody" text, "subject" text, "language" text,
  "levelLabel" text, "url" text, "skills" text[], "status" text, "source" text, "retrievedOn" date, "version" json)`;
const versionCells = Prisma.sql`(
  "label" text, "validFrom" date, "validTo" date, "workloadHours" text, "effort" text, "eqfMin" int, "eqfMax" int, "assessment" text[], "supervision" text,
  "participation" text, "qualityAssurance" text, "passMark" text, "prerequisites" text, "country" text, "description" text, "outcomes" text[])`;

/** What of an entry and of a version the database keeps dated, by cell of a row. @source prisma/migrations, keep_what_was_said */
const dated = Prisma.sql`(r.title <> m.title OR r.provider <> m.provider OR (r."levelLabel" IS NOT NULL AND r."levelLabel" IS DISTINCT FROM m.level_label)
  OR (r.status IS NOT NULL AND r.status <> m.status))`;
const datedVersion = Prisma.sql`(v.id IS NOT NULL AND (${Prisma.join(
  (
    [
      ['validFrom', 'valid_from'],
      ['validTo', 'valid_to'],
      ['workloadHours', 'workload_hours'],
      ['eqfMin', 'eqf_min'],
      ['eqfMax', 'eqf_max'],
      ['passMark', 'pass_mark'],
    ] as const
  ).map(([cell, column]) =>
    Prisma.raw(`(n."${cell}" IS NOT NULL AND n."${cell}" IS DISTINCT FROM v.${column})`),
  ),
  ' OR ',
)}))`;

const entryCells = [
  ['title', 'title'],
  ['provider', 'provider'],
  ['platform', 'platform'],
  ['awardingBody', 'awarding_body'],
  ['subject', 'subject'],
  ['language', 'language'],
  ['levelLabel', 'level_label'],
  ['url', 'url'],
  ['skills', 'skills'],
  ['status', 'status'],
  ['source', 'source'],
  ['retrievedOn', 'retrieved_on'],
] as const;
const versionEntryCells = [
  ['validFrom', 'valid_from'],
  ['validTo', 'valid_to'],
  ['workloadHours', 'workload_hours'],
  ['effort', 'effort'],
  ['eqfMin', 'eqf_min'],
  ['eqfMax', 'eqf_max'],
  ['assessment', 'assessment'],
  ['supervision', 'supervision'],
  ['participation', 'participation'],
  ['qualityAssurance', 'quality_assurance'],
  ['passMark', 'pass_mark'],
  ['prerequisites', 'prerequisites'],
  ['country', 'country'],
] as const;
const asObject = (cells: readonly (readonly [string, string])[], table: string) =>
  Prisma.sql`json_build_object(${Prisma.join(cells.map(([cell, column]) => Prisma.raw(`'${cell}', ${table}.${column}`)))})`;

const given = (cell: Prisma.Sql, stored: Prisma.Sql) =>
  Prisma.sql`(${cell} IS NOT NULL AND ${cell} IS DISTINCT FROM ${stored})`;
const differs = Prisma.join(
  entryCells.map(([cell, column]) => given(Prisma.raw(`r."${cell}"`), Prisma.raw(`m.${column}`))),
  ' OR ',
);
const versionDiffers = Prisma.sql`(r.version IS NOT NULL AND (v.id IS NULL OR ${Prisma.join(
  versionEntryCells.map(([cell, column]) => given(Prisma.raw(`n."${cell}"`), Prisma.raw(`v.${column}`))),
  ' OR ',
)} OR ${given(Prisma.sql`n.description`, Prisma.sql`v.description`)} OR EXISTS (SELECT FROM unnest(n.outcomes) WITH ORDINALITY AS o(text, position)
                LEFT JOIN learning_outcome l ON l.version_id = v.id AND l.position = o.position WHERE l.text IS DISTINCT FROM o.text)))`;

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
  rows: readonly MicroCredentialRow[],
  today: CivilDate,
): Promise<Standing[]> {
  return tx.$queryRaw<Standing[]>`
    SELECT ${plannedAnew} r.index, m.id, coalesce(m.steward_tenant_id = current_tenant(), false) AS "isOurs", s.name AS steward,
           coalesce(${differs}, false) OR coalesce(${versionDiffers}, false) AS differs,
           CASE WHEN ${differs} THEN ${asObject(entryCells, 'm')} END AS stored,
           CASE WHEN ${versionDiffers} THEN ${asObject(versionEntryCells, 'v')} END AS "storedVersion",
           coalesce(coalesce(n."validFrom", v.valid_from) > coalesce(n."validTo", v.valid_to) OR coalesce(n."eqfMin", v.eqf_min) > coalesce(n."eqfMax", v.eqf_max), false) AS clashes,
           coalesce(${dated}, false) OR coalesce(${datedVersion}, false) AS "isDatedChange",
           greatest(CASE WHEN ${dated} THEN m.first_day END, CASE WHEN ${datedVersion} THEN v.first_day END)::text AS "saidSince",
           (now() AT TIME ZONE coalesce(s.time_zone, 'UTC'))::date::text AS day,
           m.id IS NULL AND t.slug IS NOT NULL AS "slugTaken"
      FROM ${rowsWithVersions(toJson(rows))}
      LEFT JOIN LATERAL (SELECT e.* FROM micro_credential e WHERE e.natural_key = r.key LIMIT 1) m ON true
      LEFT JOIN LATERAL (SELECT e.slug FROM micro_credential e WHERE e.slug = r.slug LIMIT 1) t ON true
      LEFT JOIN institution s ON s.id = m.steward_tenant_id
      ${versionMeant(today)}`;
}

/** Lists new ones under the institution at work. Returns how many; fewer than given when somebody else was faster. */
export async function add(
  tx: Tx,
  rows: readonly MicroCredentialRow[],
  { source, today }: { source: string; today: CivilDate },
): Promise<number> {
  const count = await tx.$executeRaw`
    INSERT INTO micro_credential (steward_tenant_id, slug, natural_key, kind, title, provider, platform, awarding_body, subject, language, level_label, url,
                                  skills, status, source, retrieved_on)
    SELECT current_tenant(), r.slug, r.key, r.kind, r.title, r.provider, r.platform, r."awardingBody", r.subject, r.language, r."levelLabel", r.url,
           coalesce(r.skills, '{}'), coalesce(r.status, 'active'), coalesce(r.source, ${source}), r."retrievedOn"
      FROM json_to_recordset(${entriesAlone(rows)}::json) AS r${cells}
    ON CONFLICT DO NOTHING`;
  await saveVersions(tx, rows, today);
  return count;
}

/** Changes what the file gives; what it leaves empty stays. Only entries of the institution at work. */
export async function change(tx: Tx, rows: readonly MicroCredentialRow[], today: CivilDate): Promise<void> {
  await tx.$executeRaw`
    UPDATE ${plannedAnew} micro_credential m
       SET title = r.title, provider = r.provider, platform = coalesce(r.platform, m.platform), awarding_body = coalesce(r."awardingBody", m.awarding_body),
           subject = coalesce(r.subject, m.subject), language = coalesce(r.language, m.language), level_label = coalesce(r."levelLabel", m.level_label),
           url = coalesce(r.url, m.url), skills = coalesce(r.skills, m.skills), status = coalesce(r.status, m.status), source = coalesce(r.source, m.source),
           retrieved_on = coalesce(r."retrievedOn", m.retrieved_on), row_version = m.row_version + 1
      FROM json_to_recordset(${entriesAlone(rows)}::json) AS r${cells}
     WHERE m.natural_key = r.key AND m.steward_tenant_id = current_tenant() AND (${differs})`;
  await saveVersions(tx, rows, today);
}

async function saveVersions(tx: Tx, rows: readonly MicroCredentialRow[], today: CivilDate): Promise<void> {
  const withVersion = rows.filter((row) => row.version !== null);
  if (withVersion.length === 0) return;
  const json = JSON.stringify(withVersion.map(({ key, version }) => ({ key, version })));
  await tx.$executeRaw`
    INSERT ${plannedAnew} INTO micro_credential_version AS v (steward_tenant_id, micro_credential_id, label, valid_from, valid_to, workload_hours, effort, eqf_min, eqf_max,
                                               assessment, supervision, participation, quality_assurance, pass_mark, prerequisites, country, description)
    SELECT current_tenant(), m.id, coalesce(n.label, v.label, '1'), n."validFrom", n."validTo", n."workloadHours", n.effort, n."eqfMin", n."eqfMax",
           coalesce(n.assessment, '{}'), n.supervision, n.participation, n."qualityAssurance", n."passMark", n.prerequisites, n.country, n.description
      FROM ${versionsAlone(json)} ${ownEntry}
      ${versionMeant(today)}
    ON CONFLICT (micro_credential_id, label) DO UPDATE
       SET valid_from = coalesce(EXCLUDED.valid_from, v.valid_from), valid_to = coalesce(EXCLUDED.valid_to, v.valid_to),
           workload_hours = coalesce(EXCLUDED.workload_hours, v.workload_hours), effort = coalesce(EXCLUDED.effort, v.effort),
           eqf_min = coalesce(EXCLUDED.eqf_min, v.eqf_min), eqf_max = coalesce(EXCLUDED.eqf_max, v.eqf_max),
           assessment = CASE WHEN EXCLUDED.assessment = '{}' THEN v.assessment ELSE EXCLUDED.assessment END,
           supervision = coalesce(EXCLUDED.supervision, v.supervision), participation = coalesce(EXCLUDED.participation, v.participation),
           quality_assurance = coalesce(EXCLUDED.quality_assurance, v.quality_assurance), pass_mark = coalesce(EXCLUDED.pass_mark, v.pass_mark),
           prerequisites = coalesce(EXCLUDED.prerequisites, v.prerequisites), country = coalesce(EXCLUDED.country, v.country),
           description = coalesce(EXCLUDED.description, v.description), row_version = v.row_version + 1`;
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

/** Ids of micro-credentials by natural key. */
export async function idsByKey(tx: Tx, keys: readonly string[]): Promise<Map<string, string>> {
  if (keys.length === 0) return new Map();
  const rows = await tx.$queryRaw<
    { key: string; id: string }[]
  >`SELECT ${plannedAnew} natural_key AS key, id FROM micro_credential WHERE natural_key = ANY(${[...keys]})`;
  return new Map(rows.map(({ key, id }) => [key, id]));
}

/** Ids of micro-credentials by the word in their address. */
export async function idsBySlug(tx: Tx, slugs: readonly string[]): Promise<Map<string, string>> {
  if (slugs.length === 0) return new Map();
  const rows = await tx.$queryRaw<
    { slug: string; id: string }[]
  >`SELECT ${plannedAnew} slug, id FROM micro_credential WHERE slug = ANY(${slugs.filter((slug) => !slug.includes('\0'))})`;
  return new Map(rows.map(({ slug, id }) => [slug, id]));
}

function entriesAlone(rows: readonly MicroCredentialRow[]): string {
  return JSON.stringify(rows.map(({ version: _, ...entry }) => entry));
}

function toJson(rows: readonly MicroCredentialRow[]): string {
  return JSON.stringify(rows.map((row, index) => ({ index, ...row })));
}
