import { createHash } from 'node:crypto';
import { type Quarter, quarterOf, quartersLater } from '@/lib/figures/quarter';
import { addDays, type CivilDate, daysBetween, weekdayOf } from '@/lib/kernel/civil-date';
import { businessDaysBetween, dueDate } from '@/lib/review/sla';
import type { Premise } from '@/lib/credit/input';
import { type PastOfDepartment, pauses } from '../data/past-reviews';
import type { RuleData, VersionData } from '../data/rules/words';
import { first, pick } from './cast';

/** A review of the past, by its days, before anybody has a part in it. */
export interface PastReview {
  rule: RuleData;
  department: string;
  /** Which version of its mapping, and the how manieth review of all. */
  number: number;
  place: number;
  /** How far the years have gone, from 0 to 1: reviewing gets better. */
  progress: number;
  end: 'credit' | 'noCredit' | 'notAsProposed';
  data: VersionData;
  handedInOn: CivilDate;
  routedOn: CivilDate;
  departmentUntil: CivilDate;
  /** Null where the department ended it. */
  committeeUntil: CivilDate | null;
  decidedOn: CivilDate;
  /** Null of what was not accepted. */
  publishedOn: CivilDate | null;
}

const free: ReadonlySet<string> = new Set();
/** A quarter of which fewer days have passed has no decisions yet. @units days */
const youngest = 25;
/** Days that a review takes at the very least. @units business days */
const shortest = 5;

/** A number from 0 to 1, the same one for the same words. */
export function chance(...words: (string | number)[]): number {
  const hex = createHash('sha256').update(words.join('\u0000')).digest('hex');
  return Number.parseInt(hex.slice(0, 8), 16) / 0x1_0000_0000;
}

/** The reviews of some departments, in the order in which they were handed in; versions are numbered from the second one on. */
export function planPast(
  departments: readonly PastOfDepartment[],
  rules: readonly RuleData[],
  today: CivilDate,
): PastReview[] {
  const planned = departments.flatMap((past) => planDepartment(past, rules, today));
  const numbers = new Map<string, number>();
  return planned
    .sort((a, b) => (a.handedInOn < b.handedInOn ? -1 : a.handedInOn > b.handedInOn ? 1 : 0))
    .map((review, place) => {
      const number = (numbers.get(review.rule.code) ?? review.rule.versions.length) + 1;
      numbers.set(review.rule.code, number);
      return { ...review, number, place };
    });
}

type Planned = Omit<PastReview, 'number' | 'place'>;

function planDepartment(past: PastOfDepartment, rules: readonly RuleData[], today: CivilDate): Planned[] {
  const { department } = past;
  const byCode = (codes: readonly string[]) =>
    codes.map((code) => first(rules.filter((rule) => rule.code === code)));
  const [renewed, kept] = [byCode(past.renewed), byCode(past.kept)];
  /** Until when each mapping was busy with the review before. */
  const busy = new Map<string, CivilDate>();
  const ends = endsOf(past);
  const planned: Planned[] = [];
  for (const [at, decidedOn] of decisionDays(past, today).entries()) {
    const { index } = decidedOn;
    const end = pick(ends, at);
    const among = end === 'notAsProposed' ? [...kept, ...renewed] : renewed;
    const rule = first(
      [...among].sort((a, b) => ((busy.get(a.code) ?? '') < (busy.get(b.code) ?? '') ? -1 : 1)),
    );
    const wished = Math.round((past.days[index] ?? 20) * (0.6 + chance('days', department, at) * 0.9));
    const since = busy.get(rule.code);
    const room = since === undefined ? wished : businessDaysBetween(since, decidedOn.day, free) - 1;
    if (room < shortest) continue;
    const review = daysOf(end, decidedOn.day, Math.max(shortest, Math.min(wished, room)), [department, at]);
    if (review.publishedOn !== null && review.publishedOn >= today) continue;
    busy.set(rule.code, review.publishedOn ?? review.decidedOn);
    planned.push({
      rule,
      department,
      progress: index / 7,
      end,
      data: rule.versions[0] ?? never(),
      ...review,
    });
  }
  return withLastInForce(planned);
}

function never(): never {
  throw new Error('A mapping of the demonstration has no version.');
}

