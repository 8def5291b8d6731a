import * as z from 'zod';
import { atMost, OptionalTypedAmount } from '@/lib/amount/decimal-text';
import { type Limit, type LimitScope, LineKind } from '@/lib/credit/input';
import { fail, ok, type Result } from '@/lib/kernel/result';
import { capsOf, limitsBesideCaps } from './program-caps';
import { mostCredits } from './most-credits';

/** Most limits of a program, its two caps among them. @source tests/fixtures/credit-cases.json, as the engine reads programs */
export const mostLimits = 40;

/** What a limit asks, as its row says it: so much of something at most, so much of upper division at least, so much of the last credits. */
export const LimitKind = z.enum(['most', 'upperDivision', 'last']);
export type LimitKind = z.infer<typeof LimitKind>;

const blank = z.literal('').transform(() => undefined);
const amount = OptionalTypedAmount.optional().refine(
  atMost(mostCredits.program),
  `field/at-most ${mostCredits.program}`,
);
const names = z
  .string()
  .max(4_000)
  .default('')
  .transform((text) => [
    ...new Set(
      text
        .split(/[;\n]/)
        .map((one) => one.normalize('NFC').replace(/\s+/g, ' ').trim())
        .filter((one) => one !== ''),
    ),
  ])
  .refine((list) => list.length <= 50, 'field/too-many 50')
  .refine((list) => list.every((one) => one.length <= 200), 'field/too-long 200');

/** A row of the form; one without a kind says nothing. */
const TypedLimit = z
  .strictObject({
    /** The limit that it says anew; what of that the form has no field for stays. */
    id: z.string().max(200).default(''),
    kind: LimitKind.or(blank).optional(),
    amount,
    percent: OptionalTypedAmount.optional().refine(atMost(100), 'field/at-most-hundred'),
    /** Of how many credits, counted from the end. */
    window: amount,
    levels: names,
    providers: names,
    tags: names,
    lines: LineKind.or(blank).optional(),
    olderThan: z
      .string()
      .regex(/^\d{0,2}$/, 'field/whole-number 0 99')
      .transform((text) => (text === '' ? undefined : Number(text)))
      .optional(),
  })
  .superRefine(({ kind, amount: stated, percent, window, ...row }, context) => {
    const lack = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    const saysMore = row.levels.length + row.providers.length + row.tags.length > 0;
    if (kind === undefined) {
      if (
        stated !== undefined ||
        percent !== undefined ||
        window !== undefined ||
        saysMore ||
        row.lines ||
        row.olderThan
      )
        lack('kind', 'field/limit-kind');
      return;
    }
    const isShare = kind === 'most' && percent !== undefined;
    if (stated === undefined && !isShare) lack('amount', 'field/limit-amount');
    if (stated !== undefined && percent !== undefined) lack('percent', 'field/limit-one');
    if (kind !== 'most' && percent !== undefined) lack('percent', 'field/limit-amount');
    if (kind === 'last' && window === undefined) lack('window', 'field/limit-amount');
    if (kind !== 'most' && (saysMore || row.lines || row.olderThan !== undefined))
      lack('kind', 'field/limit-whole');
  });
export type TypedLimit = z.output<typeof TypedLimit>;

export const TypedLimits = z.array(TypedLimit).max(mostLimits + 5);

/** The limits beside the two caps as their form shows them. @units amounts in the home unit, percent of the program's total */
export function limitRows(limits: readonly Limit[]): Partial<Record<keyof TypedLimit, string>>[] {
  return limitsBesideCaps(limits).map((limit) => {
    switch (limit.type) {
      case 'max': {
        const { levels, providers, tags, kinds, olderThan } = limit.scope;
        return {
          id: limit.id,
          kind: 'most',
          amount: limit.amount ?? '',
          percent: limit.percent ?? '',
          levels: levels?.join('; ') ?? '',
          providers: providers?.join('; ') ?? '',
          tags: tags?.join('; ') ?? '',
          lines: kinds?.[0] ?? '',
          olderThan: olderThan === undefined ? '' : String(olderThan.years),
        };
      }
      case 'minUpperDivision':
        return { id: limit.id, kind: 'upperDivision', amount: limit.amount };
      case 'finalWindow':
        return { id: limit.id, kind: 'last', amount: limit.maxExternal, window: limit.window };
      // A second residency beside the first has no row: there is one a program.
      case 'minResident':
        return { id: limit.id };
    }
  });
}

