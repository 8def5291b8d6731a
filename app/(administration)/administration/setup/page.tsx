import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { staffRead } from '@/app/(registrar)/staff-read';
import { Denied } from '@/components/administration/denied';
import { SetupList } from '@/components/administration/setup-list';
import { PageHeader } from '@/components/layout/page-header';
import { surroundings } from '@/lib/next/surroundings';
import { viewSetup } from '@/lib/usecases/institution/view-setup';
import { sendTestMailAction } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('administration.setup'))('title') };
}

/** What the institution rests on: what is set, what is missing, and where each is set. */
export default async function SetupPage() {
  const [around, t] = await Promise.all([surroundings(), getTranslations('administration.setup')]);
  const { value, denied } = await staffRead('/administration/setup', (ctx) => viewSetup(ctx, around));
  if (denied !== null) return <Denied title={t('title')} reason={denied} />;
  const count = (state: 'look' | 'missing') => value.checks.filter((check) => check.state === state).length;
  return (
    <>
      <PageHeader title={t('title')} lede={t('lede')} />
      <p className="mb-6">{t('left', { missing: count('missing'), look: count('look') })}</p>
      <SetupList view={value} action={sendTestMailAction} />
    </>
  );
}
