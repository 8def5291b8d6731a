import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { redirect } from 'next/navigation';
import { PageHeader } from '@/components/layout/page-header';
import { returnPath } from '@/lib/auth/return-path';
import { env } from '@/lib/env';
import { requestContext } from '@/lib/next/request-context';
import { listDemonstrationPeople } from '@/lib/usecases/account/list-demonstration-people';
import { DemonstrationPeople } from '../_components/demonstration-people';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('account.signIn'))('title') };
}

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const { next } = await searchParams;
  const wanted = typeof next === 'string' ? returnPath(next) : undefined;
  const [ctx, t] = await Promise.all([requestContext(), getTranslations('account.signIn')]);
  const demonstration = env().CROSSWALK_DEMONSTRATION === true;
  // In a demonstration somebody signed in may still want to be somebody else.
  if (ctx.actor.kind !== 'visitor' && !demonstration) redirect((wanted ?? '/account') as never);
  const institutions = await listDemonstrationPeople(ctx, { demonstration });
  return (
    <div className="page-narrow">
      <PageHeader title={t('title')} lede={t('lede')} />
      <div className="grid gap-12">{demonstration && <DemonstrationPeople institutions={institutions} next={wanted} />}</div>
    </div>
  );
}
