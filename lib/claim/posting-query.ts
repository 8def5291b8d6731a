import { type PostingSettings, postingLayouts } from './posting';

/** How a line of a batch stands. */
export const postingStates = ['sent', 'failed', 'confirmed'] as const;

/** What the page of postings is asked for. */
export interface PostingQuery {
  /** Null where the address says nothing of them. They are as they were typed, complete or not. */
  settings: PostingSettings | null;
  show: 'ready' | 'missing';
  page: number;
  batchPage: number;
}

const names = ['term', 'grade', 'source', 'institution'] as const;

/** Reads the address of the page; what it does not know is left out. */
export function parsePostingQuery(
  asked: Readonly<Record<string, string | string[] | undefined>>,
): PostingQuery {
  const text = (name: string) => {
    const value = asked[name];
    return typeof value === 'string' ? value.trim().slice(0, 30) : '';
  };
  const layout = postingLayouts.find((one) => one === asked['layout']);
  const number = (name: string) => Math.trunc(Math.min(Math.max(Number(text(name)) || 1, 1), 10_000));
  return {
    settings:
      layout === undefined
        ? null
        : {
            layout,
            term: text('term'),
            grade: text('grade'),
            source: text('source'),
            institution: text('institution'),
          },
    show: asked['show'] === 'missing' ? 'missing' : 'ready',
    page: number('page'),
    batchPage: number('batches'),
  };
}

/** The address of the page. */
export function postingHref({ settings, show, page, batchPage }: PostingQuery): string {
  const parameters = new URLSearchParams({
    ...(settings !== null && {
      layout: settings.layout,
      ...Object.fromEntries(names.flatMap((name) => (settings[name] === '' ? [] : [[name, settings[name]]]))),
    }),
    ...(show === 'missing' && { show }),
    ...(page > 1 && { page: String(page) }),
    ...(batchPage > 1 && { batches: String(batchPage) }),
  }).toString();
  return `/registrar/claims/posting${parameters === '' ? '' : `?${parameters}`}`;
}
