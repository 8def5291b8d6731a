import { parseRational } from '@/lib/amount/rational';
import type { CivilDate, Window } from '@/lib/kernel/civil-date';
import { isWithin } from '@/lib/kernel/civil-date';
import { buildAtomTable } from './atoms';
import type { LeafFailure } from './evaluation';
import type { AssessmentLeaf, Credential, CreditCase, MicroCredentialLeaf, Program, Rule } from './input';
import { failureRank, findLeafFailures, isScoreAtLeast } from './leaf';
import { isAssessmentLeaf } from './premise';
import { waysThrough } from './ways';
import { candidatesOf } from './witness';

type CredentialWindow = Rule['credentialWindow'];

/** One thing that somebody lacks for a rule, with all that would have to be different about it. */
export type Missing =
  | { kind: 'program'; programs: readonly string[] }
  | { kind: 'claim'; window: Window }
  | { kind: 'term'; window: Window }
  | { kind: 'certificate'; leaf: MicroCredentialLeaf; window: CredentialWindow }
  /** A certificate that is held, and what is wrong or unsaid about it. */
  | {
      kind: 'held';
      credential: string;
      leaf: MicroCredentialLeaf;
      window: CredentialWindow;
      failures: readonly LeafFailure[];
    }
  /** A certificate that is held, and does not say how much credit it carries. */
  | { kind: 'credits'; credential: string }
  | { kind: 'assessment'; leaf: AssessmentLeaf };

/** Sets of missing things kept at every step; a premise can have more than anybody reads. */
const mostWays = 24;

/**
 * What somebody lacks for a rule: each list is one way to meet it, what asks for least first; none where nothing can be done any more, or where
 * the rule is not in force. Whether a way gives credit, the engine must say: learning that counts once may still be asked for twice.
 * @source tests/fixtures/credit-cases.json, algorithm 3 and 5
 */
export function waysToMeet(rule: Rule, input: CreditCase): readonly (readonly Missing[])[] {
  const { student, catalog } = input;
  const { programs = ['*'], claimWindow, termWindow, credentialWindow: window } = rule;
  if ((rule.status ?? 'published') !== 'published') return [];
  if (claimWindow?.to && student.claimDate > claimWindow.to) return [];
  const first: Missing[] = [];
  if (!programs.includes('*') && !(student.program && programs.includes(student.program)))
    first.push({ kind: 'program', programs });
  if (claimWindow && !isWithin(claimWindow, student.claimDate))
    first.push({ kind: 'claim', window: claimWindow });
  if (
    termWindow &&
    (termWindow.from || termWindow.to) &&
    !(student.termStart && isWithin(termWindow, student.termStart))
  )
    first.push({ kind: 'term', window: termWindow });

  const table = buildAtomTable(catalog);
  const lacking = (leaf: MicroCredentialLeaf): Missing[][] => {
    const held = candidatesOf(leaf, student, table).map((credential) => ({
      credential,
      failures: findLeafFailures(credential, leaf, window, student.claimDate),
    }));
    if (held.some(({ failures }) => failures.length === 0)) return [[]];
    const mendable = held
      .filter(({ failures }) => !failures.includes('SCORE_ABOVE_MAX'))
      .sort((a, b) => a.failures.length - b.failures.length || rankOf(b.failures) - rankOf(a.failures));
    const [best] = mendable;
    if (best)
      return [[{ kind: 'held', credential: best.credential.id, leaf, window, failures: best.failures }]];
    return held.length > 0 ? [] : [[{ kind: 'certificate', leaf, window }]];
  };
  const ways = waysThrough<Missing[]>(rule.premise, {
    none: [],
    ofLeaf: (leaf) => {
      if (!isAssessmentLeaf(leaf)) return lacking(leaf);
      const isPassed = (student.assessments ?? []).some(
        ({ id, score }) => id === leaf.assessment && isScoreAtLeast(score, leaf.minScore),
      );
      return [isPassed ? [] : [{ kind: 'assessment', leaf }]];
    },
    join: (one, other) => [...one, ...other],
    best: shortest,
  });
  return ways.map((way) => [...first, ...way]);
}

function rankOf([first]: readonly LeafFailure[]): number {
  return first ? failureRank(first) : 0;
}

/** What can be said or shown of a certificate that is held comes before one that is still to be earned. */
function weightOf(way: readonly Missing[]): number {
  return way.reduce((sum, { kind }) => sum + (kind === 'certificate' ? mostWays : 1), 0);
}

/** Each way once, nothing twice in one way, what asks for least first. */
function shortest(ways: readonly Missing[][]): Missing[][] {
  const found = new Map<string, Missing[]>();
  for (const way of ways) {
    const once = [...new Map(way.map((one) => [JSON.stringify(one), one])).values()];
    const key = JSON.stringify(once.map((one) => JSON.stringify(one)).sort());
    if (!found.has(key)) found.set(key, once);
  }
  return [...found.values()].sort((a, b) => weightOf(a) - weightOf(b)).slice(0, mostWays);
}