/** The days on which a department decided, spread over its quarters, with the place of the quarter. */
function decisionDays(past: PastOfDepartment, today: CivilDate): { index: number; day: CivilDate }[] {
  const now = quarterOf(today);
  return past.reviews.flatMap((many, index) => {
    const quarter: Quarter = quartersLater(now, index + 1 - past.reviews.length);
    const until = quarter === now ? addDays(today, -9) : addDays(quartersLater(quarter, 1), -1);
    const span = daysBetween(quarter, until);
    if (span < youngest) return [];
    return Array.from({ length: many }, (_, n) => ({
      index,
      day: weekday(addDays(quarter, Math.floor(((n + 0.5) * span) / many))),
    }));
  });
}

/** The Friday before where it is a weekend. */
function weekday(day: CivilDate): CivilDate {
  return addDays(day, -Math.max(0, weekdayOf(day) - 5));
}

/** How the reviews end, one after the other: as many approvals as the share says, every third of the rest a no for the time being. */
function endsOf({ reviews, approved }: PastOfDepartment): PastReview['end'][] {
  let [share, refused] = [0, 0];
  return reviews.flatMap((many, index) =>
    Array.from({ length: many }, (): PastReview['end'] => {
      share += (approved[index] ?? 50) / 100;
      if (share >= 1) {
        share -= 1;
        return 'credit';
      }
      refused += 1;
      return refused % 3 === 0 ? 'noCredit' : 'notAsProposed';
    }),
  );
}

/** So many business days earlier. */
function earlier(day: CivilDate, businessDays: number): CivilDate {
  let date = day;
  for (let left = businessDays; left > 0; ) {
    date = addDays(date, -1);
    if (weekdayOf(date) <= 5) left -= 1;
  }
  return date;
}

function daysOf(
  end: PastReview['end'],
  decidedOn: CivilDate,
  total: number,
  seed: readonly (string | number)[],
): Pick<
  PastReview,
  'handedInOn' | 'routedOn' | 'departmentUntil' | 'committeeUntil' | 'decidedOn' | 'publishedOn'
> {
  const routing = Math.max(1, Math.round(total * (0.08 + chance('routing', ...seed) * 0.08)));
  const ofCommittee =
    end === 'notAsProposed'
      ? 0
      : Math.max(1, Math.round(total * (0.25 + chance('committee', ...seed) * 0.15)));
  const handedInOn = earlier(decidedOn, total);
  const publishing = 1 + Math.floor(chance('publishing', ...seed) * 5);
  return {
    handedInOn,
    routedOn: dueDate(handedInOn, routing, free),
    departmentUntil: earlier(decidedOn, ofCommittee),
    committeeUntil: ofCommittee === 0 ? null : decidedOn,
    decidedOn,
    publishedOn: ofCommittee === 0 ? null : dueDate(decidedOn, publishing, free),
  };
}

/**
 * What each version says. The last one that came into force says what is in force today, word for word; the ones before asked for a fresher
 * certificate, and what was not accepted asked for less.
 */
function withLastInForce(planned: readonly Planned[]): Planned[] {
  const last = new Map<string, Planned>();
  for (const review of planned) if (review.publishedOn !== null) last.set(review.rule.code, review);
  return planned.map((review, at) => {
    const said =
      last.get(review.rule.code) === review
        ? { ...review, end: 'credit' as const }
        : { ...review, data: variantOf(review, at) };
    const { data, publishedOn } = said;
    if (publishedOn === null) return said;
    return { ...said, data: { ...data, body: { ...data.body, claimWindow: { from: publishedOn } } } };
  });
}

function variantOf({ end, data }: Planned, at: number): VersionData {
  const { body, ...rest } = data;
  const { claimWindow: _, ...open } = body;
  if (end === 'noCredit')
    return {
      ...rest,
      body: { premise: body.premise, outcomes: [], deny: true, priority: 20 },
      basis: { kind: 'ownReview' },
      note: pick(pauses, at),
    };
  const years = end === 'credit' ? 2 + (at % 4) : null;
  return {
    ...rest,
    body: { ...open, premise: aged(body.premise, years) },
    note: years === null ? '' : `For certificates of the last ${years} years.`,
  };
}

/** The same condition, with another age of the certificates it names, or with none. */
function aged(premise: Premise, years: number | null): Premise {
  if ('all' in premise) return { all: premise.all.map((one) => aged(one, years)) };
  if ('any' in premise) return { any: premise.any.map((one) => aged(one, years)) };
  if ('of' in premise) return { ...premise, of: premise.of.map((one) => aged(one, years)) };
  if (!('mc' in premise)) return premise;
  const { maxAge: _, ...checks } = premise;
  return years === null ? checks : { ...checks, maxAge: { years } };
}
