import { createHash } from 'node:crypto';
import type { Database } from '@/lib/db/client';
import * as queue from '@/lib/db/outbox-queue';
import { withTenant } from '@/lib/db/tx';
import { isStillToDo } from '@/lib/review/still-to-do';
import { logError } from '@/lib/next/log';
import type { Mailer, Signer } from '@/lib/usecases/ports';
import { groundOfMail } from '@/lib/usecases/review/mail-ground';
import { catalogWatch } from './catalog-changes';
import { signPublished } from './records';
import { requestWatch } from './requests';
import { clockWatch } from './review-clock';

export interface Outbox {
  /** Finishes the mail under way and takes no more. */
  stop(): Promise<void>;
}

/** What sends, and where this installation is reached: mail leads there and nowhere else. */
export interface Post {
  mailer: Mailer;
  baseUrl: string;
}

const leaseSeconds = 300;
const keptDays = 30;

/** Seconds until the next try: one minute, doubled each time, at most six hours. */
export function backoffSeconds(attempts: number): number {
  return Math.min(60 * 2 ** (attempts - 1), 6 * 3_600);
}

/** Sends all mail that is due now and still holds, drops what does not, forgets what was delivered long ago, and returns how many went out. A failure puts the mail back and never stops the others. */
export async function sendDueMail(
  database: Database,
  post: Post,
  goesOn: () => boolean = () => true,
): Promise<number> {
  let sent = 0;
  for (const tenantId of await queue.listTenantsWithDueMail(database)) {
    while (goesOn()) {
      const mail = await queue.takeDueMail(database, tenantId, leaseSeconds);
      if (!mail) break;
      if (await deliver(database, post, mail)) sent += 1;
    }
  }
  await queue.forgetDelivered(database, keptDays);
  return sent;
}

async function deliver(database: Database, { mailer, baseUrl }: Post, mail: queue.DueMail): Promise<boolean> {
  try {
    if (!mail.payload) throw new Error('The message has no recipient, subject and text.');
    const { about } = mail.payload;
    const ground =
      about === undefined
        ? null
        : await withTenant(database, { tenantId: mail.tenantId }, (tx) =>
            groundOfMail(tx, mail.tenantId, about, new Date().toISOString()),
          );
    if (ground && !isStillToDo(mail.kind, ground)) {
      await queue.dropMail(database, mail);
      return false;
    }
    const { path, text, about: _, ...rest } = mail.payload;
    await mailer.send({
      ...rest,
      text: path === undefined ? text : `${text}\n\n${new URL(path, baseUrl).href}`,
      messageId: createHash('sha256').update(`${mail.tenantId} ${mail.dedupeKey}`).digest('hex'),
    });
  } catch (error) {
    await queue.putBack(
      database,
      mail,
      error instanceof Error ? error.message : 'unknown',
      backoffSeconds(mail.attempts),
    );
    return false;
  }
  // Who asked is told once, and then nobody any more.
  if (mail.kind.startsWith('request.')) await queue.dropMail(database, mail);
  else await queue.markSent(database, mail);
  return true;
}

/**
 * Tells of changes in the catalog, answers requests, reminds of reviews, signs what was published and sends due mail, again and again, from the process that serves. Several such processes share the
 * work. Without a post the mail waits, and without a signer nothing is signed.
 */
export function startOutboxWith(
  database: Database,
  post: Post | null,
  everySeconds = 15,
  signer: Signer | null = null,
): Outbox {
  const watchCatalog = catalogWatch(database);
  const watchRequests = requestWatch(database);
  let goesOn = true;
  const sendNow = async () => {
    if (post)
      await sendDueMail(database, post, () => goesOn).catch((error: unknown) =>
        logError('outbox failed', '', error),
      );
  };
  const watchClock = clockWatch(database, sendNow);
  let wake = () => undefined as void;
  const round = async () => {
    while (goesOn) {
      await watchCatalog().catch((error: unknown) => logError('catalog watch failed', '', error));
      await watchRequests().catch((error: unknown) => logError('request watch failed', '', error));
      await watchClock().catch((error: unknown) => logError('review clock failed', '', error));
      if (signer !== null)
        await signPublished(database, signer).catch((error: unknown) =>
          logError('signing records failed', '', error),
        );
      await sendNow();
      if (goesOn) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, everySeconds * 1_000);
          timer.unref();
          wake = () => (clearTimeout(timer), resolve());
        });
      }
    }
  };
  const running = round();
  return {
    async stop() {
      goesOn = false;
      wake();
      await running;
    },
  };
}
