/** KeptRecommendations: entryId, recommendations, today, mayRecommend. What third parties advise about a certificate, for staff; each with its way to a change. */
import { useTranslations } from 'next-intl';
import { RecommendationFacts } from '@/components/rule/recommendation-facts';
import { Day } from '@/components/ui/day';
import { LinkButton } from '@/components/ui/link-button';
import { TextLink } from '@/components/ui/text-link';
import type { EntryView } from '@/lib/usecases/listing/view-entry';

export function KeptRecommendations({
  entryId,
  recommendations,
  today,
  mayRecommend,
}: { entryId: string } & Pick<EntryView, 'recommendations' | 'today' | 'mayRecommend'>) {
  const t = useTranslations('listing.recommendation');
  const here = `/registrar/certificates/entries/${entryId}/recommendations`;
  return (
    <section className="grid content-start gap-3">
      <h2 className="border-b border-edge pb-2 text-lg font-semibold">{t('title')}</h2>
      <p className="measure text-soft">{t(recommendations.length === 0 ? 'none' : 'advice')}</p>
      {recommendations.length > 0 && (
        <ul className="stack">
          {recommendations.map(({ id, recommender, facts, saidSince, isOurs, stewardName }) => (
            <li key={id} className="grid gap-1 py-3 [overflow-wrap:anywhere]">
              <RecommendationFacts
                advice={{
                  id,
                  recommender,
                  ...facts,
                  levels: facts.levels ?? [],
                  isMaximum: facts.isMaximum ?? false,
                }}
                today={today}
              />
              {saidSince !== null && (
                <p className="text-sm text-soft">
                  {t.rich('changedInPlace', { date: () => <Day date={saidSince} /> })}
                </p>
              )}
              {!isOurs ? (
                <p className="text-sm text-soft">{t('keptBy', { steward: stewardName })}</p>
              ) : (
                mayRecommend && (
                  <p className="text-sm">
                    <TextLink href={`${here}/${id}`} aria-label={t('changeSpoken', { recommender })}>
                      {t('change')}
                    </TextLink>
                  </p>
                )
              )}
            </li>
          ))}
        </ul>
      )}
      {mayRecommend && (
        <p>
          <LinkButton href={`${here}/new`}>{t('add')}</LinkButton>
        </p>
      )}
    </section>
  );
}
