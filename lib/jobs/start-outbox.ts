import { installationMailer } from '@/lib/adapters/installation-mailer';
import { installationSigner } from '@/lib/adapters/installation-signer';
import { env } from '@/lib/env';
import { database } from '@/lib/next/shared-database';
import { type Outbox, startOutboxWith } from './outbox';

const shared = globalThis as { crosswalkOutbox?: Promise<Outbox> };

/** Starts the worker of this process, once. Where no mail server is configured, mail waits in the outbox. */
export function startOutbox(): Promise<Outbox> {
  shared.crosswalkOutbox ??= start();
  return shared.crosswalkOutbox;
}

async function start(): Promise<Outbox> {
  const mailer = installationMailer();
  const post = mailer && { mailer, baseUrl: env().NEXTAUTH_URL };
  return startOutboxWith(await database(), post, undefined, installationSigner());
}
