import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { SignOutForm } from '@/app/(account)/_components/sign-out-form';
import { AppShell } from '@/components/layout/app-shell';
import { LeftAnswer } from '@/components/layout/left-answer';
import type { NavItem } from '@/components/layout/nav-links';
import { AnswerLines } from '@/components/ui/answer-lines';
import { Notice } from '@/components/ui/notice';
import { can } from '@/lib/access/can';
import type { Permission } from '@/lib/access/permission';
import { env } from '@/lib/env';
import { requestContext } from '@/lib/next/request-context';
import { takeUnheard } from '@/lib/next/unheard-answer';

/** Where staff work, in the order of the road from catalog to audit; shown to those who may go there. */
const staffPlaces = [
  { href: '/registrar/rules', key: 'creditMappings', permission: 'rule.list' },
  { href: '/registrar/health', key: 'health', permission: 'rule.list' },
  { href: '/faculty/cases', key: 'myReviews', permission: 'review.list' },
  { href: '/registrar/certificates', key: 'certificates', permission: 'listing.list' },
  { href: '/registrar/claims', key: 'claims', permission: 'claim.list' },
  { href: '/registrar/demand', key: 'demand', permission: 'request.list' },
  { href: '/registrar/imports', key: 'imports', permission: 'import.list' },
  { href: '/figures', key: 'figures', permission: 'figures.view' },
  { href: '/administration', key: 'administration', permission: 'policy.list' },
  { href: '/audit', key: 'audit', permission: 'audit.list' },
] as const satisfies readonly { href: string; key: string; permission: Permission }[];

/** Parts of the page of help that the foot leads to. */
const partsOfHelp = ['contact', 'interfaces', 'privacy', 'accessibility'] as const;

/** The frame of every page, filled from the session of the request. */
export async function SiteShell({ children }: { children: React.ReactNode }) {
  const [{ actor }, t, ui, unheard] = await Promise.all([
    requestContext(),
    getTranslations('common'),
    getTranslations('ui.form'),
    takeUnheard(),
  ]);
  const navigation: NavItem[] = [
    { href: '/catalog', label: t('navigation.catalog') },
    { href: '/estimate', label: t('navigation.estimate') },
    { href: '/institutions', label: t('navigation.institutions') },
  ];
  if (actor.kind === 'guest') navigation.push({ href: '/my/claims', label: t('navigation.myClaims') });
  if (actor.kind === 'staff') {
    for (const place of staffPlaces) {
      if (can(actor, place.permission, { tenantId: actor.tenantId }).allowed)
        navigation.push({ href: place.href, label: t(`navigation.${place.key}`) });
    }
  }
  return (
    <AppShell
      navigation={navigation}
      demonstration={env().CROSSWALK_DEMONSTRATION === true}
      footerLinks={[
        { href: '/help', label: t('footer.help') },
        ...partsOfHelp.map((part) => ({ href: `/help#${part}`, label: t(`footer.${part}`) })),
      ]}
      {...(actor.kind === 'visitor' ? { signInHref: '/sign-in' } : { accountHref: '/account' })}
      {...(actor.kind === 'staff' && {
        person: { name: actor.name, ...(actor.institutionName && { institution: actor.institutionName }) },
      })}
      {...(actor.kind === 'guest' && { person: { name: t('guest') } })}
      {...(actor.kind !== 'visitor' && { signOut: <SignOutForm /> })}
    >
      {actor.kind === 'staff' && unheard !== null && (
        <div className="unless-told page pb-0!">
          <Notice
            tone={unheard.tone}
            live
            title={
              unheard.tone === 'done'
                ? (unheard.sentence ?? ui('done'))
                : t('unheard', { reason: unheard.sentence ?? '' })
            }
          >
            {unheard.lines.length > 0 && <AnswerLines lines={unheard.lines} />}
          </Notice>
        </div>
      )}
      <Suspense>
        <LeftAnswer />
      </Suspense>
      {children}
    </AppShell>
  );
}
