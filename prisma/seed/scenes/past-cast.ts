import type { StaffMember } from '@/lib/access/actor';
import type { CivilDate } from '@/lib/kernel/civil-date';
import type { Criterion } from '@/lib/review/rubric';
import { dueDate } from '@/lib/review/sla';
import type { StageConfig } from '@/lib/review/stage-config';
import type { VoteChoice } from '@/lib/review/vote-choice';
import {
  approvals,
  committeeApprovals,
  doubts,
  markNotes,
  partNotes,
  refusalApprovals,
  scores,
} from '../data/remarks';
import { lowScores, refusals } from '../data/past-reviews';
import { courseOutcomeId, idOf } from '../ids';
import { outcomesOf } from '../provision-institution';
import { first, pick } from './cast';
import { chance, type PastReview } from './past-plan';
import type { Setting } from './stage';

/** Where it is covered: an approval says it of every outcome. */
const places = markNotes.filter((note) => note !== '');

/** Somebody's part in a stage; a ballot is missing of who was not there. */
export interface PastSeat {
  person: StaffMember;
  declaredAt: string;
  ballot: { at: string; choice: VoteChoice; rationale: string; publicReason: string } | null;
  marks: { courseOutcomeId: string; coverage: 'full' | 'partial' | 'none'; note: string }[];
  scores: { criterion: Criterion; score: number; rationale: string }[];
}
export interface PastStage {
  id: string;
  kind: 'department' | 'committee';
  config: StageConfig;
  chair: StaffMember;
  openedAt: string;
  openedBy: StaffMember;
  dueOn: CivilDate;
  closedAt: string;
  seats: PastSeat[];
  minutesRef: string;
}
/** A review of the past with everybody in it. */
export interface CastReview {
  past: PastReview;
  versionId: string;
  caseId: string;
  author: StaffMember;
  registrar: StaffMember;
  /** Which policy was in force, by its version. */
  policy: 1 | 2;
  createdAt: string;
  handedInAt: string;
  routedAt: string;
  decidedAt: string;
  publishedAt: string | null;
  department: PastStage;
  committee: PastStage | null;
}

const free: ReadonlySet<string> = new Set();

/** In the afternoon, when nothing else happens in the demonstration. ISO 8601, UTC. */
function atOf(day: CivilDate, place: number, step: number): string {
  const minute = 17 * 60 + ((place * 7) % 200) + step;
  return `${day}T${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:00.000Z`;
}

/** Who had which part in a review, when, and what they said. */
export function castReview(setting: Setting, past: PastReview): CastReview {
  const { cast, institution, calendar } = setting;
  const { place, rule, number } = past;
  const author = pick(cast.evaluators, place);
  const registrar = pick(cast.registrars, place);
  const versionId = idOf('rule version', institution.key, rule.code, String(number));
  const at = (day: CivilDate, step: number) => atOf(day, place, step);
  const policy = past.routedOn < calendar.month(20) ? 1 : 2;
  const { stages } = (policy === 1 ? institution.policies.earlier : institution.policies.current).review;
  const configOf = (kind: PastStage['kind']) => first(stages.filter((stage) => stage.kind === kind));
  const stage = (kind: PastStage['kind'], openedOn: CivilDate, closedOn: CivilDate) => ({
    id: idOf('stage', versionId, kind),
    kind,
    config: configOf(kind),
    dueOn: dueDate(openedOn, configOf(kind).dueDays ?? 15, free),
    closedAt: at(closedOn, kind === 'department' ? 40 : 60),
  });
  const routedAt = at(past.routedOn, 3);
  const department = stage('department', past.routedOn, past.departmentUntil);
  const panel = panelOf(setting, past);
  return {
    past,
    versionId,
    caseId: idOf('case', versionId),
    author,
    registrar,
    policy,
    createdAt: at(past.handedInOn, 0),
    handedInAt: at(past.handedInOn, 1),
    routedAt,
    decidedAt: past.committeeUntil === null ? department.closedAt : at(past.committeeUntil, 60),
    publishedAt: past.publishedOn && at(past.publishedOn, 80),
    department: {
      ...department,
      chair: cast.chair(past.department),
      openedAt: routedAt,
      openedBy: registrar,
      seats: panel.map((person, seat) => departmentSeat(setting, past, person, seat, panel.length)),
      minutesRef: '',
    },
    committee: past.committeeUntil && {
      ...stage('committee', past.departmentUntil, past.committeeUntil),
      chair: cast.committeeChair,
      openedAt: department.closedAt,
      openedBy: first(panel.slice(-1)),
      seats: committeeSeats(setting, past, past.committeeUntil),
      minutesRef: `Minutes ${(place % 20) + 1}/${past.committeeUntil.slice(0, 4)}, item ${(place % 5) + 2}`,
    },
  };
}

