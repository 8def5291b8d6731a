import * as z from 'zod';
import { LineKind } from '@/lib/credit/input';

/** A definition as the fields of a form: all texts, rows in lists, blank rows allowed. */
const text = z.string().trim().max(2_000).default('');
const ticked = z.enum(['on', '']).default('');

const BranchFields = z.strictObject({
  type: z.enum(['mc', 'assessment', 'group']).default('mc'),
  mc: text,
  versions: text,
  minScore: text,
  belowScore: text,
  minEqf: text,
  maxAge: text,
  maxAgeUnit: z.enum(['years', 'months']).default('years'),
  evidence: text,
  idVerified: ticked,
  proctored: ticked,
  mustBeActive: ticked,
  expiry: z.enum(['', 'expiring', 'lifetime']).default(''),
  assessment: text,
  way: z.enum(['all', 'any', 'atLeast']).default('any'),
  count: text,
  get branches(): z.ZodDefault<z.ZodArray<typeof BranchFields>> {
    return z.array(BranchFields).max(50).default([]);
  },
});
export type BranchForm = z.infer<typeof BranchFields>;

const LineFields = z.strictObject({
  kind: LineKind.default('course'),
  target: text,
  level: text,
  credit: z.enum(['fixed', 'source', 'catalog']).default('fixed'),
  amount: text,
  unit: text,
});
export type LineForm = z.infer<typeof LineFields>;

const SpanFields = z.strictObject({ from: text, to: text }).prefault({});

export const DefinitionFields = z.strictObject({
  premise: z
    .strictObject({
      way: z.enum(['all', 'any', 'atLeast']).default('all'),
      count: text,
      branches: z.array(BranchFields).max(50).default([]),
    })
    .prefault({}),
  decision: z.enum(['credit', 'deny']).default('credit'),
  outcomes: z
    .array(z.strictObject({ lines: z.array(LineFields).max(50).default([]) }))
    .max(20)
    .default([]),
  programs: z.array(z.string().max(200)).max(200).default([]),
  credentialWindow: z
    .strictObject({ basis: z.enum(['issuedOn', 'heldDuring']).default('issuedOn'), from: text, to: text })
    .prefault({}),
  claimWindow: SpanFields,
  termWindow: SpanFields,
  combining: z.enum(['free', 'alone', 'group']).default('free'),
  exclusiveGroup: text,
  overrides: text,
  tags: text,
  priority: text,
});
export type DefinitionForm = z.infer<typeof DefinitionFields>;
