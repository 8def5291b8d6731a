/**
 * Pagination: page (from 1), pages, and hrefOf(page), or form: the id of the GET form that is sent along with the page, so that what is ticked in
 * it stays. Numbers on wide screens, previous and next everywhere. Cursor lists: CursorPagination previousHref?, nextHref?.
 */
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

function Frame({
  previous,
  next,
  children,
}: {
  previous: React.ReactNode;
  next: React.ReactNode;
  children?: React.ReactNode;
}) {
  const t = useTranslations('ui.pagination');
  return (
    <nav
      aria-label={t('label')}
      className="no-print flex items-center justify-between gap-4 border-t border-line pt-2"
    >
      <span className="min-w-24">{previous}</span>
      {children}
      <span className="min-w-24 text-right">{next}</span>
    </nav>
  );
}

function useSteps(): Record<'previous' | 'next', React.ReactNode> {
  const t = useTranslations('ui.pagination');
  return {
    previous: (
      <>
        <Icon name="left" className="size-3" />
        {t('previous')}
      </>
    ),
    next: (
      <>
        {t('next')}
        <Icon name="right" className="size-3" />
      </>
    ),
  };
}

export function CursorPagination({
  previousHref,
  nextHref,
  children,
}: {
  previousHref?: string | undefined;
  nextHref?: string | undefined;
  children?: React.ReactNode;
}) {
  const words = useSteps();
  if (previousHref === undefined && nextHref === undefined) return null;
  return (
    <Frame
      previous={
        previousHref !== undefined && (
          <Anchor href={previousHref} rel="prev" className={step}>
            {words.previous}
          </Anchor>
        )
      }
      next={
        nextHref !== undefined && (
          <Anchor href={nextHref} rel="next" className={step}>
            {words.next}
          </Anchor>
        )
      }
    >
      {children}
    </Frame>
  );
}

type PaginationProps = { page: number; pages: number } & (
  | { hrefOf: (page: number) => string; form?: undefined }
  | { form: string; hrefOf?: undefined }
);

export function Pagination({ page, pages, hrefOf, form }: PaginationProps) {
  const t = useTranslations('ui.pagination');
  const words = useSteps();
  if (pages <= 1) return null;
  type To = { 'aria-label'?: string; 'aria-current'?: 'page' | undefined; className: string };
  const to = (number: number, children: React.ReactNode, props: To, rel?: 'prev' | 'next') =>
    form === undefined ? (
      <Anchor href={hrefOf(number)} rel={rel} {...props}>
        {children}
      </Anchor>
    ) : (
      <button type="submit" form={form} name="page" value={number} {...props}>
        {children}
      </button>
    );
  return (
    <Frame
      previous={page > 1 && to(page - 1, words.previous, { className: step }, 'prev')}
      next={page < pages && to(page + 1, words.next, { className: step }, 'next')}
    >
      <span className="tabular text-soft sm:hidden">{t('where', { page, pages })}</span>
      <ol className="hidden items-center gap-1 sm:flex">
        {shownPages(page, pages).map((number, index) => (
          <li key={index}>
            {number === 0 ? (
              <span className="px-1 text-faint">…</span>
            ) : (
              to(number, number, {
                'aria-label': t('page', { page: number }),
                'aria-current': number === page ? 'page' : undefined,
                className:
                  'tabular inline-flex min-h-10 min-w-10 items-center justify-center border-b-2 border-transparent text-accent hover:border-edge aria-[current]:border-accent aria-[current]:font-semibold aria-[current]:text-ink',
              })
            )}
          </li>
        ))}
      </ol>
    </Frame>
  );
}
