import { sealed } from '@/lib/usecases/record-audit';
import type { RecordedAct } from '@/lib/access/permission';
import { appendMany, type NewAuditEvent } from '@/lib/db/audit';
import { institutionId } from '../ids';
import { type CastReview, type PastStage } from './past-cast';
import { lastVoterOf, reasonsOf } from './past-rows';
import type { Act, Setting } from './stage';

interface Entry {
  at: string;
  actorId: string;
  action: RecordedAct;
  about: 'rule_version' | 'review_case';
  objectId: string;
  summary: string;
  before?: unknown;
  after: unknown;
}

/** What the trail says of reviews of the past, as acts between those of everybody else: together wherever nothing else happens meanwhile. */
export function trailActs(setting: Setting, reviews: readonly CastReview[], others: readonly Act[]): Act[] {
  const entries = reviews.flatMap(entriesOf).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const instants = others.map(({ at }) => at).sort();
  const groups: Entry[][] = [];
  let [passed, open] = [0, -1];
  for (const entry of entries) {
    while ((instants[passed] ?? '~') <= entry.at) passed += 1;
    if (passed !== open) groups.push([]);
    open = passed;
    groups.at(-1)?.push(entry);
  }
  return groups.map((group) => ({ at: group[0]?.at ?? '', run: () => record(setting, group) }));
}

async function record({ tx, institution }: Setting, entries: readonly Entry[]): Promise<void> {
  const tenantId = institutionId(institution.key);
  await appendMany(
    tx,
    entries.map(({ at, actorId, action, about, objectId, summary, before, after }) => {
      const { commitment, ...detail } = sealed({ before, after });
      const event: NewAuditEvent = {
        tenantId,
        at,
        actorId,
        action,
        objectType: about,
        objectId,
        summary,
        requestId: `demonstration-past-${objectId}`,
        commitment,
      };
      return { event, detail };
    }),
  );
}

function entriesOf(review: CastReview): Entry[] {
  const { past, versionId, caseId, author, registrar, department, committee } = review;
  const ofVersion = (
    at: string,
    actorId: string,
    action: RecordedAct,
    said: string,
    before: unknown,
    after: unknown,
  ): Entry => ({
    at,
    actorId,
    action,
    about: 'rule_version',
    objectId: versionId,
    summary: `version ${past.number} ${said}`,
    before,
    after,
  });
  const entries = [
    ofVersion(review.createdAt, author.personId, 'rule.startNewVersion', 'drafted', undefined, {
      code: past.rule.code,
      title: past.rule.title,
      publicNote: past.data.note,
    }),
    ofVersion(
      review.handedInAt,
      author.personId,
      'rule.submit',
      'submitted',
      { status: 'draft' },
      { status: 'submitted' },
    ),
    ofVersion(
      review.routedAt,
      registrar.personId,
      'rule.route',
      'sent to its department',
      { status: 'submitted' },
      {
        status: 'in_department',
        caseId,
        stageId: department.id,
        config: department.config,
        reviewerIds: department.seats.map(({ person }) => person.personId),
      },
    ),
    ...stageEntries(
      review,
      department,
      committee === null ? 'failed' : 'passed',
      committee === null ? 'rejected' : 'in_committee',
    ),
    ...(committee === null ? [] : stageEntries(review, committee, 'passed', 'approved')),
  ];
  if (review.publishedAt !== null)
    entries.push(
      ofVersion(
        review.publishedAt,
        registrar.personId,
        'rule.publish',
        'published',
        { status: 'approved' },
        { status: 'published', claimFrom: past.publishedOn },
      ),
    );
  return entries;
}

function stageEntries(
  { caseId }: CastReview,
  stage: PastStage,
  outcome: string,
  ruleStatus: string,
): Entry[] {
  const act = (
    at: string,
    actorId: string,
    action: RecordedAct,
    summary: string,
    after: object,
    before?: unknown,
  ): Entry => ({
    at,
    actorId,
    action,
    about: 'review_case',
    objectId: caseId,
    summary,
    before,
    after: { stageId: stage.id, ...after },
  });
  const isCommittee = stage.kind === 'committee';
  return [
    ...stage.seats.flatMap(({ person: { personId }, declaredAt, ballot, marks, scores }) => [
      act(
        declaredAt,
        personId,
        'review.declareConflict',
        'no conflict declared',
        { conflictDeclared: false },
        { conflictDeclared: null },
      ),
      ...(ballot !== null && marks.length > 0
        ? [act(ballot.at, personId, 'review.markCoverage', `${marks.length} outcomes marked`, { marks })]
        : []),
      ...(ballot !== null && scores.length > 0
        ? [act(ballot.at, personId, 'review.scoreRubric', `${scores.length} criteria scored`, { scores })]
        : []),
      ...(ballot === null
        ? []
        : [
            act(ballot.at, personId, 'review.castVote', `vote cast in the ${stage.kind} stage`, {
              choice: ballot.choice,
              rationale: ballot.rationale,
              ordinal: 1,
              round: 1,
            }),
          ]),
    ]),
    act(
      stage.closedAt,
      isCommittee ? stage.chair.personId : lastVoterOf(stage),
      'review.closeStage',
      `${stage.kind} stage closed${isCommittee ? '' : ' by its votes'}: ${outcome}`,
      {
        status: 'closed',
        outcome,
        ruleStatus,
        minutesRef: stage.minutesRef,
        note: reasonsOf(stage),
      },
      { status: 'open' },
    ),
  ];
}
