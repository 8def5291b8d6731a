import type { Database } from './client';
import { hashToken } from './sessions';
import { type Tx, withTenant } from './tx';

/** Somebody who asks, as one of several. `key` is a keyed hash of the network for this request; no address is kept. */
export interface NewAsker {
  tenantId: string;
  requestId: string;
  key: string;
  /** Where the answer is to go, and the secret of the link that confirms it; null without an address. */
  mail: { mailbox: string; token: string } | null;
  at: string;
}

/** Whose mailbox a link is about. */
export interface MailedAsker {
  id: string;
  requestId: string;
  mailbox: string;
  isConfirmed: boolean;
}

/**
 * Notes that somebody asks: who left this mailbox before, or who asked from this network without one, is that asker again. The caller holds
 * the request. Returns the asker to whom a link is to be sent, if any.
 */
export async function noteAsker(
  tx: Tx,
  { tenantId, requestId, key, mail, at }: NewAsker,
): Promise<string | null> {
  const asked = await tx.certificateAsker.findMany({ where: { requestId }, orderBy: { id: 'asc' } });
  const own = mail && asked.find(({ mailbox }) => mailbox === mail.mailbox);
  const known =
    own ?? asked.find(({ networkKey, mailbox }) => networkKey === key && (!mail || mailbox === null));
  const isToConfirm = mail !== null && !own?.confirmedAt;
  const [lastAskedAt, link] = [
    new Date(at),
    isToConfirm ? { mailbox: mail.mailbox, tokenHash: hashToken(mail.token), mailedAt: new Date(at) } : {},
  ];
  const { id } = known
    ? await tx.certificateAsker.update({
        where: { tenantId_id: { tenantId, id: known.id } },
        data: { ...link, lastAskedAt },
        select: { id: true },
      })
    : await tx.certificateAsker.create({
        data: { tenantId, requestId, networkKey: key, firstAskedAt: lastAskedAt, lastAskedAt, ...link },
        select: { id: true },
      });
  return isToConfirm ? id : null;
}

/** The mailbox that a link is about; null where it is over. */
export async function findMailedAsker(tx: Tx, token: string): Promise<MailedAsker | null> {
  const row = await tx.certificateAsker.findFirst({ where: { tokenHash: hashToken(token) } });
  return row?.mailbox
    ? { id: row.id, requestId: row.requestId, mailbox: row.mailbox, isConfirmed: row.confirmedAt !== null }
    : null;
}

/** The mailbox is that of somebody who wants the answer: from now on it counts by itself. */
export async function confirmMailbox(
  tx: Tx,
  id: string,
  { key, at }: { key: string; at: string },
): Promise<void> {
  await tx.certificateAsker.updateMany({
    where: { id },
    data: { mailboxKey: key, confirmedAt: new Date(at) },
  });
}

/** Deletes the address; that somebody asked stays counted. */
export async function forgetMailbox(tx: Tx, id: string): Promise<void> {
  await tx.certificateAsker.updateMany({
    where: { id },
    data: { mailbox: null, mailboxKey: null, tokenHash: null, mailedAt: null, confirmedAt: null },
  });
}

/** For how long what is left is kept. @units days */
export interface AskersKept {
  unconfirmed: number;
  asking: number;
  mail: number;
}

/** Forgets, at every institution: addresses that nobody confirmed, whoever has not asked for long, requests that nobody asks for any more, and mail to askers that could not be delivered. */
export async function forgetAskers(database: Database, kept: AskersKept): Promise<void> {
  const { unconfirmed, asking, mail } = kept;
  const tenants = await database.prisma.$queryRaw<{ id: string }[]>`
    SELECT tenants_with_askers_to_forget AS id FROM tenants_with_askers_to_forget(${unconfirmed}::int, ${asking}::int, ${mail}::int)`;
  for (const { id: tenantId } of tenants)
    await withTenant(database, { tenantId }, async (tx) => {
      await tx.$executeRaw`
        UPDATE certificate_asker SET mailbox = NULL, token_hash = NULL, mailed_at = NULL
         WHERE tenant_id = current_tenant() AND confirmed_at IS NULL AND mailed_at < now() - make_interval(days => ${unconfirmed}::int)`;
      await tx.$executeRaw`
        DELETE FROM certificate_asker WHERE tenant_id = current_tenant() AND last_asked_at < now() - make_interval(days => ${asking}::int)`;
      await tx.$executeRaw`
        DELETE FROM certificate_request r WHERE r.tenant_id = current_tenant() AND r.answer IS NULL
           AND r.created_at < now() - make_interval(days => ${asking}::int)
           AND NOT EXISTS (SELECT FROM certificate_asker a WHERE a.tenant_id = r.tenant_id AND a.request_id = r.id)`;
      await tx.$executeRaw`
        DELETE FROM outbox_message WHERE tenant_id = current_tenant() AND kind LIKE 'request.%' AND created_at < now() - make_interval(days => ${mail}::int)`;
    });
}

/** Institutions that are asked to decide something. */
export async function listTenantsAsked(database: Database): Promise<string[]> {
  const rows = await database.prisma.$queryRaw<{ id: string }[]>`
    SELECT tenants_asked_to_decide AS id FROM tenants_asked_to_decide()`;
  return rows.map(({ id }) => id);
}
