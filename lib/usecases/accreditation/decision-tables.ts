import * as rules from '@/lib/db/rules';
import type { StageAtWork } from '@/lib/db/stage-at-work';
import { authorIdsOf } from '@/lib/kernel/authors';
import { isBlind } from '@/lib/review/blind';
import { endOfStage } from '@/lib/review/review-end';
import { takenBackAt } from '@/lib/review/vote';
import { readsConflictNotes } from '../review/case-standing';
import { tallyOf } from '../review/stage-resource';
import type { Decided } from './decided';
import { creditInWords } from './credit-in-words';
import { at, type DecisionTable, decisionOf, key, known, policyOf } from './decision-table';

/** The decisions themselves. */
export const decisions: DecisionTable = {
  path: 'decisions.csv',
  columns: [
    ...key,
    'title',
    'status',
    'from',
    'until',
    'origin',
    'rejection',
    'decided_at',
    'published_at',
    'published_by',
    'authors',
    'policy',
    'basis',
    'public_note',
    'credit',
    'definition',
    'withheld',
  ],
  rows: async (given, decided) => {
    const versions = await rules.findVersions(
      given.tx,
      decided.map(({ id }) => id),
    );
    const names = await rules.namesOf(
      given.tx,
      [...versions.values()].flatMap((version) => [
        ...authorIdsOf(version),
        ...(version.publishedById === null ? [] : [version.publishedById]),
      ]),
    );
    return decided.flatMap((one) => {
      const version = versions.get(one.id);
      if (version === undefined) return [];
      return [
        [
          ...decisionOf(one),
          one.title,
          one.standing,
          one.claimFrom ?? '',
          one.claimTo ?? '',
          version.origin,
          one.rejection ?? '',
          one.decidedAt,
          version.publishedAt ?? '',
          names.get(version.publishedById ?? '') ?? '',
          authorIdsOf(version)
            .map((id) => names.get(id) ?? '')
            .join('; '),
          policyOf(given, one)?.version ?? '',
          version.basis.kind,
          version.publicNote,
          creditInWords(version.definition, given.homeUnit),
          JSON.stringify(version.definition),
          one.withheld ?? '',
        ],
      ];
    });
  },
};

const stages: DecisionTable<Decided> = {
  path: 'stages.csv',
  columns: [
    ...key,
    'stage',
    'outcome',
    'opened_at',
    'due_on',
    'closed_at',
    'chair',
    'closed_by',
    'approve',
    'reject',
    'return',
    'abstain',
    'quorum',
    'members',
    'threshold',
    'minutes',
    'meeting_day',
    'note',
    'conditions_owed_by',
    'conditions_due_on',
  ],
  rows: async ({ tx, today }, decided) => {
    const names = await rules.namesOf(
      tx,
      decided.flatMap((one) =>
        one.stages.flatMap(({ stage }) => [stage.chairId, stage.closedById].filter((id) => id !== null)),
      ),
    );
    return decided.flatMap((one) =>
      one.stages.map((work) => {
        const { stage } = work;
        const mayName = one.withheld === null;
        const counts = mayName && !isBlind(stage) ? tallyOf(work, today) : null;
        const { owner, dueOn } = stage.conditions ?? { owner: null, dueOn: '' };
        return [
          ...decisionOf(one),
          stage.kind,
          endOfStage(stage) ?? 'open',
          stage.openedAt,
          stage.dueOn ?? '',
          at(stage.closedAt),
          names.get(stage.chairId ?? '') ?? '',
          mayName ? (names.get(stage.closedById ?? '') ?? '') : '',
          ...[counts?.approve, counts?.reject, counts?.return, counts?.abstain].map((count) => count ?? ''),
          counts?.quorum ?? '',
          counts?.members ?? '',
          stage.config.threshold,
          stage.minutesRef,
          stage.meeting?.day ?? '',
          stage.closeNote,
          owner === null ? '' : (owner.name ?? owner.role),
          dueOn,
        ];
      }),
    );
  },
};

const ballots: DecisionTable<Decided> = {
  path: 'ballots.csv',
  columns: [
    ...key,
    'stage',
    'person',
    'choice',
    'ground',
    'reason',
    'cast_at',
    'round',
    'casting',
    'taken_back_at',
    'rejection',
    'public_reason',
  ],
  rows: async ({ tx }, decided) => {
    const told = known(decided).flatMap((one) =>
      one.stages.filter(({ stage }) => !isBlind(stage)).map((work) => ({ one, work })),
    );
    const names = await rules.namesOf(
      tx,
      told.flatMap(({ work }) => [...work.votes, ...work.withdrawn].map(({ personId }) => personId)),
    );
    return told.flatMap(({ one, work }) =>
      [...work.votes, ...work.withdrawn]
        .sort((a, b) => a.castAt.localeCompare(b.castAt))
        .map((vote) => [
          ...decisionOf(one),
          work.stage.kind,
          names.get(vote.personId) ?? '',
          vote.choice,
          vote.ground ?? '',
          vote.rationale,
          vote.castAt,
          vote.round,
          vote.isCasting ? 'yes' : '',
          takenBackAt(vote, work.withdrawn, work.withdrawals) ?? '',
          vote.rejection?.kind ?? '',
          vote.rejection?.publicReason ?? '',
        ]),
    );
  },
};

const conflicts: DecisionTable<Decided> = {
  path: 'conflicts.csv',
  columns: [...key, 'stage', 'person', 'has_vote', 'conflict', 'what'],
  rows: ({ actor }, decided) =>
    known(decided).flatMap((one) =>
      one.stages.flatMap(({ stage, assignments }) =>
        assignments.map((seat) => [
          ...decisionOf(one),
          stage.kind,
          seat.name,
          seat.isVoting ? 'yes' : '',
          conflictOf(seat),
          readsConflictNotes(stage, actor) ? seat.conflictNote : '',
        ]),
      ),
    ),
};

function conflictOf({ isRecused, conflictDeclared }: StageAtWork['assignments'][number]): string {
  return isRecused ? 'stepped back' : conflictDeclared === null ? 'not said' : 'none';
}

/** The tables of who decided what, stage by stage. */
export const stageTables: readonly DecisionTable<Decided>[] = [stages, ballots, conflicts];
