import { randomUUID } from 'node:crypto';
import type { Resource } from '@/lib/access/resource';
import type { Permission } from '@/lib/access/permission';
import type { Fields } from './http';
import { action, bothOf, decide, nothing, page, type Party, type Row, route, seenAs, toNobody } from './row';
import { seesTable, seesVotes } from './visibility';
import type { StageThing, Tenant, Thing } from './tenant-shape';

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
type Meeting = Tenant['meetings'][number];
const meetings = bothOf((tenant) => tenant.meetings);
const meetingFile = 'app/(faculty)/faculty/meetings/actions.ts';
/** A meeting that has been changed meanwhile: whoever is allowed hears that, and nothing is written. */
const meetingAct = (name: string, permission: Permission, fields: Fields): Row =>
  action<Meeting>(`${meetingFile}#${name}`, {
    things: meetings,
    needs: ({ facts }) => [[permission, facts]],
    fields: ({ id }, { isAllowed }) => ({
      meetingId: id,
      expectedVersion: seenAs({ rowVersion: 1 }, isAllowed),
      ...fields,
    }),
  });
const aMeeting = { day: '2020-01-01', starts: '10:00', minutes: '30', place: 'Here' };
const ofMeeting = ({ facts }: Meeting) =>
  facts.departmentId ? `department|${facts.departmentId}` : 'committee';

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
  page('/faculty/meetings', {
    needs: () => [['meeting.view']],
    at: () => '/faculty/meetings?when=past',
    shows: () => ['Room committee '],
  }),
  page('/faculty/meetings/[meetingId]', {
    things: meetings,
    needs: () => [['meeting.view']],
    at: ({ id }) => `/faculty/meetings/${id}`,
    shows: ({ place }) => [place],
  }),
  page('/faculty/meetings/[meetingId]/papers', {
    things: meetings,
    needs: () => [['meeting.view']],
    at: ({ id }) => `/faculty/meetings/${id}/papers`,
    shows: ({ place }) => [place],
  }),
  route('/faculty/meetings/[meetingId]/calendar', {
    things: meetings,
    needs: () => [['meeting.view']],
    at: ({ id }) => `/faculty/meetings/${id}/calendar`,
    shows: () => ['BEGIN:VEVENT'],
  }),
  // An address that was never given: it is nobody's, whoever asks.
  route('/calendar/[slug]/[token]', {
    expect: toNobody('not_found', 'calendar/over'),
    at: () => `/calendar/nowhere/${'a'.repeat(43)}`,
  }),
  // A day that is over is refused.
  action<Meeting>(`${meetingFile}#callMeetingAction`, {
    things: meetings,
    // It is asked of the own institution, where the department of another one is nobody's.
    expect: (party, { facts }) => decide(party, nothing, [['meeting.call', facts]], 'authorize'),
    fields: (meeting) => ({ of: ofMeeting(meeting), ...aMeeting }),
  }),
  meetingAct('changeMeetingAction', 'meeting.change', aMeeting),
  meetingAct('cancelMeetingAction', 'meeting.cancel', {}),
  meetingAct('setAgendaAction', 'meeting.setAgenda', { order: '' }),
  action(`${meetingFile}#giveCalendarAction`, {
    needs: () => [['calendar.give']],
    writes: true,
    fields: () => ({}),
  }),
  action(`${meetingFile}#withdrawCalendarAction`, {
    needs: () => [['calendar.withdraw']],
    passed: ['calendar/none'],
    writes: true,
    fields: () => ({}),
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
  // Who has not voted has nothing to take back, and hears so.
  act('withdrawVoteAction', 'review.withdrawVote', () => ({}), canJudge),
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
