import { AppealRoute, CreditPolicy, ReviewPolicy } from '@/lib/institution/policy-version';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { refuse } from '@/lib/kernel/refusal';
import { fromDay, toDay, toInstant } from './codec';
import { Prisma } from './generated/client';
import type { Tx } from './tx';

export interface PolicyVersion {
  id: string;
  version: number;
  status: 'draft' | 'adopted';
  credit: CreditPolicy;
  review: ReviewPolicy;
  /** Null: nothing is stated about appeals. */
  appeal: AppealRoute | null;
  effectiveFrom: CivilDate;
  effectiveTo: CivilDate | null;
  note: string;
  authorId: string;
  authorName: string;
  /** Who changed the text since; authors as well. */
  contributors: { id: string; name: string }[];
  adoptedByName: string | null;
  adoptedAt: string | null;
  rowVersion: number;
}

export type PolicyContent = Pick<
  PolicyVersion,
  'credit' | 'review' | 'appeal' | 'effectiveFrom' | 'effectiveTo' | 'note'
>;

const names = {
  author: { select: { name: true } },
  adoptedBy: { select: { name: true } },
  contributors: {
    select: { person: { select: { id: true, name: true } } },
    orderBy: [{ since: 'asc' }, { personId: 'asc' }],
  },
} satisfies Prisma.PolicyVersionInclude;

/** All versions, the newest first. */
export async function allPolicies(tx: Tx): Promise<PolicyVersion[]> {
  const rows = await tx.policyVersion.findMany({ include: names, orderBy: { version: 'desc' } });
  return rows.map(toPolicy);
}

/** @refuses not_found */
export async function getPolicy(tx: Tx, id: string): Promise<PolicyVersion> {
  const row = await tx.policyVersion.findFirst({ where: { id }, include: names });
  return row ? toPolicy(row) : refuse('not_found', 'policy/not-found');
}

/** Takes all versions of the institution for this transaction, so that no two people number or adopt at the same time. */
export async function lockPolicies(tx: Tx, tenantId: string): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended('policy ' || ${tenantId}, 0))::text`;
}

export async function insertDraft(
  tx: Tx,
  draft: PolicyContent & { tenantId: string; id: string; version: number; authorId: string },
): Promise<void> {
  const { tenantId, id, version, authorId, ...content } = draft;
  await tx.policyVersion.create({
    data: { tenantId, id, version, authorId, ...toColumns(content) },
    select: { id: true },
  });
}

/** Saves what a draft says, and that this person changed it. @refuses conflict `policy/changed-meanwhile` */
export async function updateDraft(
  tx: Tx,
  draft: Pick<PolicyVersion, 'id' | 'authorId'> & { tenantId: string },
  expectedVersion: number,
  content: PolicyContent,
  by: { personId: string; at: string },
): Promise<void> {
  const { count } = await tx.policyVersion.updateMany({
    where: { id: draft.id, status: 'draft', rowVersion: expectedVersion },
    data: { ...toColumns(content), rowVersion: { increment: 1 } },
  });
  if (count !== 1) refuse('conflict', 'policy/changed-meanwhile');
  if (by.personId === draft.authorId) return;
  await tx.policyContributor.createMany({
    data: [
      {
        tenantId: draft.tenantId,
        policyVersionId: draft.id,
        personId: by.personId,
        since: new Date(by.at),
      },
    ],
    skipDuplicates: true,
  });
}

/** @refuses conflict `policy/changed-meanwhile` */
export async function adopt(
  tx: Tx,
  id: string,
  expectedVersion: number,
  by: { personId: string; at: string },
): Promise<void> {
  const { count } = await tx.policyVersion.updateMany({
    where: { id, status: 'draft', rowVersion: expectedVersion },
    data: {
      status: 'adopted',
      adoptedById: by.personId,
      adoptedAt: new Date(by.at),
      rowVersion: { increment: 1 },
    },
  });
  if (count !== 1) refuse('conflict', 'policy/changed-meanwhile');
}

/** Ends a version in force, so that its successor can begin. */
export async function endOn(tx: Tx, id: string, day: CivilDate): Promise<void> {
  await tx.policyVersion.updateMany({
    where: { id },
    data: { effectiveTo: fromDay(day), rowVersion: { increment: 1 } },
  });
}

function toColumns({ credit, review, appeal, effectiveFrom, effectiveTo, note }: PolicyContent) {
  return {
    credit: credit as Prisma.InputJsonValue,
    review: review as Prisma.InputJsonValue,
    appeal: appeal === null ? Prisma.DbNull : (appeal as Prisma.InputJsonValue),
    effectiveFrom: fromDay(effectiveFrom) as Date,
    effectiveTo: fromDay(effectiveTo),
    note,
  };
}

function toPolicy(row: Prisma.PolicyVersionGetPayload<{ include: typeof names }>): PolicyVersion {
  return {
    id: row.id,
    version: row.version,
    status: row.status === 'adopted' ? 'adopted' : 'draft',
    credit: CreditPolicy.parse(row.credit),
    review: ReviewPolicy.parse(row.review),
    appeal: AppealRoute.nullable().parse(row.appeal),
    effectiveFrom: toDay(row.effectiveFrom),
    effectiveTo: toDay(row.effectiveTo),
    note: row.note,
    authorId: row.authorId,
    authorName: row.author.name,
    contributors: row.contributors.map(({ person }) => person),
    adoptedByName: row.adoptedBy?.name ?? null,
    adoptedAt: toInstant(row.adoptedAt),
    rowVersion: row.rowVersion,
  };
}
