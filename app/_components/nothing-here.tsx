/** NothingHere: what a page says that is not there. It stands within the frame of its place, so that there is one header and one main. */
import { useTranslations } from 'next-intl';
import { PageHeader } from '@/components/layout/page-header';
import { LinkButton } from '@/components/ui/link-button';

export function NothingHere() {
  const t = useTranslations('common');
  return (
    <div className="page">
      <PageHeader title={t('notFound.title')} lede={t('notFound.body')} />
      <div className="flex flex-wrap gap-3">
        <LinkButton href="/catalog" tone="primary">
          {t('notFound.catalog')}
        </LinkButton>
        <LinkButton href="/">{t('notFound.start')}</LinkButton>
      </div>
    </div>
  );
}
