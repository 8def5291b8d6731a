/** EntryTitle: title, language? (as listed). The title of a certificate or course in its own language and direction, whatever stands around it. */
import { languageTag } from '@/lib/catalog/language-tag';

export function EntryTitle({ title, language = null }: { title: string; language?: string | null }) {
  const tag = languageTag(language);
  return (
    <bdi dir="auto" {...(tag !== null && { lang: tag })}>
      {title}
    </bdi>
  );
}
