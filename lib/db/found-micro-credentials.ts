import type { Unit } from '@/lib/amount/unit';
import type { AdviceTime } from '@/lib/catalog/advice';
import type { Kind } from '@/lib/catalog/kind';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { adviceAbout, adviceOrder, adviceStandsOn } from './advice-standing';
import type { Database } from './client';
import { confirmedInName, listedInName } from './listed-in-name';
import { publicRead } from './public-read';
import { versionShownAt } from './version-shown';

/** One row of results: what is needed to compare it with the next. */
export interface FoundMicroCredential {
  id: string;
  slug: string;
  kind: Kind;
  title: string;
  provider: string;
  platform: string | null;
  language: string | null;
  levelLabel: string | null;
  isWithdrawn: boolean;
  /** Who listed it in the name of another institution of the installation; null where nobody did. */
  listedBy: string | null;
  /** Which institutions that it names have said that it is right. */
  confirmedBy: string[];
  workloadHours: string | null;
  /** What its provider says of the work, in words. */
  effort: string | null;
  eqfMin: number | null;
  eqfMax: number | null;
  /** ISO 3166-1, two letters, of the version that is shown. */
  country: string | null;
  /** Its page at its provider. */
  url: string | null;
  recommendation: {
    amount: string;
    unit: Unit;
    isMaximum: boolean;
    recommender: string;
    validFrom: CivilDate | null;
    validTo: CivilDate | null;
    /** How it stands on the day that was asked about. */
    time: AdviceTime;
  } | null;
  recommendations: number;
  /** The last day of what is recommended; null where some of it has none, or nothing is. */
  adviceEndsOn: CivilDate | null;
  /** The day on which it was listed, in universal time. */
  listedOn: CivilDate;
}

/** What these entries say in a list of results at an instant, and what is recommended for them on a day, in no order; those that are not there any more are missing. */
export async function listFound(
  database: Database,
  ids: readonly string[],
  { now, day }: { now: string; day: CivilDate },
): Promise<FoundMicroCredential[]> {
  if (ids.length === 0) return [];
  return publicRead(
    database,
    `SELECT m.id, m.slug, m.kind, m.title, m.provider, m.platform, m.language, m.level_label AS "levelLabel", m.status = 'withdrawn' AS "isWithdrawn", ${listedInName('m')} AS "listedBy", ${confirmedInName('m')} AS "confirmedBy",
       v.workload_hours AS "workloadHours", v.effort, v.eqf_min AS "eqfMin", v.eqf_max AS "eqfMax", v.country, m.url, r.best AS recommendation, coalesce(r.n, 0) AS recommendations, r.ends_on::text AS "adviceEndsOn",
       (m.created_at AT TIME ZONE 'UTC')::date::text AS "listedOn"
  FROM micro_credential m
  LEFT JOIN LATERAL (${versionShownAt('m', '$2')}) v ON true
  LEFT JOIN LATERAL (SELECT count(*)::int AS n, CASE WHEN NOT bool_or(valid_to IS NULL) THEN max(valid_to) END AS ends_on, (array_agg(json_build_object('amount', amount, 'unit', unit, 'isMaximum', is_maximum, 'recommender', recommender, 'validFrom', valid_from, 'validTo', valid_to, 'time', ${adviceStandsOn('$3::date')})
                              ORDER BY ${adviceOrder('$3::date')}) FILTER (WHERE amount IS NOT NULL))[1] AS best
                       FROM ${adviceAbout('m.id')}) r ON true
 WHERE m.id = ANY($1::uuid[])`,
    [ids, now, day],
  );
}

/** The titles and addresses of these entries, in no order. */
export async function listTitles(
  database: Database,
  ids: readonly string[],
): Promise<{ id: string; slug: string; title: string; provider: string; language: string | null }[]> {
  if (ids.length === 0) return [];
  return publicRead(
    database,
    `SELECT id, slug, title, provider, language FROM micro_credential WHERE id = ANY($1::uuid[])`,
    [ids],
  );
}
