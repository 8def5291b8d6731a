import * as z from 'zod';
import { AmountText } from '@/lib/amount/amount-text';
import { HomeUnit, Unit } from '@/lib/amount/unit';
import { CivilDateText } from '@/lib/kernel/civil-date';

const Day = CivilDateText;
const Name = z.string().min(1).max(200);
/** Inclusive at both ends; a missing or null end is open. */
export const DayWindow = z.strictObject({ from: Day.nullish(), to: Day.nullish() });
export const CredentialWindow = z.strictObject({
  basis: z.enum(['issuedOn', 'heldDuring']).optional(),
  from: Day.nullish(),
  to: Day.nullish(),
});

/** One micro-credential, with what a credential of it must satisfy. Scores are on the scale of the credential. */
export const MicroCredentialLeaf = z.strictObject({
  mc: Name,
  versions: z.array(Name).min(1).optional(),
  minEqf: z.int().min(1).max(8).optional(),
  mustBeActive: z.boolean().optional(),
  expiringOnly: z.boolean().optional(),
  lifetimeOnly: z.boolean().optional(),
  maxAge: z
    .strictObject({ years: z.int().min(0).max(99).optional(), months: z.int().min(0).max(1188).optional() })
    .optional(),
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
    z.strictObject({ all: z.array(Premise).min(1).max(200) }),
    z.strictObject({ any: z.array(Premise).min(1).max(200) }),
    z.strictObject({ atLeast: z.int().min(1).max(50), of: z.array(Premise).min(1).max(200) }),
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
/** Whether lines of this kind are recorded with 0 credit. @source tests/fixtures/credit-cases.json, rule.line */
export function carriesNoCredit(kind: LineKind): boolean {
  return kind === 'waiver' || kind === 'noncredit';
}
/**
 * What is earned. `target` is a course code, a gen-ed area, a subject, or a requirement. Level is LD unless given.
 * A waiver and a non-credit record carry 0, so their credits may be left out.
 */
export const Line = z
  .strictObject({ kind: LineKind, target: Name, level: Name.optional(), credits: Credits.optional() })
  .refine(({ kind, credits }) => credits !== undefined || carriesNoCredit(kind), {
    path: ['credits'],
    error: 'must say how much credit the line carries',
  })
  .transform(({ credits, ...line }) => ({
    ...line,
    credits: credits ?? ({ amount: '0' } satisfies Credits),
  }));
export type Line = z.infer<typeof Line>;
/** One of several alternatives; exactly one is used. */
export const Outcome = z.strictObject({ lines: z.array(Line).max(100) });
export type Outcome = z.infer<typeof Outcome>;

/** What a rule says, apart from whose version it is. Stored as RuleVersion.definition (see lib/rule/rule-version.ts). */
export const RuleBody = z.strictObject({
  /** Lower is stronger; 50 unless given. */
  priority: z.int().optional(),
  /** Program codes; every program ('*') unless given. */
  programs: z.array(Name).min(1).optional(),
  credentialWindow: CredentialWindow.optional(),
  claimWindow: DayWindow.optional(),
  termWindow: DayWindow.optional(),
  premise: Premise,
  outcomes: z.array(Outcome).max(50),
  overrides: z.array(Name).optional(),
  deny: z.boolean().optional(),
  /** '*': never combined with anything; a label: once per label. */
  exclusive: Name.optional(),
  tags: z.array(Name).optional(),
});
export type RuleBody = z.infer<typeof RuleBody>;

/** A rule as the engine sees it: the body, and which version of which family it is. */
export const Rule = RuleBody.extend({
  id: Name,
  family: Name.optional(),
  version: z.int().optional(),
  status: Name.optional(),
});
export type Rule = z.infer<typeof Rule>;

/** By what a rule can ask of a certificate, beside its score, version and windows. @source docs/domain.md §4.2, Leaf */
export const Criterion = z.enum(['recency', 'level', 'validity', 'evidence', 'identity', 'supervision']);
export type Criterion = z.infer<typeof Criterion>;

/** The institution's policy as far as credit is computed. @source docs/domain.md §2.2, §4.5, §4.6 */
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
  /** How old a completion may be on the day of the claim, whatever a rule says beyond it. Absent: each rule says. @units whole months */
  recencyMonths: z.int().min(1).max(1_188).optional(),
  /** What no rule may ask by; a rule that does is taken as if it did not. @source docs/domain.md §11.9 */
  excludedCriteria: z.array(Criterion).min(1).max(Criterion.options.length).optional(),
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
  z.strictObject({
    id: Name,
    type: z.literal('max'),
    scope: LimitScope,
    amount: AmountText.optional(),
    percent: AmountText.optional(),
    alreadyUsed: AmountText.optional(),
  }),
  z.strictObject({
    id: Name,
    type: z.literal('minResident'),
    amount: AmountText.optional(),
    percent: AmountText.optional(),
    externalAlreadyCounted: AmountText.optional(),
  }),
  z.strictObject({
    id: Name,
    type: z.literal('finalWindow'),
    window: AmountText,
    maxExternal: AmountText,
    totalSoFar: AmountText.optional(),
    externalInWindow: AmountText.optional(),
  }),
  z.strictObject({
    id: Name,
    type: z.literal('minUpperDivision'),
    amount: AmountText,
    have: AmountText.optional(),
  }),
]);
export type Limit = z.infer<typeof Limit>;

