export interface Mail {
  to: string;
  subject: string;
  /** Plain text; nothing in Crosswalk's mail needs more. */
  text: string;
}

/** Hands mail to whoever delivers it. Throws when that failed and may be tried again. */
export interface Mailer {
  send(mail: Mail): Promise<void>;
}
