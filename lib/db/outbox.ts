import type { Tx } from './tx';

export interface QueuedMail {
  tenantId: string;
  kind: string;
  /** The same key is queued once, whatever happens. */
  dedupeKey: string;
  /** `path` is the page that the mail leads to; the installation's own address comes before it when it is sent. */
  payload: { to: string; subject: string; text: string; path: string; about?: MailAbout };
}

/** What a mail rests on, so that it is sent only while that still holds. */
export type MailAbout = {
  personId: string;
  ruleVersionId: string;
  stageId?: string;
  messageId?: string;
};

/** Queues a mail in the transaction of the act that it tells of; a worker sends it after the commit. */
export async function enqueueMail(tx: Tx, mail: QueuedMail): Promise<void> {
  await tx.outboxMessage.createMany({ data: [mail], skipDuplicates: true });
}

/** Queues many, as `enqueueMail` does one. */
export async function enqueueMails(tx: Tx, mails: readonly QueuedMail[]): Promise<void> {
  await tx.outboxMessage.createMany({ data: [...mails], skipDuplicates: true });
}
