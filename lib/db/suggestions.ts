import type { CivilDate } from '@/lib/kernel/civil-date';
import type { CertificateText } from '@/lib/suggest/certificate';
import type { TargetKind } from '@/lib/suggest/precedent';
import { precedentStatuses } from '@/lib/rule/lifecycle';
import { RuleDefinition } from '@/lib/rule/rule-version';
import { CourseKind } from '@/lib/institution/course-kind';
import { adviceAbout } from './advice-standing';
import { toInstant } from './codec';
import { Prisma } from './generated/client';
import type { Tx } from './tx';
import { versionShownAt } from './version-shown';

/** As many decisions are remembered, the latest. */
const mostDecisions = 20_000;

/**
 * Says whether suggestions would rest on something else than before: decisions that stand, the course list, the day. Not what a
 * certificate says: that is read again with the next of these.
 */
export async function markOfDecisions(tx: Tx, day: CivilDate): Promise<string> {
  const [found] = await tx.$queryRaw<{ mark: string }[]>`
    SELECT concat_ws(' ', ${day}::text,
             (SELECT concat_ws(' ', count(*), max(v.updated_at)) FROM rule_version v WHERE v.tenant_id = current_tenant() AND v.status = ANY(${[...precedentStatuses]}::text[])),
             (SELECT concat_ws(' ', count(*), max(c.changed_at)) FROM course_version c WHERE c.tenant_id = current_tenant())) AS mark`;
  return found?.mark ?? '';
}

