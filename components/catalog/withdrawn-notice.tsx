/** WithdrawnNotice: successor ({slug, title, language} or null), isClaimable (somebody may still claim credit for it). That a certificate is no longer given, and what followed it. */
import { useTranslations } from 'next-intl';
import { Notice } from '@/components/ui/notice';
import { TextLink } from '@/components/ui/text-link';
import { EntryTitle } from './entry-title';

type Successor = { slug: string; title: string; language: string | null };

export function WithdrawnNotice({
  successor,
  isClaimable,
}: {
  successor: Successor | null;
  isClaimable: boolean;
}) {
  const t = useTranslations('public.entry');
  return (
    <Notice tone="warning" className="mb-6">
      <p>{t(isClaimable ? 'withdrawnClaimable' : 'withdrawn')}</p>
      {successor !== null && (
        <p>
          {t.rich('successor', {
            title: () => (
              <TextLink href={`/catalog/${successor.slug}`}>
                <EntryTitle title={successor.title} language={successor.language} />
              </TextLink>
            ),
          })}
        </p>
      )}
    </Notice>
  );
}
