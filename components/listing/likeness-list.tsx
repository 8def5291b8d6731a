/** LikenessList: likenesses, isChoice (whether one of them is to be chosen). Entries that may be the certificate at hand, and why. */
import { useTranslations } from 'next-intl';
import { EntryTitle } from '@/components/catalog/entry-title';
import { LinkButton } from '@/components/ui/link-button';
import { TextLink } from '@/components/ui/text-link';
import type { Likeness } from '@/lib/db/entry-likenesses';

export function LikenessList({
  likenesses,
  isChoice,
}: {
  likenesses: readonly Likeness[];
  isChoice: boolean;
}) {
  const t = useTranslations('listing.new');
  return (
    <ul className="stack">
      {likenesses.map((one) => {
        const href = `/registrar/certificates/entries/${one.id}`;
        const title = <EntryTitle title={one.title} language={one.language} />;
        return (
          <li key={one.id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3">
            <div className="grid min-w-0 gap-0.5">
              {isChoice ? (
                <span className="font-medium">{title}</span>
              ) : (
                <TextLink href={href}>{title}</TextLink>
              )}
              <span className="text-sm text-soft">
                {t('by', {
                  provider: [one.provider, one.platform].filter(Boolean).join(', '),
                  steward: one.stewardName,
                })}
              </span>
              <span className="text-sm text-soft">{t(`why.${one.why}`)}</span>
            </div>
            {isChoice && (
              <LinkButton href={href} aria-label={t('thisOneSpoken', { title: one.title })}>
                {t('thisOne')}
              </LinkButton>
            )}
          </li>
        );
      })}
    </ul>
  );
}
