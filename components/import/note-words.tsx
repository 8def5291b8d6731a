/** NoteWords: the notes stored with a row, in plain words. Props: reason (as encodeNotes writes it). */
import { useTranslations } from 'next-intl';
import { parseNotes } from '@/lib/import/note';

export function NoteWords({ reason }: { reason: string }) {
  const t = useTranslations('imports.notes');
  // Codes come from many places; one without words of its own is shown as it is rather than hidden.
  const has = t.has as (key: string) => boolean;
  const say = t as unknown as (key: string, values: object) => string;
  const sentences = parseNotes(reason).map(({ code, values }) => {
    const key = code.replaceAll('/', '-');
    return has(key) ? say(key, values) : code;
  });
  return <span className="break-words text-soft">{sentences.join(' ')}</span>;
}