/** All reviewers of a department, and its chair where there is one alone. */
function panelOf({ cast }: Setting, { department, place }: PastReview): StaffMember[] {
  const reviewers = cast.reviewers(department);
  const turned = [
    ...reviewers.slice(place % reviewers.length),
    ...reviewers.slice(0, place % reviewers.length),
  ];
  return turned.length > 1 ? turned : [...turned, cast.chair(department)];
}

/** The last of a panel votes on the last day, which ends the stage; the others on the way there. */
function departmentSeat(
  { institution }: Setting,
  past: PastReview,
  person: StaffMember,
  seat: number,
  seats: number,
): PastSeat {
  const { place, rule, progress, end, data } = past;
  const isLast = seat === seats - 1;
  const span = [past.routedOn, past.departmentUntil] as const;
  const votedOn = isLast ? span[1] : between(...span, chance('voted', place, seat));
  const declaredOn = between(span[0], votedOn, 0.3);
  // A department approves with one voice; where it does not, somebody may have been for it.
  const isFor = end !== 'notAsProposed' || (!isLast && chance('for', place, seat) > 0.65 + progress * 0.2);
  const refusal = pick(refusals, place);
  const says: VoteChoice = isFor ? 'approve' : 'reject';
  const approval = pick(data.body.deny === true ? refusalApprovals : approvals, place + seat);
  const good = 0.68 + progress * 0.14;
  const level = (n: number) => {
    const drawn = chance('score', place, seat, n);
    return drawn > good ? (drawn > 0.97 ? 0 : 1) : drawn > good / 2 ? 2 : 3;
  };
  return {
    person,
    declaredAt: atOf(declaredOn, place, 5 + seat),
    ballot: {
      at: atOf(votedOn, place, isLast ? 40 : 20 + seat),
      choice: says,
      rationale: says === 'approve' ? approval : refusal.rationale,
      publicReason: says === 'approve' ? '' : refusal.publicReason,
    },
    marks: outcomesBehind(institution, rule.versions[0]?.body.outcomes ?? []).map((courseOutcomeId, n) => {
      const drawn = chance('mark', place, seat, n) - progress * 0.05;
      const partial = end === 'credit' ? 0.78 : 0.6;
      const coverage = drawn < partial ? 'full' : drawn < 0.93 ? 'partial' : 'none';
      const note =
        coverage === 'full'
          ? pick(places, n + seat)
          : coverage === 'partial'
            ? pick(partNotes, n + place)
            : '';
      return { courseOutcomeId, coverage, note };
    }),
    scores: Object.entries(scores).map(([criterion, reasons], n) => {
      const score = level(n);
      const known = reasons.find(([one]) => one === String(score))?.[1];
      return {
        criterion: criterion as Criterion,
        score,
        rationale: known ?? (score < 2 ? pick(lowScores, n + place) : first(reasons)[1]),
      };
    }),
  };
}

/** The committee meets on its last day; somebody is missing now and then, less often as the years go. */
function committeeSeats({ cast, institution }: Setting, past: PastReview, meets: CivilDate): PastSeat[] {
  const { place, progress, data } = past;
  const members = institution.people
    .filter(
      ({ roles }) =>
        roles.includes('committee_member') ||
        roles.some((role) => (Array.isArray(role) ? false : role === 'committee_chair')),
    )
    .map(({ mail }) => cast.byId(idOf('person', institution.key, mail)));
  return members.map((person, seat): PastSeat => {
    const isChair = person.personId === cast.committeeChair.personId;
    const isMissing =
      !isChair &&
      (seat + place) % members.length < 2 &&
      chance('missing', place, seat) > 0.35 + progress * 0.5;
    const abstains = !isChair && chance('abstains', place, seat) > 0.93 + progress * 0.03;
    const rationale = abstains
      ? pick(doubts, place)
      : pick(data.body.deny === true ? refusalApprovals : committeeApprovals, place + seat);
    return {
      person,
      declaredAt: atOf(meets, place, 41 + seat),
      ballot: isMissing
        ? null
        : {
            at: atOf(meets, place, 50 + seat),
            choice: abstains ? 'abstain' : 'approve',
            rationale,
            publicReason: '',
          },
      marks: [],
      scores: [],
    };
  });
}

/** A working day so far along the way from one day to another. */
function between(from: CivilDate, to: CivilDate, share: number): CivilDate {
  const days: CivilDate[] = [];
  for (let day = from; day < to; day = dueDate(day, 1, free)) days.push(day);
  return days[Math.floor(share * days.length)] ?? to;
}

/** The outcomes of the courses that a mapping gives. */
function outcomesBehind(
  { key, courses }: Setting['institution'],
  outcomes: PastReview['data']['body']['outcomes'],
): string[] {
  const given = new Set(
    outcomes.flatMap(({ lines }) => lines.flatMap((line) => (line.kind === 'course' ? [line.target] : []))),
  );
  return courses.flatMap(([, code, , , , topic], index) =>
    given.has(code)
      ? outcomesOf(topic, index).map((_, position) => courseOutcomeId(key, code, position + 1))
      : [],
  );
}
