import * as z from 'zod';
import { permissions } from '@/lib/access/permission';
import * as audit from '@/lib/db/audit';
import type { Page } from '@/lib/db/codec';
import { addDays, CivilDateText } from '@/lib/kernel/civil-date';
import { authorize } from '../authorize';
import { query } from '../command';
import type { Context } from '../context';
import { type ToldEntry, withSubjects } from './told-things';

const blank = z.literal('').transform(() => undefined);
/** What the audit page can be asked for; empty fields of its form ask for nothing. */
export const AuditSearch = z.strictObject({
  actorId: z.uuid().or(blank).optional(),
  action: z.enum(permissions).or(blank).optional(),
  objectType: z
    .string()
    .regex(/^[a-z_]{1,40}$/)
    .or(blank)
    .optional(),
  objectId: z.string().max(200).or(blank).optional(),
  from: CivilDateText.or(blank).optional(),
  to: CivilDateText.or(blank).optional(),
  page: z.coerce.number().int().min(1).max(100_000).optional(),
});
export type AuditSearch = z.output<typeof AuditSearch>;

export const auditPageSize = 50;

/** Who did what in the institution, the newest first. Days are those of the institution, as the entries are shown. */
export async function listAudit(ctx: Context, search: AuditSearch): Promise<Page<ToldEntry>> {
  return query(ctx, async (tx, actor, ctx) => {
    authorize(ctx, 'audit.list', { tenantId: actor.tenantId });
    const { from, to, page, ...rest } = search;
    const filter: audit.AuditFilter = {
      ...rest,
      ...(from && { from: await audit.startOfDay(tx, from) }),
      ...(to && { before: await audit.startOfDay(tx, addDays(to, 1)) }),
    };
    const { rows, total } = await audit.listEvents(tx, filter, page ?? 1, auditPageSize);
    return { rows: await withSubjects(tx, actor, rows), total };
  });
}

/** What happened to one thing, the newest first, for its own page. Staff who may read the trail see it; others an empty page. */
export async function listAuditOf(
  ctx: Context,
  object: { objectType: string; objectId: string },
  page = 1,
): Promise<Page<ToldEntry>> {
  return query(ctx, async (tx, actor, ctx) => {
    authorize(ctx, 'audit.list', { tenantId: actor.tenantId });
    const { rows, total } = await audit.listEvents(tx, object, page, auditPageSize);
    return { rows: await withSubjects(tx, actor, rows), total };
  });
}

/** Kinds of things that verbs write about. */
export const auditObjectTypes = [
  'credit_claim',
  'rule_version',
  'review_case',
  'import_batch',
  'micro_credential',
  'recommendation',
  'organization',
  'person',
  'department',
  'institution',
  'policy_version',
  'course',
  'program',
  'audit_entry',
] as const;
