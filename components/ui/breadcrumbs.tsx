/** Breadcrumbs: items {href?, label}; the last one is where the reader is. */
import clsx from 'clsx';
import { useTranslations } from 'next-intl';
import { Anchor } from './anchor';

export function Breadcrumbs({ items }: { items: readonly { href?: string; label: React.ReactNode }[] }) {
  const t = useTranslations('ui');
  return (
    <nav aria-label={t('breadcrumbs')} className="no-print">
      <ol className="flex flex-wrap gap-x-2 text-sm text-soft">
        {items.map((item, index) => (
          // On a phone the title says where the reader is.
          <li
            key={index}
            className={clsx('gap-x-2', index > 0 && index === items.length - 1 ? 'hidden sm:flex' : 'flex')}
          >
            {index > 0 && (
              <span aria-hidden="true" className="text-faint">
                /
              </span>
            )}
            {item.href === undefined || index === items.length - 1 ? (
              <span aria-current={index === items.length - 1 ? 'page' : undefined}>{item.label}</span>
            ) : (
              <Anchor href={item.href} className="link">
                {item.label}
              </Anchor>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
