/** WorkedAnswer: the answer. One certificate down the ladder, from advice to what counts, and where that stands in the degree, to scale. */
import { useFormatter, useTranslations } from 'next-intl';
import { Amount, useExactNumber } from '@/components/credit/amount';
import { Ladder } from '@/components/credit/ladder';
import { DegreeBar } from '@/components/estimate/credit-bar';
import { LinkButton } from '@/components/ui/link-button';
import { TextLink } from '@/components/ui/text-link';
import type { WorkedAnswer as Answer } from '@/lib/usecases/catalog/worked-answer';
import { EntryTitle } from './entry-title';
import { OfferedAmount } from './offered-amount';
import { useDecidingWords } from './offer-words';

export function WorkedAnswer({ answer }: { answer: Answer }) {
  const t = useTranslations('public.start.worked');
  const format = useFormatter();
  const exact = useExactNumber();
  const deciding = useDecidingWords();
  const { entry, institution, program, offer, awarded, counted, degree, limits, href } = answer;
  const { recommendation } = entry;
  const unit = institution.homeUnit;
  const conditions = deciding(offer);
  const score = offer.asks?.holdings[0]?.score ?? null;
  return (
    <section className="grid gap-5 border-t-2 border-ink pt-5">
      <div className="grid gap-1">
        <h2 className="serif text-xl">{t('title')}</h2>
        <p className="text-soft">
          {t.rich(score === null ? 'case' : 'caseWithScore', {
            certificate: () => (
              <TextLink href={`/catalog/${entry.slug}`}>
                <EntryTitle title={entry.title} language={entry.language} />
              </TextLink>
            ),
            institution: () => (
              <TextLink href={`/institutions/${institution.slug}`}>{institution.shortName}</TextLink>
            ),
            program: program.title,
            score: score === null ? '' : exact(score),
          })}
        </p>
      </div>
      <Ladder
        steps={{
          ...(recommendation !== null && {
            recommendation: {
              known: (
                <Amount
                  value={recommendation.amount}
                  unit={recommendation.unit}
                  upTo={recommendation.isMaximum}
                  size="step"
                />
              ),
              note: t('advised', { recommender: recommendation.recommender }),
            },
          }),
          rule: {
            known: <OfferedAmount offer={offer} size="step" />,
            note: t(conditions.length > 0 ? 'ruleWith' : 'rule', {
              conditions: format.list(conditions, { type: 'unit' }),
            }),
          },
          award: { known: <Amount value={awarded} unit={unit} size="step" />, note: t('award') },
          counted: {
            known: <Amount value={counted} unit={unit} size="step" />,
            note: t(counted === awarded ? 'counted' : 'countedLess', { program: program.title }),
          },
        }}
      />
      <div className="grid gap-1.5">
        <p className="text-sm text-soft">
          {t.rich('degree', {
            program: program.title,
            total: () => <Amount value={program.totalCredits} unit={unit} />,
          })}
        </p>
        <DegreeBar total={program.totalCredits} degree={degree} limits={limits} />
        <p className="flex flex-wrap justify-between gap-x-6 text-sm text-soft">
          <span>{t.rich('now', { amount: () => <Amount value={counted} unit={unit} /> })}</span>
          {degree.rest !== null && (
            <span>{t.rich('left', { amount: () => <Amount value={degree.rest ?? '0'} unit={unit} /> })}</span>
          )}
        </p>
      </div>
      <p className="flex flex-wrap items-center gap-x-6 gap-y-2">
        <LinkButton href="/estimate">{t('yours')}</LinkButton>
        <TextLink href={href}>{t('same')}</TextLink>
      </p>
    </section>
  );
}
