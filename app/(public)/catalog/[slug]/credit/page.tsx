import { redirect } from 'next/navigation';
import type { Route } from 'next';
import { estimateHref, parseEstimateQuery } from '@/lib/catalog/estimate-query';

/** The estimate with this certificate filled in. */
export default async function CreditPage({ params }: PageProps<'/catalog/[slug]/credit'>) {
  const { query } = parseEstimateQuery({ mc1: (await params).slug });
  redirect(estimateHref(query) as Route);
}