/** A program and its limits; `total` is needed by every limit that is a share of it. */
export const Program = z
  .strictObject({ code: Name, total: AmountText.optional(), limits: z.array(Limit).max(50).optional() })
  .superRefine(({ total, limits }, context) => {
    limits?.forEach((limit, index) => {
      const share =
        limit.type === 'minResident' ||
        limit.type === 'finalWindow' ||
        (limit.type === 'max' && limit.amount === undefined);
      if (share && total === undefined)
        context.addIssue({
          code: 'custom',
          path: ['limits', index],
          message: 'needs the total credits of the program (program.total)',
        });
      if (
        (limit.type === 'max' || limit.type === 'minResident') &&
        limit.amount === undefined &&
        limit.percent === undefined
      ) {
        context.addIssue({
          code: 'custom',
          path: ['limits', index],
          message: 'must give an amount or a percent',
        });
      }
    });
  });
export type Program = z.infer<typeof Program>;

/** A micro-credential as far as credit is computed. Without components it is one unit of learning (an atom). */
export const CatalogMicroCredential = z.strictObject({
  provider: Name.optional(),
  components: z.array(Name).max(200).optional(),
  /** Holding it proves each of its components. */
  componentsImplied: z.boolean().optional(),
  workloadHours: AmountText.optional(),
  recommendedEcts: AmountText.optional(),
});
export type CatalogMicroCredential = z.infer<typeof CatalogMicroCredential>;

/** What the institution knows about micro-credentials and about its own courses. Credits of courses are in the home unit. */
export const Catalog = z.strictObject({
  microCredentials: z.record(Name, CatalogMicroCredential).optional(),
  /** Groups of home courses that count once. */
  equivalents: z.array(z.array(Name)).optional(),
  /** Course → less advanced courses. */
  outranks: z.record(Name, z.array(Name)).optional(),
  /** A course earns so much less when the course `with` is already earned. */
  overlaps: z.array(z.strictObject({ course: Name, with: Name, credits: AmountText })).optional(),
  courses: z.record(Name, z.strictObject({ credits: AmountText })).optional(),
});
export type Catalog = z.infer<typeof Catalog>;

/** What a student holds or says to hold (on screen and elsewhere in the code: a holding). `issuedOn` is the day of completion. */
export const Credential = z.strictObject({
  id: Name,
  mc: Name,
  version: Name.nullish(),
  issuedOn: Day,
  /** Nobody said on which day it was completed: `issuedOn` is an assumption, and is told as one. Changes no decision. */
  issuedOnAssumed: z.literal(true).optional(),
  /** The last valid day. */
  expiresOn: Day.nullish(),
  /** Nobody said whether it expires, or when; without this, no last day means that it never does. */
  expiryUnknown: z.literal(true).optional(),
  status: z.enum(['valid', 'revoked']).optional(),
  score: AmountText.nullish(),
  eqf: z.int().min(1).max(8).nullish(),
  idVerified: z.boolean().nullish(),
  proctored: z.boolean().nullish(),
  evidence: z.array(Name).optional(),
  credits: Measured.nullish(),
});
export type Credential = z.infer<typeof Credential>;

export const Student = z.strictObject({
  claimDate: Day,
  /** Program code; without it only rules for every program apply. */
  program: Name.nullish(),
  termStart: Day.nullish(),
  credentials: z.array(Credential).max(1_000),
  assessments: z.array(z.strictObject({ id: Name, score: AmountText })).optional(),
  earned: z.array(z.strictObject({ course: Name, credits: AmountText.optional() })).optional(),
  /** Units of learning that earlier awards used. */
  consumedAtoms: z.array(Name).optional(),
  residentCredits: AmountText.optional(),
});
export type Student = z.infer<typeof Student>;

/** Everything a decision about one student's credit depends on. @source tests/fixtures/credit-cases.json, "case" */
export const CreditCase = z.object({
  policy: CreditPolicy,
  catalog: Catalog.optional(),
  program: Program.nullish(),
  student: Student,
  rules: z.array(Rule).max(200_000),
});
export type CreditCase = z.infer<typeof CreditCase>;
