import { useFormatter, useTranslations } from 'next-intl';
import { RestsOnImport } from '@/components/rule/rests-on-import';
import { useDay } from '@/components/ui/day';
import { EntryTitle } from '@/components/catalog/entry-title';
import { Amount } from '@/components/credit/amount';
import { Disclosure } from '@/components/ui/disclosure';
import { TextLink } from '@/components/ui/text-link';
import { Unit } from '@/lib/amount/unit';
import { CertificateOutcomes } from '@/components/review/certificate-outcomes';
import { ReviewRecordFacts } from '@/components/rule/review-record';
import type {
  CaseView,
  CertificateView,
  DeliberationView,
  QuestionView,
} from '@/lib/usecases/review/case-view';
import { CaseMeasures } from './case-measures';
import { CasePrecedents } from './case-precedents';
import { certificateOutcomesOf } from './case-section';

/** The dry facts of a certificate, as far as they are known, in one line each. */
function CertificateFacts({ certificate }: { certificate: CertificateView }) {
  const t = useTranslations('faculty.facts');
  const format = useFormatter();
  const { version, platform, provider } = certificate;
  const facts = [
    platform && platform !== provider ? t('providerOn', { provider, platform }) : t('provider', { provider }),
    version?.label ? t('version', { label: version.label }) : null,
    version && version.assessment.length > 0
      ? t('assessment', { kinds: format.list(version.assessment) })
      : null,
    version?.supervision ? t('supervision', { kind: version.supervision }) : null,
    version?.passMark ? t('passMark', { mark: version.passMark }) : null,
  ].filter((fact) => fact !== null);
  return (
    <div className="grid gap-0.5">
      <TextLink href={`/catalog/${certificate.slug}`} className="font-medium">
        <EntryTitle title={certificate.title} language={certificate.language} />
      </TextLink>
      {certificate.url !== null && (
        <TextLink href={certificate.url} className="text-sm">
          {t('ownPage')}
        </TextLink>
      )}
      <ul className="text-sm text-soft">
        {facts.map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
    </div>
  );
}

function Recommendations({ certificates }: { certificates: readonly CertificateView[] }) {
  const t = useTranslations('faculty.facts');
  const found = certificates.flatMap((certificate) => certificate.recommendations);
  const day = useDay();
  if (found.length === 0) return <p className="text-sm text-soft">{t('noRecommendation')}</p>;
  return (
    <ul className="stack text-sm">
      {found.map((recommendation) => {
        const unit = Unit.safeParse(recommendation.unit);
        const { amount, isMaximum } = recommendation;
        return (
          <li key={recommendation.id} className="py-1.5">
            {amount !== null && unit.success
              ? t.rich('recommendation', {
                  recommender: recommendation.recommender,
                  amount: () => <Amount value={amount} unit={unit.data} upTo={isMaximum} />,
                })
              : t('recommendationPlain', { recommender: recommendation.recommender })}
            <span className="text-soft">
              {recommendation.validFrom !== null && (
                <>, {t('from', { date: day(recommendation.validFrom) })}</>
              )}
              {recommendation.validTo !== null && <>, {t('until', { date: day(recommendation.validTo) })}</>}{' '}
              (<TextLink href={recommendation.sourceUrl}>{t('source')}</TextLink>)
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** What there is to judge by, beside the question. */
export function CaseFacts({
  question,
  deliberation,
  record,
}: {
  question: QuestionView;
  deliberation: DeliberationView;
  record: CaseView['reviewRecord'];
}) {
  const t = useTranslations('faculty.facts');
  const { evidence, basis, internalNote } = deliberation;
  const { certificates } = question;
  return (
    <aside aria-labelledby="evidence" data-step="evidence" className="desk-aside case-facts">
      <div className="grid gap-1">
        <h2 id="evidence" className="font-semibold">
          {t('title')}
        </h2>
        {evidence.length === 0 ? (
          deliberation.restsOn === null ? (
            <p className="text-sm text-soft">{t('none')}</p>
          ) : (
            <RestsOnImport basis={deliberation.restsOn} />
          )
        ) : (
          <ul className="stack">
            {evidence.map((item) => (
              <li key={item.id} className="py-1.5">
                <TextLink
                  href={item.url ?? `/registrar/rules/${question.ruleVersionId}/evidence/${item.id}`}
                  {...(item.url === null && { download: '' })}
                >
                  {item.title}
                </TextLink>
                {item.isImage && (
                  <Disclosure summary={t('seeImage')}>
                    {/* As an image alone: what the file is besides, no browser takes from it. */}
                    {/* eslint-disable-next-line @next/next/no-img-element */}
                    <img
                      src={`/registrar/rules/${question.ruleVersionId}/evidence/${item.id}`}
                      alt={item.title}
                      loading="lazy"
                      className="max-w-full border border-line"
                    />
                  </Disclosure>
                )}
              </li>
            ))}
          </ul>
        )}
      </div>
      <CaseMeasures question={question} />
      <div className="grid gap-2">
        <h2 className="font-semibold">{t('certificate')}</h2>
        {certificates.map((certificate) => (
          <CertificateFacts key={certificate.id} certificate={certificate} />
        ))}
        <h3 className="text-sm text-soft">{t('outcomes')}</h3>
        <CertificateOutcomes outcomes={certificateOutcomesOf(question)} />
      </div>
      <div className="grid gap-1">
        <h2 className="font-semibold">{t('recommendations')}</h2>
        <Recommendations certificates={certificates} />
        {basis.recommendationIds.length > 0 && (
          <p className="text-sm">
            {basis.changedBecause === '' ? t('asIs') : t('changed', { reason: basis.changedBecause })}
          </p>
        )}
      </div>
      <CasePrecedents question={question} />
      {basis.otherwiseBecause !== '' && (
        <div className="grid gap-1">
          <h2 className="font-semibold">{t('otherwise')}</h2>
          <p className="text-sm whitespace-pre-line">{basis.otherwiseBecause}</p>
        </div>
      )}
      <Disclosure summary={t('record')}>
        <ReviewRecordFacts record={record} />
      </Disclosure>
      {internalNote !== '' && (
        <div className="grid gap-1">
          <h2 className="font-semibold">{t('internalNote')}</h2>
          <p className="whitespace-pre-line text-sm">{internalNote}</p>
        </div>
      )}
    </aside>
  );
}