/**
 * The limits of a program with these beside its two caps, which stay. A limit that a row does not name goes.
 * @refuses `field/limit-scope` for a row that limits all credit, which the caps do · `field/limit-twice`
 * @source docs/domain.md §4.6
 */
export function withLimitsBeside(
  limits: readonly Limit[],
  rows: readonly TypedLimit[],
): Result<Limit[], 'field/limit-scope' | 'field/limit-twice'> {
  const beside = limitsBesideCaps(limits);
  const caps = limits.filter((limit) => !beside.includes(limit));
  const taken = new Set(caps.map(({ id }) => id));
  const named = rows.map((typed) => typed.id);
  const said: Limit[] = [];
  for (const [row, typed] of rows.entries()) {
    const before = beside.find(({ id }) => id === typed.id && id !== '');
    // What the form cannot say stays as it is.
    if (typed.kind === undefined) {
      if (before?.type === 'minResident') said.push(before);
      continue;
    }
    const id =
      before !== undefined && !taken.has(before.id) ? before.id : freeId(typed.kind, [...taken, ...named]);
    taken.add(id);
    const limit = limitOf(typed, id, before);
    if (limit.type === 'max' && Object.keys(limit.scope).length === 0)
      return fail('field/limit-scope', { row });
    const same = JSON.stringify({ ...limit, id: '' });
    if (said.some((one) => JSON.stringify({ ...one, id: '' }) === same))
      return fail('field/limit-twice', { row });
    said.push(limit);
  }
  // Those that were there keep their places, so that what says the same is the same.
  const all = [
    ...limits.flatMap((limit) =>
      caps.includes(limit) ? limit : (said.find(({ id }) => id === limit.id) ?? []),
    ),
    ...said.filter(({ id }) => !limits.some((limit) => limit.id === id)),
  ];
  return JSON.stringify(capsOf(all)) === JSON.stringify(capsOf(limits))
    ? ok(all)
    : fail('field/limit-scope', { row: 0 });
}

function freeId(kind: LimitKind, taken: readonly string[]): string {
  for (let n = 1; ; n += 1) if (!taken.includes(`${kind}-${n}`)) return `${kind}-${n}`;
}

function limitOf(typed: TypedLimit, id: string, before: Limit | undefined): Limit {
  const { kind, amount: stated = '0', percent, window = '0' } = typed;
  if (kind === 'upperDivision')
    return {
      ...(before?.type === 'minUpperDivision' && before),
      id,
      type: 'minUpperDivision',
      amount: stated,
    };
  if (kind === 'last')
    return {
      ...(before?.type === 'finalWindow' && before),
      id,
      type: 'finalWindow',
      window,
      maxExternal: stated,
    };
  const used = before?.type === 'max' ? before.alreadyUsed : undefined;
  return {
    id,
    type: 'max',
    scope: scopeOf(typed, before?.type === 'max' ? before.scope : {}),
    ...(percent === undefined ? { amount: stated } : { percent }),
    ...(used !== undefined && { alreadyUsed: used }),
  };
}

/** Several kinds of lines, which the form has one field for, stay where the first of them does. */
function scopeOf({ levels, providers, tags, lines, olderThan }: TypedLimit, before: LimitScope): LimitScope {
  const kinds = lines === undefined ? undefined : before.kinds?.[0] === lines ? before.kinds : [lines];
  const scope: LimitScope = {
    ...(levels.length > 0 && { levels }),
    ...(providers.length > 0 && { providers }),
    ...(tags.length > 0 && { tags }),
    ...(kinds && { kinds }),
    ...(olderThan !== undefined && { olderThan: { years: olderThan } }),
  };
  return Object.keys(scope).length === 0 && before.all ? { all: true } : scope;
}
