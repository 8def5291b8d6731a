import * as z from 'zod';
import type { Advised } from './advice';
import { addDays, type CivilDate } from '@/lib/kernel/civil-date';
import type { RuleDefinition, RuleStatus } from '@/lib/rule/rule-version';

/**
 * How a micro-credential stands with one institution, strongest first: a decision outranks advice, and advice outranks silence.
 * `published` gives credit on the day, `coming` from a later day that is known already. `refused` is a decided no on the day, `refusedLater`
 * one that begins on a later day and bars nothing before.
 * `revoked` is a decision that was wrong from the start and that no other one has followed, which is neither a yes nor a no any more.
 * `considered` is a proposal that was not accepted, and may be made again; `recommendedLater` is advice of which the first day has not come;
 * `undecided` is never a no. lib/db/decided.ts ranks in this same order.
 * @source docs/domain.md §7.2
 */
export const Standing = z.enum([
  'published',
  'coming',
  'suspended',
  'refused',
  'refusedLater',
  'ended',
  'revoked',
  'considered',
  'recommended',
  'recommendedLater',
  'undecided',
]);
export type Standing = z.infer<typeof Standing>;

/** A standing that an institution has come to, by a decision or by considering a proposal. */
export type Decision = Exclude<Standing, (Advised & string) | 'undecided'>;
/** Which standings are decisions, strongest first. */
export const decisions = Standing.options.filter((one): one is Decision => !isSilent(one));

/** Whether an institution that stands so has come to nothing: third parties advise, from now or a later day on, or nobody says anything. */
export function isSilent(standing: Standing): standing is Exclude<Standing, Decision> {
  return standing === 'recommended' || standing === 'recommendedLater' || standing === 'undecided';
}

/** A proposal that an institution considered and did not accept; of "no credit" nothing is told but the day until a registrar publishes it. @source docs/domain.md §11.7 */
export interface Considered {
  kind: 'no_credit' | 'not_as_proposed';
  /** Empty for "no credit": that sentence is public with the denial. */
  publicReason: string;
  on: CivilDate;
}

/** The states in which a rule version is public: from its publication on it stays so. */
export type PublicStatus = Extract<RuleStatus, 'published' | 'suspended' | 'revoked'>;

/** As much of a public rule version as its standing depends on. */
export interface DecidedRule {
  status: PublicStatus;
  /** A decided no. */
  deny: boolean;
  /** First day on which it can be claimed; null is open. */
  opensOn: CivilDate | null;
  /** Last day of the window that closes first; null is open. */
  closesOn: CivilDate | null;
  /** Whether one of the programs that it holds in can be studied. */
  isOffered: boolean;
}

type Windows = Pick<RuleDefinition, 'claimWindow' | 'credentialWindow' | 'termWindow'>;

/** One of the spans of days that a rule asks for: of the claim, of the completion of the certificate or of holding it, of the start of the term. */
export interface OfferedWindow {
  of: 'claim' | 'completion' | 'holding' | 'term';
  from: CivilDate | null;
  to: CivilDate | null;
}

/** The windows of a rule, the one that closes first before the others; those that are open at both ends are none. */
export function windowsOf({ claimWindow, credentialWindow, termWindow }: Windows): OfferedWindow[] {
  const all = [
    { of: 'claim' as const, window: claimWindow },
    {
      of: credentialWindow?.basis === 'heldDuring' ? ('holding' as const) : ('completion' as const),
      window: credentialWindow,
    },
    { of: 'term' as const, window: termWindow },
  ];
  const last = ({ to }: OfferedWindow) => to ?? '9999-12-31';
  return all
    .map(({ of, window }) => ({ of, from: window?.from ?? null, to: window?.to ?? null }))
    .filter(({ from, to }) => from !== null || to !== null)
    .sort((a, b) => (last(a) < last(b) ? -1 : last(a) > last(b) ? 1 : 0));
}

/** The last day on which somebody can still begin to meet it: of claim, of completion or of a term, whichever comes first. */
export function closingDay(windows: Windows): CivilDate | null {
  return windowsOf(windows)[0]?.to ?? null;
}

/** The first day on which it can be claimed: of claim, or of a completion, whichever comes last. */
export function openingDay({ claimWindow, credentialWindow }: Windows): CivilDate | null {
  const days = [claimWindow?.from, credentialWindow?.from].flatMap((day) => day ?? []);
  return days.sort().at(-1) ?? null;
}

/**
 * The day whose courses and policy tell what a version gives: the day asked, or the last one before it on which the version could be claimed.
 * What changes later changes nothing of what had ended. @source docs/domain.md §11.2
 */
export function tellingDay(
  {
    status,
    statusSince,
    definition,
  }: { status: PublicStatus; statusSince: CivilDate; definition: Pick<Windows, 'claimWindow'> },
  asked: CivilDate,
): CivilDate {
  const lastBefore = status === 'revoked' ? addDays(statusSince, -1) : asked;
  return [asked, lastBefore, definition.claimWindow?.to ?? asked].sort()[0] ?? asked;
}

/** What one rule version amounts to on a day. What only begins later has been decided, and gives nothing before: it is to come. */
export function standingOfRule(rule: DecidedRule, asOf: CivilDate): Standing {
  if (rule.status === 'revoked') return 'revoked';
  if ((rule.closesOn !== null && rule.closesOn < asOf) || !rule.isOffered) return 'ended';
  if (rule.status === 'suspended') return 'suspended';
  const isAhead = rule.opensOn !== null && rule.opensOn > asOf;
  if (rule.deny) return isAhead ? 'refusedLater' : 'refused';
  return isAhead ? 'coming' : 'published';
}

/** Whether credit is given by what stands so: on the day, or from a later one on that is known. */
export function isGiven(standing: Standing): boolean {
  return standing === 'published' || standing === 'coming';
}

/** Whether it is a decided no: on the day, or from a later one on that is known. */
export function isRefused(standing: Standing): boolean {
  return standing === 'refused' || standing === 'refusedLater';
}

/** How it stands where no rule says anything: a proposal was considered, somebody recommends credit, for the day or from a later one on, or neither. */
export function silenceOf(advised: Advised, wasConsidered: boolean): Standing {
  if (wasConsidered) return 'considered';
  return advised ?? 'undecided';
}

/** The strongest standing among several institutions. */
export function strongestOf(found: readonly Standing[]): Standing {
  return Standing.options.find((standing) => found.includes(standing)) ?? 'undecided';
}

/** What institutions have come to, strongest first, and how many of them; advice and silence are no decision. */
export function decisionsAmong(found: readonly Standing[]): { standing: Decision; institutions: number }[] {
  return decisions.flatMap((standing) => {
    const institutions = found.filter((one) => one === standing).length;
    return institutions === 0 ? [] : [{ standing, institutions }];
  });
}
