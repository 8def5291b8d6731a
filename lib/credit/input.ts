import * as z from 'zod';
import { AmountText } from '@/lib/amount/amount-text';
import { HomeUnit, Unit } from '@/lib/amount/unit';
import { CivilDateText } from '@/lib/kernel/civil-date';

const Day = CivilDateText;
const Name = z.string().min(1).max(200);
/** Inclusive at both ends; a missing or null end is open. */
export const DayWindow = z.strictObject({ from: Day.nullish(), to: Day.nullish() });
export const CredentialWindow = z.strictObject({ basis: z.enum(['issuedOn', 'heldDuring']).optional(), from: Day.nullish(), to: Day.nullish() });

/** One micro-credential, with what a credential of it must satisfy. Scores are on the scale of the credential. */
export const MicroCredentialLeaf = z.strictObject({
  mc: Name,
  versions: z.array(Name).min(1).optional(),
  minEqf: z.int().min(1).max(8).optional(),
  mustBeActive: z.boolean().optional(),
  expiringOnly: z.boolean().optional(),
  lifetimeOnly: z.boolean().optional(),
  maxAge: z.strictObject({ years: z.int().min(0).max(99).optional(), months: z.int().min(0).max(1188).optional() }).optional(),
  evidence: z.array(Name).min(1).optional(),
  idVerified: z.boolean().optional(),
  proctored: z.boolean().optional(),
  /** Inclusive. */
  minScore: AmountText.optional(),
  /** Exclusive. */
  belowScore: AmountText.optional(),
});
export type MicroCredentialLeaf = z.infer<typeof MicroCredentialLeaf>;

/** A challenge exam, portfolio or interview of the institution's own. */
export const AssessmentLeaf = z.strictObject({ assessment: Name, minScore: AmountText });
export type AssessmentLeaf = z.infer<typeof AssessmentLeaf>;

export type Premise =
  | { all: Premise[] }
  | { any: Premise[] }
  /** Exactly n of the branches are used. */
  | { atLeast: number; of: Premise[] }
  | MicroCredentialLeaf
  | AssessmentLeaf;
export const Premise: z.ZodType<Premise> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(Premise).min(1).max(50) }),
    z.strictObject({ any: z.array(Premise).min(1).max(50) }),
    z.strictObject({ atLeast: z.int().min(1).max(50), of: z.array(Premise).min(1).max(50) }),
    MicroCredentialLeaf,
    AssessmentLeaf,
  ]),
);

const Measured = z.strictObject({ amount: AmountText, unit: Unit.optional() });
export const Credits = z.union([
  Measured,
  z.strictObject({ fromSource: z.literal(true), max: Measured.optional() }),
  z.strictObject({ catalog: z.literal(true) }),
]);
export type Credits = z.infer<typeof Credits>;

export const LineKind = z.enum(['course', 'genEd', 'block', 'elective', 'levelOnly', 'waiver', 'noncredit']);
export type LineKind = z.infer<typeof LineKind>;
/** What is earned. `target` is a course code, a gen-ed area, a subject, or a requirement. Level is LD unless given. */
export const Line = z.strictObject({ kind: LineKind, target: Name, level: Name.optional(), credits: Credits });
export type Line = z.infer<typeof Line>;
/** One of several alternatives; exactly one is used. */
export const Outcome = z.strictObject({ lines: z.array(Line).max(50) });
export type Outcome = z.infer<typeof Outcome>;

/** What a rule says, apart from whose version it is. Stored as RuleVersion.definition (see lib/rule/rule-version.ts). */
export const RuleBody = z.strictObject({
  /** Lower is stronger; 50 unless given. */
  priority: z.int().min(0).max(1_000).optional(),
  /** Program codes; every program ('*') unless given. */
  programs: z.array(Name).min(1).optional(),
  credentialWindow: CredentialWindow.optional(),
  claimWindow: DayWindow.optional(),
  termWindow: DayWindow.optional(),
  premise: Premise,
  outcomes: z.array(Outcome).max(20),
  overrides: z.array(Name).optional(),
  deny: z.boolean().optional(),
  /** '*': never combined with anything; a label: once per label. */
  exclusive: Name.optional(),
  tags: z.array(Name).optional(),
});
export type RuleBody = z.infer<typeof RuleBody>;

/** A rule as the engine sees it: the body, and which version of which family it is. */
export const Rule = RuleBody.extend({ id: Name, family: Name.optional(), version: z.int().min(0).optional(), status: Name.optional() });
export type Rule = z.infer<typeof Rule>;

/** The institution's policy as far as credit is computed. @source domain.md §2.2, §4.5, §4.6 */
export const CreditPolicy = z.strictObject({
  homeUnit: HomeUnit,
  resolution: z.enum(['best', 'priority']).optional(),
  rounding: z
    .strictObject({
      stage: z.enum(['none', 'line', 'total']),
      mode: z.enum(['DOWN', 'UP', 'HALF_UP', 'HALF_EVEN']).optional(),
      increment: AmountText.optional(),
    })
    .optional(),
  trim: z.enum(['partial', 'whole']).optional(),
  /** 'FROM>TO' → exact factor; these override the default table. */
  conversions: z.record(z.string().regex(/^[A-Z_]+>[A-Z_]+$/), AmountText).optional(),
  postAfterResidentCredits: AmountText.optional(),
});
export type CreditPolicy = z.infer<typeof CreditPolicy>;

/** Which lines a limit counts: all, or those that match every given key. */
export const LimitScope = z.strictObject({
  all: z.literal(true).optional(),
  providers: z.array(Name).optional(),
  tags: z.array(Name).optional(),
  levels: z.array(Name).optional(),
  kinds: z.array(LineKind).optional(),
  olderThan: z.strictObject({ years: z.int().min(0) }).optional(),
});
export type LimitScope = z.infer<typeof LimitScope>;

/** A cap or residency requirement of a program. Amounts in the home unit, percent of the program's total. */
export const Limit = z.discriminatedUnion('type', [
  z.strictObject({ id: Name, type: z.literal('max'), scope: LimitScope, amount: AmountText.optional(), percent: AmountText.optional(), alreadyUsed: AmountText.optional() }),
  z.strictObject({ id: Name, type: z.literal('minResident'), amount: AmountText.optional(), percent: AmountText.optional(), externalAlreadyCounted: AmountText.optional() }),
  z.strictObject({ id: Name, type: z.literal('finalWindow'), window: AmountText, maxExternal: AmountText, totalSoFar: AmountText.optional(), externalInWindow: AmountText.optional() }),
  z.strictObject({ id: Name, type: z.literal('minUpperDivision'), amount: AmountText, have: AmountText.optional() }),
]);
export type Limit = z.infer<typeof Limit>;
