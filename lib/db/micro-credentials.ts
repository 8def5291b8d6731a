import { Standing } from '@/lib/catalog/standing';
import { isId } from '@/lib/kernel/id';
import { refuse } from '@/lib/kernel/refusal';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { adviceAbout } from './advice-standing';
import { toDay } from './codec';
import { joinedTo, publicOnDay, standingByItself, stoodThen, institutionsToday } from './decided';
import { Prisma } from './generated/client';
import type { Tx } from './tx';

/** A row of the picker. */
export interface MicroCredentialRow {
  id: string;
  slug: string;
  title: string;
  language: string | null;
  provider: string;
  kind: string;
  status: string;
  subject: string | null;
  /** Recommendations of third parties about it. */
  recommendationCount: number;
  /** Decisions of one's own institution that name it and are in force today, a no among them. */
  publishedCount: number;
  /** Those that begin later, those that are suspended, and those that have ended or were revoked. */
  comingCount: number;
  suspendedCount: number;
  overCount: number;
}

export interface Recommendation {
  id: string;
  recommender: string;
  externalId: string | null;
  amount: string | null;
  isMaximum: boolean;
  unit: string | null;
  levels: string[];
  subjects: unknown;
  passMark: string | null;
  workloadHours: string | null;
  validFrom: CivilDate | null;
  validTo: CivilDate | null;
  sourceUrl: string;
  retrievedOn: CivilDate | null;
  confidence: string;
  note: string | null;
}

export interface MicroCredentialVersion {
  id: string;
  label: string;
  validFrom: CivilDate | null;
  validTo: CivilDate | null;
  workloadHours: string | null;
  eqfMin: number | null;
  eqfMax: number | null;
  assessment: string[];
  supervision: string | null;
  passMark: string | null;
  outcomes: { id: string; position: number; text: string }[];
}

export interface MicroCredential {
  id: string;
  slug: string;
  title: string;
  language: string | null;
  provider: string;
  platform: string | null;
  kind: string;
  status: string;
  subject: string | null;
  levelLabel: string | null;
  url: string | null;
  successorId: string | null;
  componentsImplied: boolean;
  components: { id: string; title: string }[];
  versions: MicroCredentialVersion[];
  recommendations: Recommendation[];
}

/** These micro-credentials in their order, with what has been decided about each here by that day. */
export async function listMicroCredentialRows(
  tx: Tx,
  ids: readonly string[],
  today: CivilDate,
): Promise<MicroCredentialRow[]> {
  const place = (standing: Standing) => Standing.options.indexOf(standing);
  return tx.$queryRaw<MicroCredentialRow[]>`
    WITH asked AS (SELECT ${today}::text AS day),
         today AS MATERIALIZED (SELECT * FROM (${Prisma.raw(institutionsToday('(SELECT day FROM asked)'))}) every WHERE id = current_tenant()),
         past AS MATERIALIZED (${Prisma.raw(stoodThen)})
    SELECT m.id, m.slug, m.title, m.language, m.provider, m.kind, m.status, m.subject,
           (SELECT count(*)::int FROM ${Prisma.raw(adviceAbout('m.id'))}) AS "recommendationCount",
           d.published AS "publishedCount", d.coming AS "comingCount", d.suspended AS "suspendedCount", d.over AS "overCount"
      FROM unnest(${[...ids]}::uuid[]) WITH ORDINALITY AS f (id, place) JOIN micro_credential m ON m.id = f.id CROSS JOIN LATERAL (
        SELECT count(*) FILTER (WHERE standing IN (${place('published')}, ${place('refused')}))::int AS published,
               count(*) FILTER (WHERE standing IN (${place('coming')}, ${place('refusedLater')}))::int AS coming,
               count(*) FILTER (WHERE standing = ${place('suspended')})::int AS suspended,
               count(*) FILTER (WHERE standing IN (${place('ended')}, ${place('revoked')}))::int AS over
          FROM (SELECT ${Prisma.raw(standingByItself)} AS standing FROM rule_source s JOIN rule_version v ON v.tenant_id = s.tenant_id AND v.id = s.rule_version_id
                  JOIN today i ON i.id = v.tenant_id ${Prisma.raw(joinedTo('past'))}
                 WHERE s.micro_credential_id = f.id AND ${Prisma.raw(publicOnDay)}) each) d
     ORDER BY f.place`;
}

