import { type CivilDate, CivilDateText } from '@/lib/kernel/civil-date';
import { type Params, parseRuleQuery, ruleListHref, type RuleQuery } from './list-query';

/** What can be done to many rules after a look at what would become of each. */
export const manyActs = ['department', 'review', 'reaffirm'] as const;
export type ManyAct = (typeof manyActs)[number];

/** What a reader of the page of changes to many asks for; its address says it all. */
export interface ManyQuery {
  act: ManyAct;
  /** Which rules are meant: those that the list finds under the same filters. */
  filters: RuleQuery;
  /** The department that they are to go to, whether there is one or not; empty while none is chosen. */
  departmentId: string;
  /** The day on which they are to be reviewed; null while none is chosen. */
  day: CivilDate | null;
}

/** Reads any address; what it does not know is left at its usual value. */
export function parseManyQuery(params: Params): ManyQuery {
  const text = (name: string): string => {
    const value = params[name];
    return (typeof value === 'string' ? value : (value?.[0] ?? '')).trim();
  };
  return {
    act: manyActs.find((act) => act === text('act')) ?? 'department',
    filters: { ...parseRuleQuery(params), page: 1 },
    departmentId: text('to').slice(0, 36).toLowerCase(),
    day: CivilDateText.safeParse(text('day')).data ?? null,
  };
}

/** The filters of a list as the fields of a form keep them. */
export function filterFields(filters: RuleQuery): [string, string][] {
  const [, search = ''] = ruleListHref({ ...filters, page: 1 }).split('?');
  return [...new URLSearchParams(search)];
}

/** The address under which rules that the list finds are changed together. */
export function manyHref(filters: RuleQuery, act: ManyAct): string {
  return `/registrar/rules/many?${new URLSearchParams([...filterFields(filters), ['act', act]]).toString()}`;
}
