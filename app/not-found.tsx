import type { Metadata } from 'next';
import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { AppShell } from '@/components/layout/app-shell';
import { NothingHere } from './_components/nothing-here';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('common'))('notFound.title') };
}

/** For addresses of no place at all; the others have a frame already. */
export default function NotFound() {
  const t = useTranslations('common');
  return (
    <AppShell navigation={[{ href: '/catalog', label: t('navigation.catalog') }]}>
      <NothingHere />
    </AppShell>
  );
}
