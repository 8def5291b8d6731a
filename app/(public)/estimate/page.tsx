import type { Metadata, Route } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { EstimateForm } from '@/components/estimate/estimate-form';
import { EstimateProblems } from '@/components/estimate/estimate-problems';
import { PageHeader } from '@/components/layout/page-header';
import { estimateHref, parseEstimateQuery } from '@/lib/catalog/estimate-query';
import { requestContext } from '@/lib/next/request-context';
import { estimateCredit } from '@/lib/usecases/catalog/estimate-credit';
import { EstimateAnswer } from './_components/estimate-answer';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('public.estimate'))('title'), robots: { index: false } };
}

export default async function EstimatePage({ searchParams }: PageProps<'/estimate'>) {
  const { query, problems, isCanonical } = parseEstimateQuery(await searchParams);
  // Adding and dropping are acts; what remains in the address is the estimate itself, so that it can be shared and reloaded.
  if (!isCanonical && problems.length === 0) redirect(estimateHref({ ...query, words: '' }) as Route);
  const [view, t] = await Promise.all([
    estimateCredit(await requestContext(), query),
    getTranslations('public.estimate'),
  ]);
  return (
    <div className="page">
      <PageHeader title={t('title')} lede={t('lede')} />
      <EstimateProblems problems={problems} unknownCourses={view.unknownCourses} />
      <div className="grid gap-x-14 gap-y-12 lg:grid-cols-[minmax(0,1fr)_23rem]">
        <div className="min-w-0">
          <EstimateAnswer view={view} />
        </div>
        <EstimateForm
          query={query}
          holdings={view.holdings}
          matches={view.matches}
          institutions={view.institutions}
          programs={view.programs}
          assessments={view.assessments}
          hasResult={view.outcome.kind === 'result'}
        />
      </div>
    </div>
  );
}
