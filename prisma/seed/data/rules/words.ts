import type { Rejection } from '@/lib/review/rejection-kind';
import type { Line, Premise, RuleBody } from '@/lib/credit/input';
import type { RuleStatus } from '@/lib/rule/rule-version';

/**
 * How a rule version came to stand where it stands. Numbers are days before the day of seeding.
 * `import`: taken over from an earlier system, then published. `review`: the whole road, as far as `until`.
 */
export type Road =
  | { by: 'import'; published: number; then?: { to: 'suspended' | 'revoked'; ago: number; reason: string } }
  | {
      by: 'review';
      begun: number;
      until: Exclude<RuleStatus, 'revoked' | 'suspended'>;
      details?: ReviewDetails;
    }
  | { by: 'review'; begun: number; until: 'suspended' | 'revoked'; details: ReviewDetails & { ago: number } };

export interface ReviewDetails {
  /** Votes cast in the stage that is still open. */
  votes?: number;
  /** Nobody is assigned yet: the chair is asked to. */
  unassigned?: true;
  /** The committee has a quorum but could still end either way: its chair may close it. */
  ready?: true;
  /** Somebody steps back because of a conflict of interest. */
  recused?: string;
  question?: string;
  answer?: string;
  /** Why it was returned, rejected, withdrawn, suspended or revoked. */
  reason?: string;
  /** Where it was rejected: which no it is, and what students read of it. */
  rejection?: Rejection;
  /** How many course outcomes are only partly covered in the reviewers' eyes. */
  partly?: number;
  ago?: number;
}

export type Body = Omit<RuleBody, 'premise' | 'outcomes'> & {
  premise: Premise;
  outcomes: RuleBody['outcomes'];
};
export interface VersionData {
  body: Body;
  road: Road;
  note: string;
  internalNote?: string;
  basis: BasisData;
}
export interface BasisData {
  kind: 'recommendation' | 'ownReview' | 'precedent' | 'agreement';
  /** Micro-credential and recommender. */
  recommendations?: readonly (readonly [string, string])[];
  changedBecause?: string;
  /** Codes of rules of the same institution. */
  precedents?: readonly string[];
}
export interface RuleData {
  code: string;
  title: string;
  department: string;
  /** Oldest first. In premises, `mc` is the slug of the micro-credential. */
  versions: readonly VersionData[];
}

export const mc = (slug: string, checks: Omit<Extract<Premise, { mc: string }>, 'mc'> = {}): Premise => ({
  mc: slug,
  ...checks,
});
export const all = (...of: Premise[]): Premise => ({ all: of });
export const any = (...of: Premise[]): Premise => ({ any: of });
export const atLeast = (n: number, ...of: Premise[]): Premise => ({ atLeast: n, of });
export const exam = (assessment: string, minScore: string): Premise => ({ assessment, minScore });

export const course = (target: string, level: string): Line => ({
  kind: 'course',
  target,
  level,
  credits: { catalog: true },
});
export const block = (target: string, amount: string, level: string): Line => ({
  kind: 'block',
  target,
  level,
  credits: { amount },
});
export const elective = (target: string, amount: string, level: string): Line => ({
  kind: 'elective',
  target,
  level,
  credits: { amount },
});
export const genEd = (target: string, amount: string, level: string): Line => ({
  kind: 'genEd',
  target,
  level,
  credits: { amount },
});
export const levelOnly = (level: string, amount: string): Line => ({
  kind: 'levelOnly',
  target: level,
  level,
  credits: { amount },
});
export const waiver = (target: string): Line => ({ kind: 'waiver', target, credits: { amount: '0' } });
/** As much as the certificate itself states, converted by the policy, at most so much. */
export const stated = (target: string, max: string, level: string): Line => ({
  kind: 'elective',
  target,
  level,
  credits: { fromSource: true, max: { amount: max } },
});

type Options = Omit<RuleBody, 'premise' | 'outcomes'> & {
  note?: string;
  internalNote?: string;
  basis?: BasisData;
};

/** One version: condition, lines (or alternatives of lines), how it came about. */
export function version(
  premise: Premise,
  outcomes: Line[] | Line[][],
  road: Road,
  { note = '', internalNote, basis = { kind: 'ownReview' }, ...rest }: Options = {},
): VersionData {
  const alternatives = outcomes.every(Array.isArray) ? (outcomes as Line[][]) : [outcomes as Line[]];
  const body = { ...rest, premise, outcomes: rest.deny ? [] : alternatives.map((lines) => ({ lines })) };
  return { body, road, note, basis, ...(internalNote && { internalNote }) };
}

/** A decided no: the reason is what students read. It bars what is as strong or weaker, which a no for one part of a certificate must not be for the whole. */
export function refused(premise: Premise, road: Road, note: string, priority = 20): VersionData {
  return version(premise, [], road, { deny: true, priority, note });
}

export function rule(code: string, title: string, department: string, ...versions: VersionData[]): RuleData {
  return { code, title, department, versions };
}

export const imported = (published: number): Road => ({ by: 'import', published });
export const reviewed = (
  begun: number,
  until: Extract<Road, { by: 'review' }>['until'] = 'published',
  details: ReviewDetails = {},
): Road => ({ by: 'review', begun, until, details }) as Road;
export const advice = (slug: string, recommender: string, changedBecause?: string): BasisData => ({
  kind: 'recommendation',
  recommendations: [[slug, recommender]],
  ...(changedBecause && { changedBecause }),
});
