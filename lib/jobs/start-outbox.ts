import { installationMailer } from '@/lib/adapters/installation-mailer';
import { env } from '@/lib/env';
import { database } from '@/lib/next/request-context';
import { type Outbox, startOutboxWith } from './outbox';

const shared = globalThis as { crosswalkOutbox?: Promise<Outbox | null> };

/** Starts the mail worker of this process, once; null where no mail server is configured: mail then waits in the outbox. */
export function startOutbox(): Promise<Outbox | null> {
  shared.crosswalkOutbox ??= start();
  return shared.crosswalkOutbox;
}

async function start(): Promise<Outbox | null> {
  const mailer = installationMailer();
  return mailer && startOutboxWith(await database(), { mailer, baseUrl: env().NEXTAUTH_URL });
}
