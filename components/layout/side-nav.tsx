/** SideNav: label, items {href, label, count?}, children? (filters and the like below). At the side on wide screens, above on narrow ones, in as many rows as it takes. */
import { NavLinks, type NavItem } from './nav-links';

export function SideNav({
  label,
  items,
  children,
}: {
  label: string;
  items: readonly NavItem[];
  children?: React.ReactNode;
}) {
  return (
    <div className="no-print grid content-start gap-6">
      <nav aria-label={label}>
        <NavLinks
          items={items}
          listClass="flex flex-wrap gap-x-5 border-b border-line lg:grid lg:border-b-0"
          linkClass="flex min-h-10 items-center border-b-2 border-transparent text-soft hover:text-ink aria-[current]:border-accent aria-[current]:font-semibold aria-[current]:text-ink lg:border-b-0 lg:border-l-2 lg:border-line lg:pl-3"
        />
      </nav>
      {children}
    </div>
  );
}
