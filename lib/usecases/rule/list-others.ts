import { holds, type StaffMember } from '@/lib/access/actor';
import { settlingRoles } from '@/lib/access/can';
import { countOpenCases, pageOfOpenCases } from '@/lib/db/open-cases';
import { owedOfVersions } from '@/lib/db/owed-conditions';
import { listKeys, type RuleSearch } from '@/lib/db/rule-list';
import { rowsOf } from '@/lib/db/rule-rows';
import * as rules from '@/lib/db/rules';
import type { Tx } from '@/lib/db/tx';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { owingIn, settlersOf } from '../review/finish-stage';
import { openCasesFor } from '../review/list-my-cases';
import type { OpenItem } from '@/lib/usecases/review/open-item';
import type { ExpectedView } from '../review/open-reviews';
import { publishersOf } from './tell-registrars';
import type { NextAct } from '@/lib/review/work-order';
import { type At, caseLine, caseWork, ruleLine, versionWork, type WorkLine } from './work-lines';

/** A review or a version that somebody else moves on: who is expected to do what, and of a stage how many have voted. */
export interface OthersLine
  extends Pick<WorkLine, 'key' | 'href' | 'title' | 'named' | 'version' | 'due' | 'waited' | 'stageKind'> {
  since: CivilDate;
  /** Nobody where no one here can: then an administrator has to give somebody the role. */
  expected: ExpectedView[];
  votes: { voted: number; seated: number } | null;
}

/** What waits for others. */
export interface OthersList {
  lines: OthersLine[];
  total: number;
  page: number;
  pages: number;
}

/** @units lines a page */
export const linesPerPage = 25;

/** What of a version waits for somebody else. */
type OthersQueue = 'publish' | 'conditions';

/** What a registrar may not move on, and what an author has to wait for: nothing that somebody waits for is in neither list. */
function searchesOf(actor: StaffMember, today: CivilDate): Record<OthersQueue, RuleSearch> {
  const { personId } = actor;
  const isRegistrar = holds(actor, ['registrar']);
  const oldest = { today, sort: 'updated', direction: 'ascending' } as const;
  const own = isRegistrar ? {} : { writtenBy: personId };
  return {
    publish: {
      standings: ['approved'],
      ...oldest,
      ...own,
      ...(isRegistrar && { notPublishableBy: personId }),
    },
    conditions: {
      standings: ['conditionally_approved'],
      ...oldest,
      ...own,
      ...(holds(actor, settlingRoles) && { notSettleableBy: personId }),
      sort: 'owed',
    },
  };
}

/**
 * What waits for others: approved versions that somebody else publishes or settles, then open reviews in which nothing is asked of the
 * actor, what is due first. Everything is counted; lines are those of the page, none without a page.
 */
export async function listOthers(
  tx: Tx,
  actor: StaffMember,
  at: At,
  wanted: number | null,
  asking: readonly Pick<OpenItem, 'caseId'>[],
): Promise<OthersList> {
  const searches = searchesOf(actor, at.today);
  const most = wanted === null ? 1 : Math.max(1, wanted) * linesPerPage;
  const found = [
    { act: 'publish' as const, ...(await listKeys(tx, searches.publish, most)) },
    { act: 'conditions' as const, ...(await listKeys(tx, searches.conditions, most)) },
  ];
  const versions = found.reduce((sum, { total }) => sum + total, 0);
  const total = versions + Math.max(0, (await countOpenCases(tx)) - asking.length);
  const pages = Math.max(1, Math.ceil(total / linesPerPage));
  const page = Math.min(Math.max(1, wanted ?? 1), pages);
  if (wanted === null) return { lines: [], total, page, pages };
  const from = (page - 1) * linesPerPage;
  const keys = found.flatMap(({ act, keys }) => keys.map((key) => ({ act, id: key.id })));
  const lines = await versionLines(tx, keys.slice(from, from + linesPerPage), at);
  const left = asking.map(({ caseId }) => caseId);
  const ids = await pageOfOpenCases(tx, Math.max(0, from - versions), linesPerPage - lines.length, left);
  const open = await openCasesFor(tx, actor, at.today, ids);
  return { lines: [...lines, ...open.map((row) => stageLine(row, at))], total, page, pages };
}

async function versionLines(
  tx: Tx,
  keys: readonly { act: OthersQueue; id: string }[],
  at: At,
): Promise<OthersLine[]> {
  const rows = await rowsOf(
    tx,
    keys.map(({ id }) => id),
  );
  const lines: OthersLine[] = [];
  const owed = await owedOfVersions(
    tx,
    keys.map(({ id }) => id),
  );
  for (const [place, row] of rows.entries()) {
    const act = keys.find(({ id }) => id === row.id)?.act ?? 'publish';
    const version = await rules.get(tx, row.id);
    const people = act === 'publish' ? await publishersOf(tx, version) : await settlersOf(tx, version);
    const owing = act === 'conditions' ? (owed.get(row.id) ?? null) : null;
    const owners =
      owing === null ? [] : await owingIn(tx, owing.owner, { ...owing, tenantId: version.tenantId });
    const meets = owing !== null && owing.dueOn < at.today ? 'meetLate' : 'meet';
    lines.push({
      ...ruleLine(versionWork({ act, place }, row, at, owing?.dueOn), row, at),
      expected: [...expectedBy(meets, owners), ...expectedBy(act, people)],
      votes: null,
    });
  }
  return lines;
}

function expectedBy(act: NextAct, people: readonly { name: string }[]): ExpectedView[] {
  return people.length === 0 ? [] : [{ act, count: people.length, names: people.map(({ name }) => name) }];
}

function stageLine(row: OpenItem, at: At): OthersLine {
  const { voted, seated } = row;
  return {
    ...caseLine(row, caseWork(row, { act: 'vote', place: 0 }, at), at),
    expected: row.expected(),
    votes: { voted, seated },
  };
}
