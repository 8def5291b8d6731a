import type { AppealOnRecord, DenialCount } from '@/lib/db/accreditation';
import type { PolicyVersion } from '@/lib/db/policies';
import {
  heading,
  type PageCell,
  pageEnd,
  pageHead,
  paragraph,
  tableEnd,
  tableHead,
  tableRow,
} from '@/lib/export/readable-page';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { isBlind } from '@/lib/review/blind';
import { endOfStage } from '@/lib/review/review-end';
import { lastVotes, membersVotes } from '@/lib/review/vote';
import credit from '@/messages/en/credit.json';
import words from '@/messages/en/accreditation.json';
import { fillIn } from '../mail-words';
import type { Decided } from './decided';
import { policyOf, type RowContext } from './decision-table';

const { archive } = words;
const heads = (text: string) => text.split('|');
const day = (instant: string) => instant.slice(0, 10);

/** What the first page of an archive tells. */
export interface ArchiveFacts {
  institution: { slug: string; name: string };
  period: { from: CivilDate; to: CivilDate };
  madeAt: string;
  trail: { seq: string; hash: string } | null;
  count: number;
  policies: readonly PolicyVersion[];
  denials: readonly DenialCount[];
  appeals: readonly AppealOnRecord[];
  /** The pages of decisions, with the first and the last that each tells. */
  pages: readonly { path: string; first: number; last: number }[];
}

export const titleOf = ({ institution, period }: Pick<ArchiveFacts, 'institution' | 'period'>): string =>
  fillIn(archive.title, { institution: institution.name, ...period });

/** The first page: what the archive is, policies, denials, appeals, and where everything else stands. */
export function indexPage(facts: ArchiveFacts): string {
  const { policies, denials, appeals, pages, madeAt, count, trail } = facts;
  const made = { madeAt, count: String(count), seq: trail?.seq ?? '0', hash: trail?.hash ?? '' };
  return [
    pageHead(titleOf(facts), archive.language),
    paragraph(fillIn(archive.made, made)),
    paragraph(archive.check),
    heading(archive.decisions),
    ...pages.map(({ path, first, last }) =>
      list([
        { href: path, text: fillIn(archive.decisionPage, { first: String(first), last: String(last) }) },
      ]),
    ),
    heading(archive.policies),
    table(
      archive.policies,
      archive.policyHeads,
      policies.map((policy) => [
        String(policy.version),
        policy.effectiveFrom,
        policy.effectiveTo ?? '',
        policy.adoptedByName ?? '',
        policy.adoptedAt === null ? '' : day(policy.adoptedAt),
        policy.review.stages.map(({ kind }) => kind).join(', '),
      ]),
    ),
    heading(archive.denials),
    denials.length === 0
      ? paragraph(archive.noDenials)
      : table(
          archive.denials,
          archive.denialHeads,
          denials.map(({ what, kind, ground, publicReason, count: often }) => [
            what,
            kind,
            ground,
            publicReason,
            String(often),
          ]),
        ),
    heading(archive.appeals),
    appeals.length === 0
      ? paragraph(archive.noAppeals)
      : table(
          archive.appeals,
          archive.appealHeads,
          appeals.map((one) => [
            one.claimId,
            day(one.at.toISOString()),
            one.ground,
            one.answer ?? '',
            one.answeredAt === null ? '' : day(one.answeredAt.toISOString()),
            one.answeredBy ?? '',
          ]),
        ),
    heading(archive.files),
    table(
      archive.files,
      archive.fileHeads,
      Object.entries(archive.holds).map(([path, text]) => [{ href: path, text: path }, text]),
    ),
    pageEnd,
  ].join('');
}

/** The head of a page of decisions. */
export function decisionPageHead(facts: Pick<ArchiveFacts, 'institution' | 'period'>): string {
  return [
    pageHead(titleOf(facts), archive.language),
    list([{ href: 'index.html', text: archive.back }]),
    tableHead(archive.decisions, heads(archive.decisionHeads)),
  ].join('');
}

export const decisionPageEnd = tableEnd + pageEnd;

/** One decision as a row to read. */
export function decisionRow(given: RowContext, one: Decided): string {
  const { code, version, title, stages, decidedAt, rejection, withheld } = one;
  const told = withheld === null ? stages.filter(({ stage }) => !isBlind(stage)) : [];
  const who = told.map(
    (work) =>
      `${fillIn(archive.stage, { stage: work.stage.kind, outcome: endOfStage(work.stage) ?? 'open' })}\n${lastVotes(
        membersVotes(work.votes),
      )
        .map(({ personId, choice }) => `${nameIn(work, personId)} ${choice}`)
        .join('\n')}`,
  );
  const stepped = told.flatMap((work) =>
    work.assignments
      .filter(({ isRecused }) => isRecused)
      .map(({ name }) => fillIn(archive.steppedBack, { name })),
  );
  const hidden = withheld === null ? null : archive.hidden;
  return tableRow([
    `${code}, ${version}`,
    title,
    day(decidedAt),
    rejection ?? standingText(one),
    String(policyOf(given, one)?.version ?? ''),
    hidden ?? (who.length === 0 ? archive.noVotes : who.join('\n')),
    hidden ?? (stepped.length === 0 ? archive.noneDeclared : stepped.join('\n')),
    stages.flatMap(({ stage }) => (stage.minutesRef === '' ? [] : [stage.minutesRef])).join('\n'),
  ]);
}

/** How it stands, with the days of claim where it has any. */
function standingText({ standing, claimFrom, claimTo }: Decided): string {
  return [
    credit.ruleStatus[standing],
    ...(claimFrom === null ? [] : [fillIn(archive.from, { day: claimFrom })]),
    ...(claimTo === null ? [] : [fillIn(archive.until, { day: claimTo })]),
  ].join(', ');
}

function nameIn({ assignments }: Decided['stages'][number], personId: string): string {
  return assignments.find((seat) => seat.personId === personId)?.name ?? '';
}

function table(caption: string, columns: string, rows: readonly (readonly PageCell[])[]): string {
  return tableHead(caption, heads(columns)) + rows.map(tableRow).join('') + tableEnd;
}

function list(links: readonly { href: string; text: string }[]): string {
  return links.map(({ href, text }) => `<p><a href="${href}">${text}</a></p>\n`).join('');
}
