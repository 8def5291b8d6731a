/**
 * MergedInto: into (the entry that a merged one leads to). MergedHere: merged (entries that lead here). For staff, each with the reason where one
 * was given.
 */
import { useTranslations } from 'next-intl';
import { EntryTitle } from '@/components/catalog/entry-title';
import { TextLink } from '@/components/ui/text-link';
import type { ListedEntry } from '@/lib/db/listed-entries';

function Because({ reason }: { reason: string | null }) {
  const t = useTranslations('listing.mergingEntry');
  return (
    reason !== null && (
      <span className="block text-sm [overflow-wrap:anywhere] whitespace-pre-line text-soft">
        {t('mergedBecause', { reason })}
      </span>
    )
  );
}

function EntryLink({ id, title, language }: { id: string; title: string; language: string | null }) {
  return (
    <TextLink href={`/registrar/certificates/entries/${id}`}>
      <EntryTitle title={title} language={language} />
    </TextLink>
  );
}

export function MergedInto({ into }: { into: NonNullable<ListedEntry['mergedInto']> }) {
  const t = useTranslations('listing.entryPage');
  return (
    <p className="measure">
      {t.rich('isMerged', { title: () => <EntryLink {...into} /> })}
      <Because reason={into.reason} />
    </p>
  );
}

export function MergedHere({ merged }: Pick<ListedEntry, 'merged'>) {
  const t = useTranslations('listing.entryPage');
  return (
    merged.length > 0 && (
      <div className="grid gap-1">
        <h3 className="font-medium">{t('merged')}</h3>
        <ul className="stack border-y border-line">
          {merged.map((one) => (
            <li key={one.id} className="py-2 [overflow-wrap:anywhere]">
              <EntryLink {...one} />
              <Because reason={one.reason} />
            </li>
          ))}
        </ul>
      </div>
    )
  );
}
