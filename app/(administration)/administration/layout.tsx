import { getTranslations } from 'next-intl/server';
import { SideNav } from '@/components/layout/side-nav';
import { WithSide } from '@/components/layout/with-side';

/** Only the frame: each page asks for itself what its reader may see. */
export default async function Layout({ children }: { children: React.ReactNode }) {
  const t = await getTranslations('administration.places');
  const items = [
    { href: '/administration', label: t('institution') },
    { href: '/administration/people', label: t('people') },
    { href: '/administration/departments', label: t('departments') },
    { href: '/administration/policy', label: t('policy') },
    { href: '/administration/courses', label: t('courses') },
    { href: '/administration/programs', label: t('programs') },
    { href: '/administration/issuers', label: t('issuers') },
    { href: '/administration/records', label: t('records') },
    { href: '/administration/setup', label: t('setup') },
  ];
  return (
    <div className="page">
      <WithSide side={<SideNav label={t('label')} items={items} />}>{children}</WithSide>
    </div>
  );
}
