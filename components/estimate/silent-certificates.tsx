/** SilentCertificates: silent, institution (its address here). What no rule there names, as it stands in the catalog, and where to ask for a decision; what was considered says when, and why it was not accepted. */
import { useTranslations } from 'next-intl';
import { EntryTitle } from '@/components/catalog/entry-title';
import { Standing } from '@/components/credit/standing';
import { useDay } from '@/components/ui/day';
import { TextLink } from '@/components/ui/text-link';
import { askHref, canBeAsked } from '@/lib/catalog/certificate-request';
import type { SilentHolding } from '@/lib/catalog/silent-holdings';

export function SilentCertificates({
  silent,
  institution,
}: {
  silent: readonly SilentHolding[];
  institution: string;
}) {
  const t = useTranslations('public.estimate');
  const entryWords = useTranslations('public.entry');
  const day = useDay();
  return (['considered', 'recommended', 'recommendedLater', 'undecided'] as const).map((standing) => {
    const own = silent.filter((one) => one.standing === standing);
    if (own.length === 0) return null;
    return (
      <section key={standing} className="grid gap-2">
        <Standing standing={standing} />
        {standing !== 'considered' && <p className="measure text-soft">{t('undecidedBody')}</p>}
        <ul className="grid gap-1">
          {own.map(({ slug, title, language, considered, beginsOn }) => (
            <li key={slug} className="[overflow-wrap:anywhere]">
              <TextLink href={`/catalog/${slug}`}>
                <EntryTitle title={title} language={language} />
              </TextLink>
              {beginsOn !== null && (
                <span className="text-soft"> {entryWords('adviceBegins', { date: day(beginsOn) })}</span>
              )}
              {considered !== null && (
                <span className="text-soft">
                  {' '}
                  {entryWords(`consideredKind.${considered.kind}`, { date: day(considered.on) })}{' '}
                  {considered.publicReason}
                </span>
              )}
              {canBeAsked(standing) && (
                <span className="no-print">
                  {' · '}
                  <TextLink
                    href={askHref({ certificate: slug, institution })}
                    aria-label={t('askDecisionNamed', { title })}
                  >
                    {t('askDecision')}
                  </TextLink>
                </span>
              )}
            </li>
          ))}
        </ul>
      </section>
    );
  });
}
