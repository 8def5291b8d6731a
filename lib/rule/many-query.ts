import * as z from 'zod';
import { TypedAmount } from '@/lib/amount/decimal-text';
import { Unit } from '@/lib/amount/unit';
import { type CivilDate, CivilDateText } from '@/lib/kernel/civil-date';
import type { ChangeOfMany } from './change-of-many';
import { type Params, parseRuleQuery, ruleListHref, type RuleQuery } from './list-query';

/** What can be done to many rules after a look at what would become of each. */
export const manyActs = ['department', 'review', 'reaffirm', 'supersede'] as const;
export type ManyAct = (typeof manyActs)[number];

/** What a reader of the page of changes to many asks for; its address says it all. */
export interface ManyQuery {
  act: ManyAct;
  /** Which rules are meant: those that the list finds under the same filters. */
  filters: RuleQuery;
  /** Which of the pages on which they are shown, from 1. */
  page: number;
  /** The department that they are to go to, whether there is one or not; empty while none is chosen. */
  departmentId: string;
  /** The day on which they are to be reviewed, or from which the change holds; null while none is chosen. */
  day: CivilDate | null;
  /** What is changed of each; null while it is not said, or not understood. */
  change: ChangeOfMany | null;
  /** The same as it was entered. */
  entered: Record<'what' | 'from' | 'to' | 'unit', string>;
}

/** Reads any address; what it does not know is left at its usual value. */
export function parseManyQuery(params: Params): ManyQuery {
  const text = (name: string): string => {
    const value = params[name];
    return (typeof value === 'string' ? value : (value?.[0] ?? '')).trim();
  };
  const filters = parseRuleQuery(params);
  const entered = {
    what: text('what').slice(0, 20),
    from: text('from').slice(0, 200),
    to: text('to').slice(0, 200),
    unit: text('unit').slice(0, 20),
  };
  return {
    act: manyActs.find((act) => act === text('act')) ?? 'department',
    filters: { ...filters, page: 1 },
    page: filters.page,
    departmentId: text('to').slice(0, 36).toLowerCase(),
    day: CivilDateText.safeParse(text('day')).data ?? null,
    change: ChangeInForm.safeParse(entered).data ?? null,
    entered,
  };
}

/** A change as the fields of a form say it. */
export const ChangeInForm = z
  .strictObject({
    what: z.enum(['course', 'amount'], { error: 'field/what-changes' }),
    from: z.string().trim().min(1, 'field/change-from').max(200),
    to: z.string().trim().min(1, 'field/change-to').max(200),
    unit: z.string().default(''),
  })
  .transform(({ what, from, to, unit }, context): ChangeOfMany => {
    if (what === 'course') return { kind: 'course', from, to };
    const read = z.object({ from: TypedAmount, to: TypedAmount, unit: Unit }).safeParse({ from, to, unit });
    if (read.success) return { kind: 'amount', ...read.data };
    for (const { path } of read.error.issues)
      context.addIssue({
        code: 'custom',
        path: [...path],
        message: path[0] === 'unit' ? 'field/change-unit' : 'field/change-amount',
      });
    return z.NEVER;
  });

/** The filters of a list as the fields of a form keep them. */
export function filterFields(filters: RuleQuery): [string, string][] {
  const [, search = ''] = ruleListHref({ ...filters, page: 1 }).split('?');
  return [...new URLSearchParams(search)];
}

/** The address under which rules that the list finds are changed together. */
export function manyHref(filters: RuleQuery, act: ManyAct): string {
  return `/registrar/rules/many?${new URLSearchParams([...filterFields(filters), ['act', act]]).toString()}`;
}

/** The address of another page of the same, with what is to become of them. */
export function manyPageHref({ act, filters, departmentId, day, entered }: ManyQuery, page: number): string {
  const said = {
    ...entered,
    to: entered.to || departmentId,
    day: day ?? '',
    page: page > 1 ? String(page) : '',
  };
  const stated = Object.entries(said).filter(([, value]) => value !== '');
  return `${manyHref(filters, act)}${stated.length === 0 ? '' : `&${new URLSearchParams(stated).toString()}`}`;
}
