import { type Difference, differences } from './compare-books';

/** What a reader of what a change would do asks for; its address says it all. */
export interface EffectQuery {
  /** Null: the first kind of difference of which there is anything. */
  show: Difference | null;
  page: number;
  /** The mark of what was shown before; null where nothing was. */
  mark: string | null;
}

/** Reads any address; what it does not know is left at its usual value. */
export function parseEffectQuery(
  params: Readonly<Record<string, string | readonly string[] | undefined>>,
): EffectQuery {
  const text = (name: string): string => {
    const value = params[name];
    return typeof value === 'string' ? value : (value?.[0] ?? '');
  };
  const page = Number(text('at'));
  return {
    show: differences.find((one) => one === text('show')) ?? null,
    page: Number.isInteger(page) && page >= 1 && page <= 1_000 ? page : 1,
    mark: /^[0-9a-f]{16}$/.test(text('mark')) ? text('mark') : null,
  };
}

/** The address of the list with what is asked for, of which only what differs from the usual stands in it. */
export function effectHref(path: string, { show, page, mark }: EffectQuery): string {
  const search = new URLSearchParams({
    ...(show !== null && { show }),
    ...(page > 1 && { at: String(page) }),
    ...(mark !== null && { mark }),
  }).toString();
  return search === '' ? path : `${path}${path.includes('?') ? '&' : '?'}${search}`;
}
