/** Tabs: links, not scripts. label (names the group), items {href, label, count?, current?}. */
import { Anchor } from './anchor';

export type TabItem = { href: string; label: React.ReactNode; count?: number; current?: boolean };

export function Tabs({ label, items }: { label: string; items: readonly TabItem[] }) {
  return (
    <nav aria-label={label} className="no-print border-b border-line">
      <ul className="flex flex-wrap gap-x-6">
        {items.map((item) => (
          <li key={item.href}>
            <Anchor
              href={item.href}
              aria-current={item.current === true ? 'page' : undefined}
              className="-mb-px flex min-h-11 items-center gap-1.5 border-b-2 border-transparent text-soft hover:border-edge hover:text-ink aria-[current]:border-accent aria-[current]:font-semibold aria-[current]:text-ink"
            >
              {item.label}
              {item.count !== undefined && (
                <span className="tabular text-sm font-normal text-faint">{item.count}</span>
              )}
            </Anchor>
          </li>
        ))}
      </ul>
    </nav>
  );
}
