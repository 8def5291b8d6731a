import type { Mailer } from '@/lib/usecases/ports';
import { env } from '@/lib/env';
import { smtpMailer } from './smtp-mailer';

// One pool of connections a process; `next dev` loads modules again and would open more.
const shared = globalThis as { crosswalkMailer?: Mailer | null };

/** The mailer of this installation; null when no SMTP server is configured. */
export function installationMailer(): Mailer | null {
  if (shared.crosswalkMailer === undefined) {
    const { SMTP_URL: url, MAIL_FROM: from } = env();
    shared.crosswalkMailer = url && from ? smtpMailer({ url, from }) : null;
  }
  return shared.crosswalkMailer;
}
