import { createTransport } from 'nodemailer';
import type { Mailer } from '@/lib/usecases/ports';

const seconds = 1_000;

/** Mail through any SMTP server. Addresses go in as data, never as header text, so a name cannot add a recipient. */
export function smtpMailer({
  url,
  from,
}: {
  url: string;
  from: string;
}): Mailer & { reach(): Promise<void>; close(): void } {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 2,
    disableFileAccess: true,
    disableUrlAccess: true,
    connectionTimeout: 10 * seconds,
    greetingTimeout: 10 * seconds,
    socketTimeout: 20 * seconds,
  } as Parameters<typeof createTransport>[0]);
  return {
    async send({ to, subject, text, messageId }) {
      await transport.sendMail({
        from,
        to: { name: '', address: to },
        subject: oneLine(subject),
        text,
        ...(messageId && { messageId: `<${messageId}@crosswalk>` }),
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
    },
    /** Connects and signs in, and sends nothing. */
    reach: async () => {
      await transport.verify();
    },
    close: () => transport.close(),
  };
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, 200);
}
