import * as z from 'zod';
import type { Database } from './client';
import { withTenant } from './tx';

const About = z.object({
  personId: z.uuid(),
  ruleVersionId: z.uuid(),
  stageId: z.uuid().optional(),
  messageId: z.string().optional(),
});
/** Whom and what a mail is about. */
export type MailAbout = z.infer<typeof About>;

const Payload = z.object({
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  path: z.string().startsWith('/').optional(),
  about: About.optional(),
});

export interface DueMail {
  tenantId: string;
  id: string;
  kind: string;
  dedupeKey: string;
  /** How often it has been tried, this time included. */
  attempts: number;
  payload: z.infer<typeof Payload> | null;
}

export async function listTenantsWithDueMail(database: Database): Promise<string[]> {
  const rows = await database.prisma.$queryRaw<
    { id: string }[]
  >`SELECT tenants_with_due_messages AS id FROM tenants_with_due_messages()`;
  return rows.map((row) => row.id);
}

/**
 * Takes one message for as long as the lease lasts; two workers never take the same. A worker that dies loses its lease, and the
 * message is tried again: at least once, under the same message id, so that a mailbox can tell. What the clock says of reviews, of which
 * there can be thousands on a day, waits until nothing else is due.
 */
export async function takeDueMail(
  database: Database,
  tenantId: string,
  leaseSeconds: number,
): Promise<DueMail | null> {
  const rows = await withTenant(
    database,
    { tenantId },
    (tx) => tx.$queryRaw<
      { id: string; kind: string; dedupe_key: string; attempts: number; payload: unknown }[]
    >`
    UPDATE outbox_message SET attempts = attempts + 1, next_at = now() + make_interval(secs => ${leaseSeconds})
     WHERE tenant_id = current_tenant() AND id = coalesce(
       (SELECT id FROM outbox_message WHERE tenant_id = current_tenant() AND sent_at IS NULL AND next_at <= now() AND attempts < 10
           AND kind NOT LIKE 'review.clock%' ORDER BY next_at LIMIT 1 FOR UPDATE SKIP LOCKED),
       (SELECT id FROM outbox_message WHERE tenant_id = current_tenant() AND sent_at IS NULL AND next_at <= now() AND attempts < 10
         ORDER BY next_at LIMIT 1 FOR UPDATE SKIP LOCKED))
    RETURNING id, kind, dedupe_key, attempts, payload`,
  );
  const [row] = rows;
  return row
    ? {
        tenantId,
        id: row.id,
        kind: row.kind,
        dedupeKey: row.dedupe_key,
        attempts: row.attempts,
        payload: Payload.safeParse(row.payload).data ?? null,
      }
    : null;
}

export async function markSent(database: Database, { tenantId, id }: DueMail): Promise<void> {
  await withTenant(
    database,
    { tenantId },
    (tx) =>
      tx.$executeRaw`UPDATE outbox_message SET sent_at = now(), last_error = '' WHERE tenant_id = current_tenant() AND id = ${id}::uuid`,
  );
}

/** Drops a message that nobody needs any more. */
export async function dropMail(database: Database, { tenantId, id }: DueMail): Promise<void> {
  await withTenant(
    database,
    { tenantId },
    (tx) =>
      tx.$executeRaw`DELETE FROM outbox_message WHERE tenant_id = current_tenant() AND id = ${id}::uuid`,
  );
}

/** Puts a message back, to be tried again later. */
export async function putBack(
  database: Database,
  { tenantId, id }: DueMail,
  error: string,
  afterSeconds: number,
): Promise<void> {
  await withTenant(
    database,
    { tenantId },
    (tx) => tx.$executeRaw`
    UPDATE outbox_message SET last_error = ${error.slice(0, 300)}, next_at = now() + make_interval(secs => ${afterSeconds})
     WHERE tenant_id = current_tenant() AND id = ${id}::uuid`,
  );
}

/** Forgets what was delivered so many days ago, at every institution: the message names a recipient. */
export async function forgetDelivered(database: Database, days: number): Promise<void> {
  const tenants = await database.prisma.$queryRaw<
    { id: string }[]
  >`SELECT tenants_with_mail_to_forget AS id FROM tenants_with_mail_to_forget(${days}::int)`;
  for (const { id: tenantId } of tenants)
    await withTenant(
      database,
      { tenantId },
      (tx) => tx.$executeRaw`
    DELETE FROM outbox_message WHERE tenant_id = current_tenant() AND sent_at < now() - make_interval(days => ${days}::int)`,
    );
}
