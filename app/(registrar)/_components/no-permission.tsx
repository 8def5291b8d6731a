import { useTranslations } from 'next-intl';
import { PageHeader } from '@/components/layout/page-header';
import { Notice } from '@/components/ui/notice';

export function NoPermission({ reason }: { reason: string }) {
  const t = useTranslations('registrar');
  return (
    <div className="page">
      <PageHeader title={t('noPermission')} />
      <Notice tone="info">{reason}</Notice>
    </div>
  );
}
