import 'server-only';
import { createHmac } from 'node:crypto';
import { installationMailer } from '@/lib/adapters/installation-mailer';
import { env } from '@/lib/env';
import type { Asker } from '@/lib/usecases/ports';
import { mayMailAsker, networkOf } from './rate-budget';
import { callerAddress } from './request-context';

/**
 * Whoever asks for something in this request. The key is of this installation and of this purpose alone, so that nobody who reads the
 * database can try out which of four thousand million addresses a hash is of.
 */
export async function askedBy(): Promise<Asker> {
  const { NEXTAUTH_SECRET } = env();
  return {
    network: networkOf(await callerAddress()),
    hashOf: (text) =>
      createHmac('sha256', NEXTAUTH_SECRET).update(`askers of requests: ${text}`).digest('hex'),
    mayMail: async (mailbox) => installationMailer() !== null && (await mayMailAsker(mailbox)),
  };
}
