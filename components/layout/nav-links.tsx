'use client';

/** NavLinks: items {href, label, count?}; marks the one that the reader is under. */
import { usePathname } from 'next/navigation';
import { Anchor } from '@/components/ui/anchor';

export type NavItem = { href: string; label: string; count?: number };

/** The longest address that the path is under, so that /registrar does not light up beside /registrar/rules. */
export function currentHref(items: readonly NavItem[], pathname: string): string | undefined {
  return items
    .map((item) => item.href)
    .filter((href) => pathname === href || pathname.startsWith(`${href}/`))
    .sort((a, b) => b.length - a.length)[0];
}

export function NavLinks({
  items,
  listClass,
  linkClass,
}: {
  items: readonly NavItem[];
  listClass: string;
  linkClass: string;
}) {
  const current = currentHref(items, usePathname());
  return (
    <ul className={listClass}>
      {items.map((item) => (
        <li key={item.href}>
          <Anchor
            href={item.href}
            aria-current={item.href === current ? 'page' : undefined}
            className={linkClass}
          >
            {item.label}
            {item.count !== undefined && item.count > 0 && (
              <span className="tabular ml-1.5 text-sm text-faint">{item.count}</span>
            )}
          </Anchor>
        </li>
      ))}
    </ul>
  );
}
