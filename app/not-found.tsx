import { useTranslations } from 'next-intl';
import { AppShell } from '@/components/layout/app-shell';
import { NothingHere } from './_components/nothing-here';

/** For addresses of no place at all; the others have a frame already. */
export default function NotFound() {
  const t = useTranslations('common');
  return (
    <AppShell navigation={[{ href: '/catalog', label: t('navigation.catalog') }]}>
      <NothingHere />
    </AppShell>
  );
}