const everything = {
  versions: {
    orderBy: [{ validFrom: { sort: 'desc', nulls: 'last' } }, { label: 'desc' }],
    include: { outcomes: { orderBy: { position: 'asc' } } },
  },
  components: { orderBy: { position: 'asc' }, include: { part: { select: { id: true, title: true } } } },
} satisfies Prisma.MicroCredentialInclude;

/** The micro-credential with this id, or the one into which it was merged. @refuses not_found */
export async function getMicroCredential(tx: Tx, id: string): Promise<MicroCredential> {
  const merged = await tx.microCredential.findUnique({ where: { id }, select: { sameAsId: true } });
  const [row] = await findMicroCredentials(tx, [merged?.sameAsId ?? id]);
  return row ?? refuse('not_found', 'catalog/no-such-entry');
}

/** The micro-credentials with these ids; an id without one is left out. */
export async function findMicroCredentials(tx: Tx, ids: readonly string[]): Promise<MicroCredential[]> {
  const known = ids.filter(isId);
  if (known.length === 0) return [];
  const rows = await tx.microCredential.findMany({
    where: { id: { in: known } },
    include: everything,
    orderBy: [{ title: 'asc' }, { id: 'asc' }],
  });
  // As `adviceAbout` has it, of all of them at once.
  const advice = await tx.recommendation.findMany({
    where: { microCredential: { OR: [{ id: { in: known } }, { sameAsId: { in: known } }] } },
    include: { microCredential: { select: { sameAsId: true } } },
    orderBy: [{ validTo: { sort: 'desc', nulls: 'first' } }, { recommender: 'asc' }],
  });
  return rows.map((row) =>
    fromRow(
      row,
      advice.filter((one) => one.microCredentialId === row.id || one.microCredential.sameAsId === row.id),
    ),
  );
}

/** What these micro-credentials are called, and nothing more. */
export async function findTitles(
  tx: Tx,
  ids: readonly string[],
): Promise<{ id: string; title: string; language: string | null; slug: string }[]> {
  const known = [...new Set(ids.filter(isId))];
  return known.length === 0
    ? []
    : tx.microCredential.findMany({
        where: { id: { in: known } },
        select: { id: true, title: true, language: true, slug: true },
      });
}

function fromRow(
  row: Prisma.MicroCredentialGetPayload<{ include: typeof everything }>,
  advice: readonly Prisma.RecommendationGetPayload<object>[],
): MicroCredential {
  const {
    id,
    slug,
    title,
    language,
    provider,
    platform,
    kind,
    status,
    subject,
    levelLabel,
    url,
    successorId,
    componentsImplied,
  } = row;
  return {
    id,
    slug,
    title,
    language,
    provider,
    platform,
    kind,
    status,
    subject,
    levelLabel,
    url,
    successorId,
    componentsImplied,
    components: row.components.map(({ part }) => part),
    versions: row.versions.map((version) => ({
      id: version.id,
      label: version.label,
      validFrom: toDay(version.validFrom),
      validTo: toDay(version.validTo),
      workloadHours: version.workloadHours,
      eqfMin: version.eqfMin,
      eqfMax: version.eqfMax,
      assessment: version.assessment,
      supervision: version.supervision,
      passMark: version.passMark,
      outcomes: version.outcomes.map((outcome) => ({
        id: outcome.id,
        position: outcome.position,
        text: outcome.text,
      })),
    })),
    recommendations: advice.map((found) => ({
      id: found.id,
      recommender: found.recommender,
      externalId: found.externalId,
      amount: found.amount,
      isMaximum: found.isMaximum,
      unit: found.unit,
      levels: found.levels,
      subjects: found.subjects,
      passMark: found.passMark,
      workloadHours: found.workloadHours,
      validFrom: toDay(found.validFrom),
      validTo: toDay(found.validTo),
      sourceUrl: found.sourceUrl,
      retrievedOn: toDay(found.retrievedOn),
      confidence: found.confidence,
      note: found.note,
    })),
  };
}
