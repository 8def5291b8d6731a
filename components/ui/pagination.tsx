/** Pagination: page (from 1), pages, hrefOf(page), label?. Numbers on wide screens, previous and next everywhere. Cursor lists: CursorPagination previousHref?, nextHref?. */
import { useTranslations } from 'next-intl';
import { Anchor } from './anchor';
import { Icon } from './icon';

/** First, last, and the neighbours of the current page; 0 stands for what is left out. */
function shownPages(page: number, pages: number): number[] {
  const near = [1, page - 1, page, page + 1, pages].filter((number) => number >= 1 && number <= pages);
  const sorted = [...new Set(near)].sort((a, b) => a - b);
  return sorted.flatMap((number, index) =>
    index > 0 && number - (sorted[index - 1] ?? 0) > 1 ? [0, number] : [number],
  );
}

const step =
  'inline-flex min-h-10 items-center gap-2 rounded px-2 text-accent underline-offset-4 hover:underline';

export function CursorPagination({
  previousHref,
  nextHref,
  children,
}: {
  previousHref?: string | undefined;
  nextHref?: string | undefined;
  children?: React.ReactNode;
}) {
  const t = useTranslations('ui.pagination');
  if (previousHref === undefined && nextHref === undefined) return null;
  return (
    <nav
      aria-label={t('label')}
      className="no-print flex items-center justify-between gap-4 border-t border-line pt-2"
    >
      <span className="min-w-24">
        {previousHref !== undefined && (
          <Anchor href={previousHref} rel="prev" className={step}>
            <Icon name="left" className="size-3" />
            {t('previous')}
          </Anchor>
        )}
      </span>
      {children}
      <span className="min-w-24 text-right">
        {nextHref !== undefined && (
          <Anchor href={nextHref} rel="next" className={step}>
            {t('next')}
            <Icon name="right" className="size-3" />
          </Anchor>
        )}
      </span>
    </nav>
  );
}

export function Pagination({
  page,
  pages,
  hrefOf,
}: {
  page: number;
  pages: number;
  hrefOf: (page: number) => string;
}) {
  const t = useTranslations('ui.pagination');
  if (pages <= 1) return null;
  return (
    <CursorPagination
      previousHref={page > 1 ? hrefOf(page - 1) : undefined}
      nextHref={page < pages ? hrefOf(page + 1) : undefined}
    >
      <span className="tabular text-soft sm:hidden">{t('where', { page, pages })}</span>
      <ol className="hidden items-center gap-1 sm:flex">
        {shownPages(page, pages).map((number, index) => (
          <li key={index}>
            {number === 0 ? (
              <span className="px-1 text-faint">…</span>
            ) : (
              <Anchor
                href={hrefOf(number)}
                aria-label={t('page', { page: number })}
                aria-current={number === page ? 'page' : undefined}
                className="tabular inline-flex min-h-10 min-w-10 items-center justify-center border-b-2 border-transparent text-accent hover:border-edge aria-[current]:border-accent aria-[current]:font-semibold aria-[current]:text-ink"
              >
                {number}
              </Anchor>
            )}
          </li>
        ))}
      </ol>
    </CursorPagination>
  );
}
