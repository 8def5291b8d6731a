import type { Metadata, Route } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { AmountInSight } from '@/components/estimate/amount-in-sight';
import { EstimateForm } from '@/components/estimate/estimate-form';
import { EstimateProblems } from '@/components/estimate/estimate-problems';
import { PageHeader } from '@/components/layout/page-header';
import { LinkButton } from '@/components/ui/link-button';
import { PastDay } from '@/components/ui/past-day';
import { TextLink } from '@/components/ui/text-link';
import { estimateHref, isEntry, parseEstimateQuery } from '@/lib/catalog/estimate-query';
import { claimOfEstimate } from '@/lib/claim/claim-href';
import { requestContext } from '@/lib/next/request-context';
import { estimateCredit } from '@/lib/usecases/catalog/estimate-credit';
import { EstimateAnswer } from './_components/estimate-answer';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('public.estimate'))('title'), robots: { index: false } };
}

export default async function EstimatePage({ searchParams }: PageProps<'/estimate'>) {
  const asked = await searchParams;
  const { query, problems: unread, typed, isCanonical } = parseEstimateQuery(asked);
  // Adding and dropping are acts; what remains in the address is the estimate itself, so that it can be shared and reloaded.
  const isActed = asked['add'] !== undefined || asked['drop'] !== undefined;
  if (!isCanonical && unread.length === 0)
    redirect(estimateHref(isActed ? { ...query, words: '' } : query) as Route);
  const [view, t, claim] = await Promise.all([
    estimateCredit(await requestContext(), query),
    getTranslations('public.estimate'),
    getTranslations('claim.start'),
  ]);
  const problems = [...unread, ...view.problems];
  const isReadable = unread.every(({ field }) => !isEntry(field));
  // Whom a badge's issuer is trusted by is asked of the institution that was chosen.
  const proveHref = view.institution === null ? '/prove' : `/prove?institution=${view.institution.slug}`;
  const hasResult = isReadable && view.outcome.kind === 'result';
  return (
    <div className="page">
      <PageHeader title={t('title')} lede={t('lede')} />
      <p className="mb-6 print:hidden">
        <TextLink href={proveHref}>{t('prove')}</TextLink>
      </p>
      <EstimateProblems
        problems={problems}
        titles={view.holdings.map(({ stated, entry }) => entry?.title ?? stated.slug)}
        unknownCourses={view.unknownCourses}
        unknownProgram={view.unknownProgram}
        unknownInstitution={view.unknownInstitution}
      />
      <div className="grid gap-x-14 gap-y-12 print:block lg:grid-cols-[23rem_minmax(0,1fr)]">
        <EstimateForm
          query={query}
          holdings={view.holdings}
          matches={view.matches}
          institutions={view.institutions}
          programs={view.programs}
          assessments={view.assessments}
          homeUnit={view.institution?.homeUnit ?? null}
          problems={problems}
          typed={typed}
          hasResult={hasResult}
        >
          {hasResult && view.outcome.kind === 'result' && view.institution !== null && (
            <AmountInSight
              counted={view.outcome.result.evaluation.totals.counted}
              unit={view.institution.homeUnit}
            />
          )}
        </EstimateForm>
        <div id="estimate" tabIndex={-1} className="min-w-0 scroll-mt-6 lg:flex lg:flex-col">
          <PastDay day={view.claimDate} today={view.today} />
          <EstimateAnswer view={view} isReadable={isReadable}>
            {hasResult && view.institution !== null && view.claimDate === view.today && (
              <section className="grid justify-items-start gap-3 border-t border-line pt-6 print:hidden">
                <h2 className="serif text-xl">{claim('offer')}</h2>
                <p className="measure">{claim('offerLede', { institution: view.institution.name })}</p>
                <LinkButton href={claimOfEstimate(estimateHref({ ...query, words: '' }))}>
                  {claim('title')}
                </LinkButton>
              </section>
            )}
          </EstimateAnswer>
        </div>
      </div>
    </div>
  );
}
