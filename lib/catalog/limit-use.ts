import { formatRational, parseRational, zero } from '@/lib/amount/rational';
import { buildContext } from '@/lib/credit/context';
import type { Award } from '@/lib/credit/evaluation';
import type { CreditCase, Limit, Line } from '@/lib/credit/input';
import { buildCaps } from '@/lib/credit/limits';

/** One line that an estimate awards, with what it comes from. */
export interface EstimatedLine extends Award {
  line: Line;
  /** Ids of the credentials that its rule uses. */
  credentials: readonly string[];
  /** Ids of the limits by which it counts for less than it is awarded. */
  cappedBy: readonly string[];
}

/** How far one limit of the program is used. @units home unit, exact */
export interface LimitUse {
  limit: Limit;
  room: string;
  used: string;
  isFull: boolean;
}

interface Applied {
  rule: string;
  outcome: number;
  credentials: readonly string[];
}

/**
 * Says of each awarded line which limits keep it from counting in full, and of each limit how much of it is used.
 * A limit caps a line when it covers the line and too little is left under it; awards are matched to the lines of the outcome
 * that was applied, in order, since lines that were dropped are not among them.
 * @units home unit   @source tests/fixtures/credit-cases.json, algorithm 9 and 10
 */
export function useOfLimits(
  input: CreditCase,
  awards: readonly Award[],
  applications: readonly Applied[],
): { lines: EstimatedLine[]; limits: LimitUse[] } {
  const caps = buildCaps(buildContext(input));
  const open = new Map(applications.map((application) => [application.rule, linesOf(input, application)]));
  const drafts = awards.flatMap((award) => {
    const rule = input.rules.find(({ id }) => id === award.rule);
    const application = applications.find((one) => one.rule === award.rule);
    const lines = open.get(award.rule) ?? [];
    const index = lines.findIndex(({ target }) => target === award.target);
    const [line] = index < 0 ? [] : lines.splice(index, 1);
    if (!rule || !application || !line) return [];
    const credentials = input.student.credentials.filter(({ id }) => application.credentials.includes(id));
    const draft = {
      rule,
      index,
      line,
      level: line.level ?? 'LD',
      witness: { credentials, atoms: [], pending: [] },
      amount: parseRational(award.awarded),
      sameAs: null,
      isEarned: false,
      isOutranked: false,
    };
    return [
      {
        award,
        line,
        draft,
        credentials: application.credentials,
        covering: caps.filter((cap) => cap.covers(draft)),
      },
    ];
  });
  const used = new Map(
    caps.map((cap) => [
      cap.id,
      drafts
        .filter(({ covering }) => covering.includes(cap))
        .reduce((sum, { award }) => sum.add(parseRational(award.counted)), zero),
    ]),
  );
  return {
    lines: drafts.map(({ award, line, credentials, covering }) => {
      const lost = parseRational(award.awarded).sub(parseRational(award.counted));
      const tight = covering.filter((cap) => cap.room.sub(used.get(cap.id) ?? zero).compare(lost) < 0);
      return {
        ...award,
        line,
        credentials,
        cappedBy: lost.compare(zero) > 0 ? tight.map(({ id }) => id) : [],
      };
    }),
    limits: (input.program?.limits ?? []).flatMap((limit) => {
      const cap = caps.find(({ id }) => id === limit.id);
      if (!cap) return [];
      const amount = used.get(cap.id) ?? zero;
      return [
        {
          limit,
          room: formatRational(cap.room),
          used: formatRational(amount),
          isFull: amount.compare(cap.room) >= 0,
        },
      ];
    }),
  };
}

function linesOf(input: CreditCase, { rule, outcome }: Applied): Line[] {
  return [...(input.rules.find(({ id }) => id === rule)?.outcomes[outcome]?.lines ?? [])];
}
