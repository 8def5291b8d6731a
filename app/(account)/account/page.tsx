import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { orNothingHere } from '@/app/_components/or-nothing-here';
import { staffRead } from '@/app/(registrar)/staff-read';
import { PageHeader } from '@/components/layout/page-header';
import { viewAccount } from '@/lib/usecases/account/view-account';
import { AccountInstitutions } from '../_components/account-institutions';
import { AccountSessions } from '../_components/account-sessions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('account'))('title') };
}

export default orNothingHere(async function AccountPage() {
  const [{ value: account }, t] = await Promise.all([
    staffRead('/account', viewAccount),
    getTranslations('account'),
  ]);
  if (!account) notFound();
  return (
    <div className="page-narrow">
      <PageHeader
        kicker={t('title')}
        title={account.name || t('nameless')}
        lede={account.isDemonstration ? t('demonstrationPerson') : (account.email ?? undefined)}
      />
      <div className="grid gap-12">
        <AccountInstitutions institutions={account.institutions} current={account.tenantId} />
        <AccountSessions sessions={account.sessions} />
      </div>
    </div>
  );
});
