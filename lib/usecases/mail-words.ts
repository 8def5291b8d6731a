import mail from '@/messages/en/mail.json';

/** Subject and text of a mail, as it is put into the outbox: in the language that the institution's staff read, which today is English. */
export function mailWords(
  words: { subject: string; text: string },
  values: Readonly<Record<string, string>>,
): { subject: string; text: string } {
  const fill = (sentence: string) =>
    sentence.replace(/\{(\w+)\}/g, (blank, name: string) => values[name] ?? blank);
  return { subject: fill(words.subject), text: fill(words.text) };
}

export const mailTexts = mail;
