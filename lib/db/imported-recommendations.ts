import type { RecommendationRow } from '@/lib/import/recommendation-row';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { Prisma } from './generated/client';
import type { Tx } from './tx';

/** How a row of a file stands to the advice held under the same natural key. `index` is its place in the list given. */
export interface Standing {
  index: number;
  id: string | null;
  isOurs: boolean;
  steward: string | null;
  /** Whether the catalog has the micro-credential that the advice is about. */
  isListed: boolean;
  differs: boolean;
  /** What is stored, by the cell of a row; null where nothing differs. */
  stored: Record<string, unknown> | null;
  clashes: boolean;
  /** The micro-credential that it is about. */
  microCredentialId: string | null;
  isDatedChange: boolean;
  saidSince: CivilDate | null;
  /** The day where the institution is that listed it, as the database has it. */
  day: CivilDate;
}

const cells = Prisma.sql`(
  "index" int, "key" text, "microCredentialKey" text, "recommender" text, "externalId" text, "amount" text, "isMaximum" bool, "unit" text, "levels" text[],
  "subjects" jsonb, "passMark" text, "workloadHours" text, "validFrom" date, "validTo" date, "sourceUrl" text, "retrievedOn" date, "confidence" text, "note" text)`;
const optional = [
  ['externalId', 'external_id'],
  ['amount', 'amount'],
  ['isMaximum', 'is_maximum'],
  ['unit', 'unit'],
  ['levels', 'levels'],
  ['subjects', 'subjects'],
  ['passMark', 'pass_mark'],
  ['workloadHours', 'workload_hours'],
  ['validFrom', 'valid_from'],
  ['validTo', 'valid_to'],
  ['retrievedOn', 'retrieved_on'],
  ['confidence', 'confidence'],
  ['note', 'note'],
] as const;
const differs = Prisma.sql`(r."sourceUrl" <> a.source_url OR ${Prisma.join(
  optional.map(([cell, column]) =>
    Prisma.raw(`(r."${cell}" IS NOT NULL AND r."${cell}" IS DISTINCT FROM a.${column})`),
  ),
  ' OR ',
)})`;

const stored = Prisma.sql`json_build_object(${Prisma.join(
  [['sourceUrl', 'source_url'] as const, ...optional].map(([cell, column]) =>
    Prisma.raw(`'${cell}', a.${column}`),
  ),
)})`;

/** What of it the database keeps dated. @source prisma/migrations, keep_what_was_said */
const dated = Prisma.join(
  optional
    .filter(([cell]) => !['externalId', 'retrievedOn', 'confidence', 'note'].includes(cell))
    .map(([cell, column]) =>
      Prisma.raw(`(r."${cell}" IS NOT NULL AND r."${cell}" IS DISTINCT FROM a.${column})`),
    ),
  ' OR ',
);

export async function standingsOf(tx: Tx, rows: readonly RecommendationRow[]): Promise<Standing[]> {
  return tx.$queryRaw<Standing[]>`
    SELECT r.index, a.id, coalesce(a.steward_tenant_id = current_tenant(), false) AS "isOurs", s.name AS steward, m.id IS NOT NULL AS "isListed",
           coalesce(${differs}, false) AS differs, CASE WHEN ${differs} THEN ${stored} END AS stored,
           coalesce(coalesce(r."validFrom", a.valid_from) > coalesce(r."validTo", a.valid_to), false) AS clashes,
           m.id AS "microCredentialId", coalesce(${dated}, false) AS "isDatedChange", a.first_day::text AS "saidSince",
           (now() AT TIME ZONE coalesce(s.time_zone, 'UTC'))::date::text AS day
      FROM json_to_recordset(${toJson(rows)}::json) AS r${cells}
      LEFT JOIN micro_credential m ON m.natural_key = r."microCredentialKey"
      LEFT JOIN recommendation a ON a.natural_key = r.key
      LEFT JOIN institution s ON s.id = a.steward_tenant_id`;
}

/** Adds new advice. Returns how many; fewer than given when somebody else was faster. */
export async function add(tx: Tx, rows: readonly RecommendationRow[]): Promise<number> {
  return tx.$executeRaw`
    INSERT INTO recommendation (steward_tenant_id, micro_credential_id, natural_key, recommender, external_id, amount, is_maximum, unit, levels, subjects,
                                pass_mark, workload_hours, valid_from, valid_to, source_url, retrieved_on, confidence, note)
    SELECT current_tenant(), m.id, r.key, r.recommender, r."externalId", r.amount, coalesce(r."isMaximum", false), r.unit, coalesce(r.levels, '{}'), r.subjects,
           r."passMark", r."workloadHours", r."validFrom", r."validTo", r."sourceUrl", r."retrievedOn", coalesce(r.confidence, 'medium'), r.note
      FROM json_to_recordset(${toJson(rows)}::json) AS r${cells}
      JOIN micro_credential m ON m.natural_key = r."microCredentialKey"
    ON CONFLICT DO NOTHING`;
}

/** Changes what the file gives; what it leaves empty stays. Only advice entered by the institution at work. */
export async function change(tx: Tx, rows: readonly RecommendationRow[]): Promise<void> {
  const sets = Prisma.join(
    optional.map(([cell, column]) => Prisma.raw(`${column} = coalesce(r."${cell}", a.${column})`)),
  );
  await tx.$executeRaw`
    UPDATE recommendation a SET source_url = r."sourceUrl", ${sets}, row_version = a.row_version + 1
      FROM json_to_recordset(${toJson(rows)}::json) AS r${cells}
     WHERE a.natural_key = r.key AND a.steward_tenant_id = current_tenant() AND ${differs}`;
}

function toJson(rows: readonly RecommendationRow[]): string {
  return JSON.stringify(rows.map((row, index) => ({ index, ...row })));
}
