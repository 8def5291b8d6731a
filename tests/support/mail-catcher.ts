import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export interface MailCatcher {
  url: string;
  mails: ParsedMail[];
  /** What the server answers from now on: takes mail, or turns it away for now. */
  behave(how: 'take' | 'turnAway'): void;
  close(): Promise<void>;
}

/** A real SMTP server on loopback that keeps what it is given. */
export async function startMailCatcher(): Promise<MailCatcher> {
  const mails: ParsedMail[] = [];
  let how: 'take' | 'turnAway' = 'take';
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onData(stream, _session, done) {
      simpleParser(stream).then((mail) => {
        if (how === 'turnAway') return done(Object.assign(new Error('not now'), { responseCode: 451 }));
        mails.push(mail);
        return done();
      }, done);
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The mail catcher has no port.');
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    mails,
    behave: (next) => (how = next),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
