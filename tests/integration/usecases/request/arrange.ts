import { createHmac } from 'node:crypto';
import { AskToDecide, askToDecide, AskToList, askToList } from '@/lib/usecases/request/make-request';
import type { Asker } from '@/lib/usecases/ports';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';

/** Somebody at a network, as the edge tells one from others. */
export const asker = (network: string, mayMail = true): Asker => ({
  network,
  hashOf: (text) => createHmac('sha256', 'a key of tests').update(text).digest('hex'),
  mayMail: () => Promise.resolve(mayMail),
});

export const decide = (
  certificate: string,
  institution: { slug: string },
  network: string,
  email = '',
  mayMail = true,
) =>
  askToDecide(
    ctxOf(),
    AskToDecide.parse({ certificate, institution: institution.slug, email }),
    asker(network, mayMail),
  );

export const list = (
  institution: { slug: string },
  network: string,
  said: { title: string; provider?: string; url?: string; email?: string },
) =>
  askToList(
    ctxOf(),
    AskToList.parse({ provider: 'Guild of Welders', ...said, institution: institution.slug }),
    asker(network),
  );

export interface QueuedToAsker {
  kind: string;
  payload: { to: string; subject: string; text: string; path: string };
}

/** Mail to askers that waits to be sent, the oldest first. */
export const mailTo = (mailbox: string) =>
  queryAsSuperuser<QueuedToAsker>(
    `SELECT kind, payload FROM outbox_message WHERE payload->>'to' = $1 AND kind LIKE 'request.%' ORDER BY created_at, id`,
    [mailbox],
  );

/** The link in the newest mail to confirm that went to a mailbox. */
export async function linkTo(mailbox: string): Promise<{ at: string; token: string }> {
  const mail = (await mailTo(mailbox)).filter(({ kind }) => kind === 'request.confirm').at(-1);
  const parameters = new URL(mail?.payload.path ?? '', 'http://any.invalid').searchParams;
  return { at: parameters.get('at') ?? '', token: parameters.get('token') ?? '' };
}
