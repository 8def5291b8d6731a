import mail from '@/messages/en/mail.json';

/** Subject and text of a mail, as it is put into the outbox: in the language that the institution's staff read, which today is English. */
export function mailWords(
  words: { subject: string; text: string },
  values: Readonly<Record<string, string>>,
): { subject: string; text: string } {
  return { subject: fillIn(words.subject, values), text: fillIn(words.text, values) };
}

/** One sentence of a mail, with its values. */
export function fillIn(sentence: string, values: Readonly<Record<string, string>>): string {
  return sentence.replace(/\{(\w+)\}/g, (blank, name: string) => values[name] ?? blank);
}

export const mailTexts = mail;
