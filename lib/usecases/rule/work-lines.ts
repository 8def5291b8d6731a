import type { RuleRow } from '@/lib/db/rule-rows';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { type DueState, businessDaysBetween, dueState, type Holidays } from '@/lib/review/sla';
import type { StageKind } from '@/lib/review/stage-config';
import type { Ask } from '@/lib/review/turn';
import { dueDayOf, type NextAct, type WaitingAct } from '@/lib/review/work-order';
import { dayIn } from '@/lib/usecases/day-in';
import type { OpenItem } from '@/lib/usecases/review/open-item';

/** One line of the list of work: of a version, or of its review. */
export interface WorkLine extends WaitingAct {
  key: string;
  href: string;
  title: string;
  named: readonly { title: string; language: string | null }[];
  version: number;
  provider: string | null;
  departmentName: string | null;
  stageKind: StageKind | null;
  /** It asks for the only vote that is missing: nobody else of the stage follows. */
  isLastVote: boolean;
  due: DueState;
  /** How long it has waited. @units business days */
  waited: number;
}

/** The institution's day, and how its days are counted. */
export interface At {
  today: CivilDate;
  holidays: Holidays;
  timeZone: string;
}

const earlier = (one: CivilDate, other: CivilDate): CivilDate => (one < other ? one : other);

/** What waits as a version: since when, and by which day; conditions, by the day on which they are owed. A review waits from its day on, not from when the mapping was last touched. */
export function versionWork(
  { act, place }: { act: NextAct; place: number },
  { updatedAt, reviewDueOn }: Pick<RuleRow, 'updatedAt' | 'reviewDueOn'>,
  { today, timeZone }: At,
  owedOn: CivilDate | null = null,
): WaitingAct {
  const isReview = act === 'overdue' || act === 'soon' || act === 'reaffirm';
  return {
    act,
    place,
    since: isReview ? earlier(reviewDueOn ?? today, today) : dayIn(updatedAt, timeZone),
    dueOn: isReview ? reviewDueOn : act === 'conditions' ? owedOn : null,
  };
}

/** What waits as an open review: since its stage was opened, by the day that was set for it. */
export function caseWork(row: OpenItem, { act, place }: { act: Ask; place: number }, at: At): WaitingAct {
  return { act, place, since: dayIn(row.openedAt, at.timeZone), dueOn: row.dueOn };
}

/** The line of a version. */
export function ruleLine(work: WaitingAct, row: RuleRow, at: At): WorkLine {
  return {
    ...onlyWork(work),
    ...timesOf(work, at),
    key: `${work.act} ${row.id}`,
    href: `/registrar/rules/${row.id}`,
    title: row.title,
    named: row.microCredentials,
    version: row.version,
    provider: row.microCredentials[0]?.provider ?? null,
    departmentName: row.departmentName,
    stageKind: null,
    isLastVote: false,
  };
}

/** The line of an open review. */
export function caseLine(row: OpenItem, work: WaitingAct, at: At): WorkLine {
  return {
    ...onlyWork(work),
    ...timesOf(work, at),
    key: `${work.act} ${row.caseId}`,
    href: `/faculty/cases/${row.caseId}`,
    title: row.title,
    named: row.named,
    version: row.version,
    provider: null,
    departmentName: null,
    stageKind: row.stageKind,
    isLastVote: work.act === 'vote' && row.seated - row.voted <= 1,
  };
}

function onlyWork({ act, place, since, dueOn }: WaitingAct): WaitingAct {
  return { act, place, since, dueOn };
}

function timesOf(work: WaitingAct, { today, holidays }: At): Pick<WorkLine, 'due' | 'waited'> {
  return {
    due: dueState(today, dueDayOf(work, holidays), holidays),
    waited: businessDaysBetween(work.since, today, holidays),
  };
}
