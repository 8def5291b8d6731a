export interface Mail {
  to: string;
  subject: string;
  /** Plain text; nothing in Crosswalk's mail needs more. */
  text: string;
  /** Stays the same when the mail is sent again, so that a mailbox can tell. Letters and digits. */
  messageId?: string;
}

/** Hands mail to whoever delivers it. Throws when that failed and may be tried again. */
export interface Mailer {
  send(mail: Mail): Promise<void>;
}
