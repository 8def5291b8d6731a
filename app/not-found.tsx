import { useTranslations } from 'next-intl';
import { AppShell } from '@/components/layout/app-shell';
import { PageHeader } from '@/components/layout/page-header';
import { LinkButton } from '@/components/ui/link-button';

export default function NotFound() {
  const t = useTranslations('common');
  return (
    <AppShell navigation={[{ href: '/catalog', label: t('navigation.catalog') }]}>
      <div className="page">
        <PageHeader title={t('notFound.title')} lede={t('notFound.body')} />
        <div className="flex flex-wrap gap-3">
          <LinkButton href="/catalog" tone="primary">
            {t('notFound.catalog')}
          </LinkButton>
          <LinkButton href="/">{t('notFound.start')}</LinkButton>
        </div>
      </div>
    </AppShell>
  );
}
