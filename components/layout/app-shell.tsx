/**
 * AppShell: the frame of every page. Props: navigation {href, label, count?}[]; person? {name, institution?}; demonstration?;
 *   signIn? {href}; signOut? (a form or button element, shown beside the person); footerLinks? {href, label}[]; accountHref?; children.
 * Layouts of each audience fill it from the session; it asks nothing itself.
 */
import clsx from 'clsx';
import { useTranslations } from 'next-intl';
import { Anchor } from '@/components/ui/anchor';
import { Icon } from '@/components/ui/icon';
import { SkipLink } from '@/components/ui/skip-link';
import { NavLinks, type NavItem } from './nav-links';
import { ProductMark } from './product-mark';
import { ThemeToggle } from './theme-toggle';

export type AppShellProps = {
  navigation: readonly NavItem[];
  person?: { name: string; institution?: string };
  demonstration?: boolean;
  signInHref?: string;
  accountHref?: string;
  signOut?: React.ReactNode;
  footerLinks?: readonly { href: string; label: string }[];
  children: React.ReactNode;
};

function Session({
  person,
  signInHref,
  accountHref,
  signOut,
}: Pick<AppShellProps, 'person' | 'signInHref' | 'accountHref' | 'signOut'>) {
  const t = useTranslations('common');
  if (person === undefined) {
    if (signInHref === undefined) return null;
    return (
      <Anchor href={signInHref} className="link inline-flex min-h-11 items-center sm:min-h-8">
        {t('signIn')}
      </Anchor>
    );
  }
  const name = (
    <>
      <span className="block truncate font-medium">{person.name}</span>
      {person.institution !== undefined && (
        <span className="block truncate text-xs text-faint">{person.institution}</span>
      )}
    </>
  );
  return (
    <div className="flex items-center gap-3">
      {accountHref === undefined ? (
        <span className="max-w-48 text-right text-sm leading-5 lg:max-w-96">{name}</span>
      ) : (
        <Anchor
          href={accountHref}
          title={t('account', { name: person.name })}
          className="max-w-48 text-right text-sm leading-5 decoration-1 lg:max-w-96 underline-offset-4 hover:underline"
        >
          {name}
        </Anchor>
      )}
      {signOut}
    </div>
  );
}

export function AppShell({
  navigation,
  person,
  demonstration = false,
  signInHref,
  accountHref,
  signOut,
  footerLinks = [],
  children,
}: AppShellProps) {
  const t = useTranslations('common');
  const session = {
    ...(person && { person }),
    ...(signInHref !== undefined && { signInHref }),
    ...(accountHref !== undefined && { accountHref }),
    signOut,
  };
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink href="#main">{t('skipToContent')}</SkipLink>
      <header className="no-print border-b border-line">
        {demonstration && (
          <p className="no-print bg-mark py-1 text-center text-xs text-ink sm:text-sm">
            <span className="page block">{t('demonstration')}</span>
          </p>
        )}
        <div className="page flex min-h-14 flex-wrap items-center gap-x-4 gap-y-1 py-1.5 sm:min-h-16 sm:gap-x-8 sm:py-2">
          <Anchor href="/" aria-label={t('home')} className="flex items-center gap-2.5 text-ink">
            <ProductMark />
            <span className="serif text-xl">{t('product')}</span>
          </Anchor>
          {/* Staff have more places than fit beside their name: theirs are a line of its own. */}
          <nav
            aria-label={t('mainNavigation')}
            className={clsx(
              'hidden lg:block',
              navigation.length > 4 ? 'order-last -mb-2 basis-full' : 'grow',
            )}
          >
            <NavLinks
              items={navigation}
              listClass="flex flex-wrap gap-x-6"
              linkClass="inline-flex min-h-11 items-center border-b-2 border-transparent text-soft hover:text-ink aria-[current]:border-accent aria-[current]:text-ink"
            />
          </nav>
          <div className="ml-auto flex items-center gap-2">
            <ThemeToggle words={{ toDark: t('appearance.toDark'), toLight: t('appearance.toLight') }} />
            <span className="hidden sm:block">
              <Session {...session} />
            </span>
          </div>
          <details className="group open:order-last open:w-full lg:hidden">
            <summary className="inline-flex min-h-11 items-center gap-2 font-medium">
              <Icon name="menu" />
              {t('menu')}
            </summary>
            <nav aria-label={t('mainNavigation')} className="grid gap-2 pb-3">
              <NavLinks
                items={navigation}
                listClass="stack"
                linkClass="flex min-h-11 items-center aria-[current]:font-semibold aria-[current]:text-accent"
              />
              <span className="border-t border-line pt-2 sm:hidden">
                <Session {...session} />
              </span>
            </nav>
          </details>
        </div>
      </header>
      <main id="main" tabIndex={-1} className="grow pb-20 pt-5 sm:pt-8">
        {children}
      </main>
      <footer className="no-print border-t border-line py-6 text-sm text-soft">
        <div className="page flex flex-wrap justify-between gap-x-8 gap-y-3">
          <p className="measure">{t('footer.estimate')}</p>
          {footerLinks.length > 0 && (
            <nav aria-label={t('footer.links')}>
              <ul className="flex flex-wrap gap-x-5">
                {footerLinks.map((link) => (
                  <li key={link.href}>
                    <Anchor href={link.href} className="link">
                      {link.label}
                    </Anchor>
                  </li>
                ))}
              </ul>
            </nav>
          )}
        </div>
      </footer>
    </div>
  );
}
