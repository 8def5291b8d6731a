import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { orNothingHere } from '@/app/_components/or-nothing-here';
import { staffRead } from '@/app/(registrar)/staff-read';
import { ReviewingRecord } from '@/components/figures/reviewing-record';
import { PageHeader } from '@/components/layout/page-header';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { viewReviewingRecord } from '@/lib/usecases/figures/view-reviewing-record';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('figures.record'))('title') };
}

/** What the reader has judged in a year, to print for an annual review. */
export default orNothingHere(async function ReviewingRecordPage({
  searchParams,
}: PageProps<'/faculty/record'>) {
  const [t, { year }] = await Promise.all([getTranslations('figures.record'), searchParams]);
  const { value: view } = await staffRead('/faculty/record', (ctx) => viewReviewingRecord(ctx, year));
  if (!view) notFound();
  return (
    <div className="page">
      <PageHeader
        kicker={t('kicker', { name: view.name, institution: view.institutionName })}
        title={`${t('title')} ${view.year}`}
        lede={t('lede', { year: String(view.year) })}
      />
      <form
        method="get"
        action="/faculty/record"
        aria-label={t('year')}
        className="no-print mb-6 flex items-end gap-3"
      >
        <Field name="year" label={t('year')} className="w-28">
          <Select
            defaultValue={String(view.year)}
            options={view.years.map((one) => ({ value: String(one), label: String(one) }))}
          />
        </Field>
        <Button type="submit">{t('show')}</Button>
      </form>
      <ReviewingRecord {...view} />
    </div>
  );
});
