import { randomUUID } from 'node:crypto';
import type { Resource } from '@/lib/access/can';
import type { Permission } from '@/lib/access/permission';
import type { Fields } from './http';
import { action, bothOf, page, type Party, type Row, seenAs } from './row';
import { seesTable, seesVotes } from './visibility';
import type { StageThing, Thing } from './tenant-shape';

const stages = bothOf((tenant) => tenant.stages);
const file = 'app/(faculty)/faculty/cases/actions.ts';

const awayFile = 'app/(faculty)/faculty/away/actions.ts';
const ledFile = 'app/(faculty)/faculty/stages/actions.ts';

const act = (
  name: string,
  permission: Permission,
  fields: (stage: StageThing, at: { isAllowed: boolean; party: Party }) => Fields,
  writes: (stage: StageThing, personId: string) => boolean = () => false,
  at = file,
): Row =>
  action<StageThing>(`${at}#${name}`, {
    things: stages,
    needs: (stage) => [[permission, stage.facts]],
    fields: (stage, at) => ({ stageId: stage.id, ...fields(stage, at) }),
    writes: ({ actor }, stage) => actor.kind === 'staff' && writes(stage, actor.personId),
  });
const canJudge = (stage: StageThing, personId: string) =>
  stage.status === 'open' && !stage.undeclaredIds.includes(personId);

export const rowsOfReviews: Row[] = [
  page('/faculty/cases', {
    needs: () => [['review.list']],
    at: () => '/faculty/cases?tab=all',
    shows: () => ['Mapping '],
  }),
  // One's own, whoever one is.
  page('/faculty/record', { needs: () => [['review.list']] }),
  page('/faculty/cases/[caseId]', {
    things: stages,
    needs: (stage) => [['review.list', stage.facts]],
    at: ({ caseId }) => `/faculty/cases/${caseId}`,
    shows: ({ title }) => [title],
    secrets: (stage, party) => [
      { text: stage.secret, visible: seesTable(party, stage) },
      ...(stage.pastVote ? [{ text: stage.pastVote, visible: seesVotes(party, stage) }] : []),
    ],
  }),
  // The author has no seat in their own review, so an allowed call is refused for whom it would seat.
  act('assignReviewersAction', 'review.assign', (stage, { isAllowed, party }) => ({
    'personIds[]': [isAllowed ? stage.authorId : (party.tenant?.people.unassigned.id ?? stage.authorId)],
  })),
  act('unassignReviewerAction', 'review.unassign', (stage) => ({ personId: stage.authorId })),
  page('/faculty/stages', { needs: () => [['review.list']], shows: () => [] }),
  // Nobody reminds themselves, and nobody is replaced by the author: whoever is allowed hears that, and nothing is written.
  // (An author may be awaited: for the answers to what the table asked.)
  act(
    'remindPersonAction',
    'review.remind',
    (stage, { isAllowed, party: { actor } }) => ({
      personId: isAllowed && actor.kind === 'staff' ? actor.personId : stage.authorId,
    }),
    undefined,
    ledFile,
  ),
  act(
    'replaceReviewerAction',
    'review.replace',
    (stage) => ({ personId: stage.authorId, successorId: stage.authorId, reason: 'Away.' }),
    undefined,
    ledFile,
  ),
  act(
    'extendStageAction',
    'review.extend',
    (_, { isAllowed }) => ({
      expectedVersion: seenAs({ rowVersion: 1 }, isAllowed),
      days: '1',
      reason: 'The paper is late.',
    }),
    undefined,
    ledFile,
  ),
  page('/faculty/away', { needs: () => [['review.list']], shows: () => [] }),
  // Days that are over are refused, and so is an office that is nobody's.
  action(`${awayFile}#stateAbsenceAction`, {
    needs: () => [['absence.state']],
    fields: () => ({ fromDay: '2020-01-01', toDay: '2020-01-02' }),
  }),
  action<Thing & { facts: Resource }>(`${awayFile}#withdrawAbsenceAction`, {
    things: bothOf((tenant) => tenant.absences),
    needs: ({ facts }) => [['absence.withdraw', facts]],
    passed: ['absence/not-found'],
    fields: ({ id }, { isAllowed }) => ({ absenceId: isAllowed ? randomUUID() : id }),
  }),
  action(`${awayFile}#giveDelegationAction`, {
    needs: () => [['delegation.give']],
    fields: () => ({
      office: 'registrar',
      delegateId: randomUUID(),
      fromDay: '2020-01-01',
      toDay: '2020-01-02',
    }),
  }),
  action<Thing & { facts: Resource }>(`${awayFile}#withdrawDelegationAction`, {
    things: bothOf((tenant) => tenant.delegations),
    needs: ({ facts }) => [['delegation.withdraw', facts]],
    passed: ['delegation/not-found'],
    fields: ({ id }, { isAllowed }) => ({ delegationId: isAllowed ? randomUUID() : id }),
  }),
  act('nameChairAction', 'review.nameChair', (stage) => ({ personId: stage.authorId })),
  act('revealBallotsAction', 'review.reveal', (_, { isAllowed }) => ({
    expectedVersion: seenAs({ rowVersion: 1 }, isAllowed),
  })),
  act(
    'declareConflictAction',
    'review.declareConflict',
    () => ({ conflict: 'none', note: '' }),
    (stage) => stage.status === 'open',
  ),
  act('castVoteAction', 'review.markCoverage', (stage, { isAllowed }) => ({
    save: 'yes',
    'marks.0.courseOutcomeId': isAllowed ? stage.id : stage.courseOutcomeId,
    'marks.0.coverage': 'full',
    'marks.0.learningOutcomeId': '',
    'marks.0.note': '',
  })),
  act(
    'castVoteAction',
    'review.scoreRubric',
    () => ({
      save: 'yes',
      'scores.0.criterion': 'level',
      'scores.0.score': '3',
      'scores.0.rationale': 'Covers it.',
    }),
    canJudge,
  ),
  act(
    'castVoteAction',
    'review.castVote',
    () => ({ choice: 'approve', rationale: 'It is the same.' }),
    (stage, personId) => stage.stageKind !== 'department' && canJudge(stage, personId),
  ),
  act(
    'askForMoreAction',
    'review.askForMore',
    () => ({ kind: 'comment', body: 'What about the exam?' }),
    canJudge,
  ),
  act('closeStageAction', 'review.closeStage', (stage, { isAllowed }) => ({
    expectedVersion: seenAs({ rowVersion: 1 }, isAllowed),
    minutesRef: 'Minutes 7',
    note: '',
  })),
  action<StageThing>(`${file}#answerQuestionAction`, {
    things: stages,
    needs: () => [['review.answer']],
    passed: ['review/question-not-found'],
    fields: (stage, { isAllowed }) => ({
      caseId: stage.caseId,
      replyToId: isAllowed ? stage.id : stage.questionId,
      body: 'Here it is.',
    }),
  }),
];