/** Whether one list lacks no more than the other. */
export function isPartOf(one: readonly Missing[], other: readonly Missing[]): boolean {
  const keys = new Set(other.map((each) => JSON.stringify(each)));
  return one.every((each) => keys.has(JSON.stringify(each)));
}

/**
 * The same case for somebody who has what was missing, and no more than that: days as near to the claim as the windows allow, scores and
 * levels at their minimum, credit as `stated` where a certificate has to say how much.
 * @units `stated` in the home unit   @source tests/fixtures/credit-cases.json, algorithm 3
 */
export function withMissing(
  input: CreditCase,
  missing: readonly Missing[],
  { programs, stated }: { programs: readonly Program[]; stated: string | null },
): CreditCase {
  const { student } = input;
  const claimDate = missing.reduce(
    (day, one) => (one.kind === 'claim' ? nearest(day, one.window) : day),
    student.claimDate,
  );
  const wanted = missing.flatMap((one) => (one.kind === 'program' ? one.programs : []));
  const program =
    programs.find(({ code }) => wanted.includes(code)) ?? (wanted[0] ? { code: wanted[0] } : null);
  const term = missing.find((one) => one.kind === 'term');
  const credits = stated === null ? null : { amount: stated, unit: input.policy.homeUnit };
  const added = missing.flatMap((one, index): Credential[] =>
    one.kind === 'certificate'
      ? [
          {
            ...meeting({ id: `missing-${index + 1}`, mc: one.leaf.mc, issuedOn: claimDate }, one, claimDate),
            ...(credits && { credits }),
          },
        ]
      : [],
  );
  return {
    ...input,
    ...(program && { program }),
    student: {
      ...student,
      claimDate,
      ...(program && { program: program.code }),
      ...(term && { termStart: nearest(student.termStart ?? claimDate, term.window) }),
      credentials: [
        ...student.credentials.map((credential) =>
          missing.reduce<Credential>((one, lack) => {
            if (lack.kind === 'held' && lack.credential === one.id) return meeting(one, lack, claimDate);
            return lack.kind === 'credits' && lack.credential === one.id && credits
              ? { ...one, credits }
              : one;
          }, credential),
        ),
        ...added,
      ],
      assessments: [
        ...(student.assessments ?? []),
        ...missing.flatMap((one) =>
          one.kind === 'assessment' ? [{ id: one.leaf.assessment, score: one.leaf.minScore }] : [],
        ),
      ],
    },
  };
}

/** The certificate as the leaf asks for it; what is right about it already stays. */
function meeting(
  { expiryUnknown, ...credential }: Credential,
  { leaf, window }: { leaf: MicroCredentialLeaf; window: CredentialWindow },
  claimDate: CivilDate,
): Credential {
  const wrong = new Set(
    findLeafFailures({ ...credential, ...(expiryUnknown && { expiryUnknown }) }, leaf, window, claimDate),
  );
  const heldDuring = window?.basis === 'heldDuring';
  const validUntil = heldDuring && window.from && window.from > claimDate ? window.from : claimDate;
  const isExpiryWrong =
    wrong.has('EXPIRED') || wrong.has('EXPIRY_KIND') || (wrong.has('CREDENTIAL_WINDOW') && heldDuring);
  const issuedOn =
    wrong.has('CREDENTIAL_WINDOW') || wrong.has('TOO_OLD')
      ? nearest(claimDate, heldDuring ? { to: window.to } : (window ?? {}))
      : credential.issuedOn;
  return {
    ...credential,
    ...(expiryUnknown && !isExpiryWrong && { expiryUnknown }),
    issuedOn,
    ...(wrong.has('REVOKED') && { status: 'valid' as const }),
    ...(wrong.has('VERSION_MISMATCH') && { version: leaf.versions?.at(-1) }),
    ...(wrong.has('LEVEL_BELOW_MIN') && { eqf: leaf.minEqf }),
    ...(isExpiryWrong && { expiresOn: leaf.lifetimeOnly ? null : validUntil }),
    ...(wrong.has('EVIDENCE_NOT_ACCEPTED') && { evidence: leaf.evidence?.slice(0, 1) ?? [] }),
    ...(wrong.has('ID_NOT_VERIFIED') && { idVerified: true }),
    ...(wrong.has('NOT_PROCTORED') && { proctored: true }),
    ...(wrong.has('SCORE_BELOW_MIN') && { score: highest(credential.score, leaf.minScore) }),
  };
}

function highest(a: string | null | undefined, b: string | undefined): string | null {
  if (!a || !b) return a ?? b ?? null;
  return parseRational(a).compare(parseRational(b)) >= 0 ? a : b;
}

function nearest(day: CivilDate, { from, to }: Window): CivilDate {
  if (from && day < from) return from;
  return to && day > to ? to : day;
}
