import { closedStatuses, editableStatuses, reviewStatuses } from './lifecycle';
import { type VersionStanding, versionStandings } from './version-standing';

/** Groups of standings as the list shows them: each version is in one of them on any day. */
export const standingGroups = {
  work: editableStatuses,
  review: reviewStatuses,
  ready: ['approved'],
  coming: ['coming'],
  force: ['published'],
  suspended: ['suspended'],
  closed: [...closedStatuses, 'superseded', 'ended'],
} as const satisfies Record<string, readonly VersionStanding[]>;
export type StandingGroup = keyof typeof standingGroups;

/** The columns that can stand beside a mapping, in their order. */
export const ruleColumns = [
  'code',
  'provider',
  'earns',
  'state',
  'department',
  'author',
  'due',
  'until',
  'updated',
] as const;
export type RuleColumn = (typeof ruleColumns)[number];
/** What a list has where nothing else is asked for. */
export const usualColumns: readonly RuleColumn[] = [
  'earns',
  'state',
  'department',
  'author',
  'due',
  'updated',
];

/** What the list can be in the order of: the mapping itself, or one of its columns. */
export const ruleSorts = ['title', ...ruleColumns] as const;
export type RuleSort = (typeof ruleSorts)[number];
/** Days are read from the last one on, words from the first letter on. */
export function usualDirection(sort: RuleSort): RuleQuery['direction'] {
  return sort === 'due' || sort === 'until' || sort === 'updated' ? 'descending' : 'ascending';
}

/** What a reader of the list asks for; the address of the list says it all. */
export interface RuleQuery {
  /** A group or one standing; every one when null. */
  state: StandingGroup | VersionStanding | null;
  departmentId: string;
  provider: string;
  words: string;
  /** Written by the reader. */
  mine: boolean;
  /** Published, and to be reviewed again: already, or within three months. */
  due: 'overdue' | 'soon' | null;
  sort: RuleSort;
  /** Which columns stand beside the mapping itself, in the order of the list. */
  columns: readonly RuleColumn[];
  direction: 'ascending' | 'descending';
  page: number;
}

export type Params = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Reads any address; what it does not know is left at its usual value, so that an old link still shows something. */
export function parseRuleQuery(params: Params): RuleQuery {
  const text = (name: string): string => {
    const value = params[name];
    return (typeof value === 'string' ? value : (value?.[0] ?? '')).trim().slice(0, 200);
  };
  const sort = ruleSorts.find((one) => one === text('sort')) ?? 'updated';
  const direction = text('direction');
  const page = Number(text('page'));
  return {
    state: stateOf(text('state')),
    departmentId: /^[0-9a-f-]{36}$/.test(text('department')) ? text('department') : '',
    provider: text('provider'),
    words: text('words'),
    mine: text('mine') === 'on',
    due: text('due') === 'overdue' ? 'overdue' : text('due') === 'soon' ? 'soon' : null,
    sort,
    direction: direction === 'ascending' || direction === 'descending' ? direction : usualDirection(sort),
    columns: columnsIn(params['columns']),
    page: Number.isInteger(page) && page >= 1 && page <= 100_000 ? page : 1,
  };
}

/** What of an address the list does not know, and would show as if it were not there: a file under it would hold something else than it says. */
export function unknownIn(params: Params): { name: string; value: string } | null {
  const query = parseRuleQuery(params);
  const known: Record<string, (value: string) => boolean> = {
    state: () => query.state !== null,
    department: () => query.departmentId !== '',
    provider: () => true,
    words: () => true,
    mine: () => query.mine,
    due: () => query.due !== null,
    columns: () => true,
    sort: (value) => query.sort === value,
    direction: (value) => query.direction === value,
    page: () => true,
  };
  for (const [name, given] of Object.entries(params)) {
    const value = String(given ?? '');
    if (value !== '' && known[name]?.(value) !== true) return { name, value };
  }
  return null;
}

/** The known ones among them, in their own order; the usual ones where none is known. */
function columnsIn(asked: Params[string]): readonly RuleColumn[] {
  const named = new Set(typeof asked === 'string' ? asked.split(',') : asked);
  const known = ruleColumns.filter((column) => named.has(column));
  return known.length === 0 ? usualColumns : known;
}

/** Whether it narrows the list down, so that a file of it is not the whole book. */
export function isFiltered({ state, departmentId, provider, words, mine, due }: RuleQuery): boolean {
  return state !== null || departmentId !== '' || provider !== '' || words !== '' || mine || due !== null;
}

function stateOf(text: string): RuleQuery['state'] {
  if (Object.hasOwn(standingGroups, text)) return text as StandingGroup;
  return versionStandings.find((standing) => standing === text) ?? null;
}

/** The standings that are asked for; none is every one. */
export function standingsAsked({ state }: Pick<RuleQuery, 'state'>): readonly VersionStanding[] {
  if (state === null) return [];
  return Object.hasOwn(standingGroups, state)
    ? standingGroups[state as StandingGroup]
    : [state as VersionStanding];
}

/** The address of the same list with something changed; only what differs from the usual stands in it. A change of anything but the page leads to the first page. */
export function ruleListHref(query: RuleQuery, change: Partial<RuleQuery> = {}): string {
  const { state, departmentId, provider, words, mine, due, sort, direction, columns, page } = {
    ...query,
    page: 1,
    ...change,
  };
  const pairs: [string, string | null][] = [
    ['state', state],
    ['words', words],
    ['department', departmentId],
    ['provider', provider],
    ['mine', mine ? 'on' : null],
    ['due', due],
    ['sort', sort === 'updated' ? null : sort],
    ['direction', direction === usualDirection(sort) ? null : direction],
    ['columns', columns.join() === usualColumns.join() ? null : columns.join()],
    ['page', page > 1 ? String(page) : null],
  ];
  const search = new URLSearchParams(
    pairs.filter((pair): pair is [string, string] => Boolean(pair[1])),
  ).toString();
  return search ? `/registrar/rules?${search}` : '/registrar/rules';
}

/** What an address says of the list, without the page: as it is kept under a name. What it does not know is left out. */
export function viewAddress(search: string): string {
  const params: Record<string, string> = Object.fromEntries(new URLSearchParams(search));
  return ruleListHref(parseRuleQuery(params), { page: 1 }).split('?')[1] ?? '';
}

/** The address of the file of all that the list finds, in whatever form. */
export function ruleFileHref(query: RuleQuery, form: string): string {
  const [, filters] = ruleListHref(query).split('?');
  return `/registrar/rules/export?${filters === undefined ? '' : `${filters}&`}as=${form}`;
}

/** The address of what publishing all that is ready on that page of the list would change. */
export function ruleListEffectHref(query: RuleQuery): string {
  return ruleListHref(query, { page: query.page }).replace('/registrar/rules', '/registrar/rules/effect');
}
