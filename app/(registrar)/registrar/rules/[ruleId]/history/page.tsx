import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { orNothingHere } from '@/app/_components/or-nothing-here';
import { NoPermission } from '@/app/(registrar)/_components/no-permission';
import { idInPath, staffRead } from '@/app/(registrar)/staff-read';
import { RuleSentence } from '@/components/credit/rule-sentence';
import { PageHeader } from '@/components/layout/page-header';
import { Day } from '@/components/ui/day';
import { DifferenceTable } from '@/components/rule/difference-table';
import { PastStages } from '@/components/rule/past-stages';
import { ReviewRecordFacts } from '@/components/rule/review-record';
import { RuleStatePill } from '@/components/rule/state-pill';
import { standingOfVersion } from '@/lib/rule/version-standing';
import { Breadcrumbs } from '@/components/ui/breadcrumbs';
import { LinkButton } from '@/components/ui/link-button';
import { TextLink } from '@/components/ui/text-link';
import { definitionInForce } from '@/lib/rule/rule-version';
import { viewRuleHistory } from '@/lib/usecases/rule/view-rule-history';
import { ReaffirmedList } from '@/components/rule/reaffirmed-list';
import { AuditTrail } from './_components/audit-trail';
import { Moves } from './_components/moves';

type Props = PageProps<'/registrar/rules/[ruleId]/history'>;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('registrar.history'))('title') };
}

export default orNothingHere(async function HistoryPage({ params }: Props) {
  const { ruleId } = await params;
  const [{ value, denied }, t, rule, audit] = await Promise.all([
    staffRead(`/registrar/rules/${ruleId}/history`, (ctx) => viewRuleHistory(ctx, idInPath(ruleId))),
    getTranslations('registrar.history'),
    getTranslations('registrar.rule'),
    getTranslations('audit.provenance'),
  ]);
  if (denied !== null) return <NoPermission reason={denied} />;
  const { version: shown, versions, transitions, names, today } = value;
  const head = 'border-b border-edge pb-2 text-lg font-semibold';
  return (
    <div className="page grid grid-cols-1 gap-10">
      <PageHeader
        breadcrumbs={
          <Breadcrumbs
            items={[
              { href: '/registrar/rules', label: rule('breadcrumb') },
              { href: `/registrar/rules/${shown.id}`, label: shown.title },
              { label: t('title') },
            ]}
          />
        }
        kicker={t('title')}
        title={shown.title}
        lede={t('lede')}
        {...(value.mayTrace && {
          actions: <LinkButton href={`/audit/decisions/${shown.id}`}>{audit('open')}</LinkButton>,
        })}
      />
      <section>
        <h2 className={head}>{t('versions')}</h2>
        <ol className="stack">
          {versions.map(
            ({
              version,
              authorNames,
              publisherName,
              differences,
              caseId,
              stages,
              reviewRecord,
              reaffirmed,
              rejection,
            }) => (
              <li key={version.id} className="grid grid-cols-1 gap-3 py-5">
                <h3 className="flex flex-wrap items-baseline gap-x-3">
                  <TextLink href={`/registrar/rules/${version.id}`} className="font-semibold">
                    {t('version', { version: version.version })}
                  </TextLink>
                  <RuleStatePill standing={standingOfVersion(version, today)} />
                  <span className="text-sm text-soft">
                    {reviewRecord.decidedBy === null
                      ? t('by', { name: authorNames.join(', ') })
                      : t('byReview', { version: reviewRecord.decidedBy.version })}
                    , {t.rich('started', { date: () => <Day date={version.createdAt} /> })}
                    {version.publishedAt !== null && (
                      <>
                        ,{' '}
                        {t.rich('publishedBy', {
                          date: () => <Day date={version.publishedAt ?? ''} />,
                          name: publisherName ?? '',
                        })}
                      </>
                    )}
                  </span>
                </h3>
                <RuleSentence definition={definitionInForce(version)} names={names} />
                {differences === null && <p className="text-sm text-soft">{t('first')}</p>}
                {differences?.length === 0 && <p className="text-sm text-soft">{t('same')}</p>}
                {differences !== null && differences.length > 0 && (
                  <DifferenceTable
                    differences={differences}
                    caption={t('differences', { count: differences.length })}
                  />
                )}
                {rejection !== null && (
                  <p className="measure whitespace-pre-line">
                    {t(`rejection.${rejection.kind}`)}
                    {rejection.publicReason !== '' &&
                      `. ${t('studentsRead', { sentence: rejection.publicReason })}`}
                  </p>
                )}
                <ReviewRecordFacts record={reviewRecord} />
                <ReaffirmedList reaffirmed={reaffirmed} />
                {caseId !== null && stages.length > 0 && (
                  <PastStages
                    stages={stages}
                    caseHref={`/faculty/cases/${caseId}`}
                    ruleVersionId={version.id}
                    settlement={reviewRecord.settlement}
                  />
                )}
              </li>
            ),
          )}
        </ol>
      </section>
      <section className="grid grid-cols-1 gap-3">
        <h2 className={head}>{t('moves')}</h2>
        <Moves transitions={transitions} />
      </section>
      <section className="grid grid-cols-1 gap-3">
        <h2 className={head}>{t('audit')}</h2>
        <AuditTrail ids={versions.map(({ version }) => version.id)} />
      </section>
    </div>
  );
});