/** The newest version of each rule of the institution whose decision stands, the latest decision first. */
export async function listDecidedIds(tx: Tx): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT n.id FROM (
      SELECT DISTINCT ON (v.rule_id) v.id, coalesce(v.published_at, v.approved_at, v.updated_at) AS at
        FROM rule_version v WHERE v.tenant_id = current_tenant() AND v.status = ANY(${[...precedentStatuses]}::text[])
       ORDER BY v.rule_id, v.version DESC) n
     ORDER BY n.at DESC, n.id LIMIT ${mostDecisions}`;
  return rows.map(({ id }) => id);
}

export async function listDefinitions(
  tx: Tx,
  ids: readonly string[],
): Promise<{ id: string; definition: RuleDefinition }[]> {
  const rows = await tx.ruleVersion.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, definition: true },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ id, definition }) => ({ id, definition: RuleDefinition.parse(definition) }));
}

/** `amount` is by the recommendation that stands longest; `about` of its newest version. */
export interface ListedCertificate extends CertificateText {
  id: string;
  levels: string[];
}

export async function listCertificateTexts(
  tx: Tx,
  ids: readonly string[],
  homeUnit: string,
): Promise<ListedCertificate[]> {
  return tx.$queryRaw<ListedCertificate[]>`
    SELECT m.id, m.title, m.provider, m.subject, r.amount, coalesce(r.levels, '{}') AS levels,
           left(concat_ws(' ', array_to_string(m.skills, ' '), (
             SELECT string_agg(o.text, ' ' ORDER BY o.position) FROM learning_outcome o
              WHERE o.version_id = v.id)), 4000) AS about
      FROM micro_credential m
      LEFT JOIN LATERAL (${Prisma.raw(versionShownAt('m', 'now()'))}) v ON true
      LEFT JOIN LATERAL (
        SELECT r.amount, r.levels FROM ${Prisma.raw(adviceAbout('m.id'))} AND r.unit = ${homeUnit} AND r.amount IS NOT NULL
         ORDER BY r.valid_to DESC NULLS FIRST, r.recommender, r.id LIMIT 1) r ON true
     WHERE m.id = ANY(${[...ids]}::uuid[]) ORDER BY m.id`;
}

/** An entry of the course list; `about` are its outcomes. */
export interface ListedCourse {
  code: string;
  title: string;
  credits: string | null;
  level: string | null;
  kind: TargetKind;
  about: string;
}

/** What of the institution's own list can be granted on the day, by code: so many behind that one, the first where it is empty. */
export async function listGrantable(
  tx: Tx,
  day: CivilDate,
  behind: string,
  count: number,
): Promise<ListedCourse[]> {
  const rows = await tx.$queryRaw<(Omit<ListedCourse, 'kind'> & { kind: string })[]>`
    SELECT c.code, c.title, c.credits, c.level, c.kind,
           left(coalesce((SELECT string_agg(o.text, ' ' ORDER BY o.position) FROM course_outcome o
                           WHERE o.tenant_id = c.tenant_id AND o.course_id = c.id), ''), 4000) AS about
      FROM course_on(${day}::date) c
     WHERE c.tenant_id = current_tenant() AND c.status = 'active' AND (${behind} = '' OR c.code > ${behind})
     ORDER BY c.code LIMIT ${count}`;
  return rows.map(({ kind, ...row }) => ({ ...row, kind: CourseKind.parse(kind) }));
}

/** A decision that a suggestion rests on, as somebody is told of it. */
export interface DecidedBefore {
  id: string;
  title: string;
  version: number;
  publisher: string | null;
  /** The instant of publication, or of approval where it is not published yet. */
  decidedAt: string | null;
}

/** Those of them that still stand. */
export async function listDecidedBefore(tx: Tx, ids: readonly string[]): Promise<DecidedBefore[]> {
  if (ids.length === 0) return [];
  const rows = await tx.$queryRaw<(Omit<DecidedBefore, 'decidedAt'> & { decidedAt: Date | null })[]>`
    SELECT v.id, e.title, v.version, p.name AS publisher, coalesce(v.published_at, v.approved_at) AS "decidedAt"
      FROM rule_version v JOIN equivalency_rule e ON e.tenant_id = v.tenant_id AND e.id = v.rule_id
      LEFT JOIN person p ON p.tenant_id = v.tenant_id AND p.id = v.published_by_id
     WHERE v.tenant_id = current_tenant() AND v.id = ANY(${[...ids]}::uuid[]) AND v.status = ANY(${[...precedentStatuses]}::text[])`;
  return rows.map(({ decidedAt, ...row }) => ({ ...row, decidedAt: toInstant(decidedAt) }));
}

/** What was learned, as it is stored; whoever reads it says whether it can still be used. */
export interface StoredModel {
  version: number;
  mark: string;
  model: unknown;
  learnedAt: string;
}

export async function findModel(tx: Tx, tenantId: string): Promise<StoredModel | null> {
  const row = await tx.suggestionModel.findUnique({ where: { tenantId } });
  return (
    row && {
      version: row.version,
      mark: row.mark,
      model: row.model,
      learnedAt: toInstant(row.learnedAt),
    }
  );
}

/** Keeps what was learned last, instead of what was learned before. */
export async function keepModel(
  tx: Tx,
  tenantId: string,
  { model, mark, learnedAt }: { model: { version: number; seed: number }; mark: string; learnedAt: string },
): Promise<void> {
  const { version, seed } = model;
  const data = { version, seed, mark, learnedAt, model: model as Prisma.InputJsonObject };
  await tx.suggestionModel.upsert({
    where: { tenantId },
    create: { tenantId, ...data },
    update: data,
  });
}

/** Keeps what was suggested beside a draft when it was saved last. */
export async function keepShown(
  tx: Tx,
  { tenantId, id: ruleVersionId }: { tenantId: string; id: string },
  targets: readonly string[],
  shownAt: string,
): Promise<void> {
  const data = { targets: [...targets], shownAt };
  await tx.suggestionShown.upsert({
    where: { tenantId_ruleVersionId: { tenantId, ruleVersionId } },
    create: { tenantId, ruleVersionId, ...data },
    update: data,
  });
}

/** What was suggested beside mappings that are decided now, with what was decided. */
export async function listShownAndDecided(
  tx: Tx,
): Promise<{ shown: string[]; definition: RuleDefinition }[]> {
  const rows = await tx.suggestionShown.findMany({
    where: { ruleVersion: { status: { in: [...precedentStatuses] } } },
    select: { targets: true, ruleVersion: { select: { definition: true } } },
    orderBy: { shownAt: 'desc' },
    take: mostDecisions,
  });
  return rows.map(({ targets, ruleVersion }) => ({
    shown: targets,
    definition: RuleDefinition.parse(ruleVersion.definition),
  }));
}
