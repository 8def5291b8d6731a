import { recordsOf, type StaffMember } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import type { DenyReason } from '@/lib/access/resource';
import type { Permission } from '@/lib/access/permission';
import * as cases from '@/lib/db/review-cases';
import * as evidence from '@/lib/db/evidence';
import {
  getInstitution,
  coursesOn,
  allDepartments,
  programsOn,
  type Course,
  type Department,
  type Institution,
  type Program,
} from '@/lib/db/institutions';
import { findMicroCredentials, type MicroCredential } from '@/lib/db/micro-credentials';
import { listHolding } from '@/lib/db/colleagues';
import { findPanel } from '@/lib/db/rejections';
import { listOf as listReaffirmed, type Reaffirmed } from '@/lib/db/reaffirmations';
import * as rules from '@/lib/db/rules';
import { recordsOfSamePeople } from '@/lib/db/same-people';
import type { Tx } from '@/lib/db/tx';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { authorIdsOf, isAuthorOf } from '@/lib/kernel/authors';
import { refuse } from '@/lib/kernel/refusal';
import { canSit, seatsOf } from '@/lib/review/eligibility';
import type { ImportBasis } from '@/lib/rule/import-basis';
import {
  editableStatuses,
  isInForce,
  isInWork,
  isPossible,
  reviewStatuses,
  type RuleEventType,
} from '@/lib/rule/lifecycle';
import { isReviewDue } from '@/lib/rule/review-due';
import { microCredentialIdsIn, type RuleVersion } from '@/lib/rule/rule-version';
import { leftWithoutADay } from '@/lib/rule/supersede';
import { hadADay, isOver, refusedOnceOver } from '@/lib/rule/version-standing';
import { authorize } from '../authorize';
import { query } from '../command';
import { type Context, todayIn } from '../context';
import { dayIn } from '@/lib/usecases/day-in';
import { standingIn } from '../review/case-standing';
import { reviewRecordOf } from '../review/review-record';
import type { ReviewRecord } from '@/lib/usecases/review/decided-how';
import type { RuleNames } from '@/lib/rule/rule-names';
import { departmentOfRule } from './department-of-rule';
import { importItRestsOn } from './import-it-rests-on';
import { namesOfRules } from './names-of-rules';
import { takesEvidence } from './attach-evidence';
import { isTitlePublic } from './revise-rule';
import { ruleResource } from './rule-resource';

export type RuleAct =
  | 'revise'
  | 'submit'
  | 'withdraw'
  | 'pullBack'
  | 'publish'
  | 'suspend'
  | 'resume'
  | 'revoke'
  | 'startNewVersion'
  | 'attachEvidence'
  | 'reaffirm'
  | 'route';
/** An act that the state allows; `reason` says why this reader may not do it. */
export interface OfferedAct {
  act: RuleAct;
  reason: DenyReason | null;
}

export interface RuleView {
  version: RuleVersion;
  institution: Institution;
  /** The one that judges or judged this version; before it is sent, the one where it goes. */
  department: Department | null;
  /** Where it is sent for review; the author sends it there and nowhere else. */
  routing: {
    departmentId: string | null;
    isAuthor: boolean;
    /** Who can be chosen to review it there, by whoever did not write it; empty where nobody is to choose. */
    reviewers: { id: string; name: string }[];
  };
  /** Everybody who wrote it, whoever began it first. */
  authorNames: string[];
  publisherName: string | null;
  names: RuleNames;
  evidence: evidence.Evidence[];
  /** The import that it rests on, where it asks and grants what that decided; null otherwise. */
  restsOn: Omit<ImportBasis, 'definition'> | null;
  /** The micro-credentials it names, with all that is known of them. */
  microCredentials: MicroCredential[];
  acts: OfferedAct[];
  /** The version in force or decided before this one. */
  earlier: RuleVersion | null;
  newer: { id: string; version: number } | null;
  /** The decided no that answers this rejected proposal. */
  denial: { id: string; version: number } | null;
  /** Of a version that was in force: whether anybody could ever claim by it. */
  hadADay: boolean;
  /** Versions in force that publishing this one today would leave without a day. */
  leavesWithoutADay: number[];
  caseId: string | null;
  /** What it was approved on and is not settled yet; null too for whoever may not read the review. */
  conditions: string | null;
  reviewRecord: ReviewRecord;
  /** When somebody looked at it last and found that it stays as it is. */
  reaffirmed: Reaffirmed | null;
  today: CivilDate;
}

export interface EditableRuleView extends RuleView {
  courses: Course[];
  programs: Program[];
  departments: Department[];
  /** Students see the title with another version, so that this one does not change it. */
  isTitlePublic: boolean;
}

/** One version of a rule with everything its page shows, and what the reader may do to it. @refuses not_found */
export async function viewRule(ctx: Context, id: string): Promise<EditableRuleView> {
  return query(ctx, async (tx, actor, ctx) => {
    const version = (await rules.find(tx, id)) ?? refuse('not_found', 'rule/not-found');
    authorize(ctx, 'rule.view', ruleResource(version));
    const institution = await getInstitution(tx, actor.tenantId);
    const [departments, versions] = [await allDepartments(tx), await rules.listVersions(tx, version.ruleId)];
    const earlier = versions.find((one) => one.version < version.version) ?? null;
    const newest = versions[0];
    const people = await rules.namesOf(tx, [
      ...authorIdsOf(version),
      ...(version.publishedById ? [version.publishedById] : []),
    ]);
    const caseId = await rules.findReviewCaseId(tx, version.id);
    const reviewCase = caseId === null ? null : await cases.findCase(tx, caseId);
    const today = todayIn(ctx, institution.timeZone);
    const dayOf = (at: string | null) => (at === null ? null : dayIn(at, institution.timeZone));
    const hadDay = hadADay(version, dayOf(version.publishedAt));
    const next = versions.find((one) => one.version === version.version + 1);
    const isOpen = editableStatuses.includes(version.status);
    const isVotedOn = (await cases.countVotesSinceSubmitted(tx, version)) > 0;
    const routing = await routingOf(tx, actor, version, today);
    // Until it is sent, where it goes; while it is judged, who judges; then whose it is, which a registrar may have changed since.
    const isSent = !isOpen && version.status !== 'submitted';
    const judgedIn = reviewStatuses.includes(version.status) ? reviewCase?.departmentId : null;
    const departmentId = isSent
      ? (judgedIn ?? version.departmentId ?? reviewCase?.departmentId)
      : routing.departmentId;
    return {
      version,
      institution,
      earlier,
      departments,
      caseId,
      today,
      department: departments.find(({ id }) => id === departmentId) ?? null,
      routing,
      authorNames: authorIdsOf(version).map((id) => people.get(id) ?? ''),
      publisherName: version.publishedById ? (people.get(version.publishedById) ?? '') : null,
      names: await namesOfRules(tx, institution.homeUnit, today, [
        version.definition,
        ...(earlier ? [earlier.definition] : []),
      ]),
      evidence: await evidence.list(tx, version.id),
      restsOn: await importItRestsOn(tx, version),
      microCredentials: await findMicroCredentials(tx, microCredentialIdsIn(version.definition.premise)),
      acts: offeredActs(ctx, version, await findPanel(tx, version.id), {
        // What came later and was not accepted stands in nobody's way.
        isLatest: versions.every(
          (one) =>
            one.version <= version.version ||
            (isInForce(version.status) && !isInWork(one.status) && !isInForce(one.status)),
        ),
        today,
      }).filter(
        ({ act }) =>
          (act !== 'pullBack' || !isVotedOn) &&
          refusedOnceOver(act, version, today, dayOf(version.publishedAt)) === null,
      ),
      newer: newest && newest.version > version.version ? { id: newest.id, version: newest.version } : null,
      denial:
        version.status === 'rejected' && next?.origin === 'rejection'
          ? { id: next.id, version: next.version }
          : null,
      hadADay: hadDay,
      leavesWithoutADay: isPossible(version.status, 'publish')
        ? leftWithoutADay(
            version,
            versions
              .filter((one) => one.id !== version.id && isInForce(one.status))
              .map((one) => ({ version: one, publishedOn: dayOf(one.publishedAt) })),
            today,
          ).map((one) => one.version)
        : [],
      conditions:
        version.status === 'conditionally_approved' && caseId !== null
          ? await conditionsOf(tx, actor, caseId)
          : null,
      reviewRecord: await reviewRecordOf(tx, actor, version, today),
      reaffirmed: (await listReaffirmed(tx, [version.id]))[0] ?? null,
      isTitlePublic: isTitlePublic(versions, today),
      courses: isOpen ? (await coursesOn(tx, today, { status: 'active' }, 1, 2_000)).rows : [],
      programs: isOpen ? await programsOn(tx, today, 'active') : [],
    };
  });
}

/** The note of the stage that approved. It lies on the table of the review, so it is told to nobody who may not look there. */
async function conditionsOf(tx: Tx, actor: StaffMember, caseId: string): Promise<string | null> {
  const stages = await cases.listStages(tx, caseId);
  const last = stages.at(-1);
  return last !== undefined && standingIn(actor, stages, last).seesTable ? last.stage.closeNote : null;
}

const moves: readonly (RuleEventType & RuleAct)[] = [
  'submit',
  'route',
  'publish',
  'resume',
  'suspend',
  'revoke',
  'pullBack',
  'withdraw',
];

function offeredActs(
  ctx: Context,
  version: RuleVersion,
  panel: Awaited<ReturnType<typeof findPanel>>,
  { isLatest, today }: { isLatest: boolean; today: CivilDate },
): OfferedAct[] {
  const resource = ruleResource(version, panel);
  const offer = (act: RuleAct, permission: Permission): OfferedAct => {
    const verdict = can(ctx.actor, permission, resource);
    return { act, reason: verdict.allowed ? null : verdict.reason };
  };
  const acts = moves
    .filter((act) => isPossible(version.status, act))
    .map((act) =>
      offer(act, act === 'publish' && version.origin === 'import' ? 'rule.publishImported' : `rule.${act}`),
    );
  if (editableStatuses.includes(version.status)) acts.unshift(offer('revise', 'rule.revise'));
  if (takesEvidence.includes(version.status)) acts.push(offer('attachEvidence', 'rule.attachEvidence'));
  if (version.status === 'published' && !isOver(version, today) && isReviewDue(version, today)) {
    const said = offer('reaffirm', 'rule.reaffirm');
    // Nothing is said to the many who review nothing in its department.
    if (said.reason !== 'access/role-missing' && said.reason !== 'access/other-department')
      acts.unshift(said);
  }
  if (isLatest && !isInWork(version.status)) acts.push(offer('startNewVersion', 'rule.startNewVersion'));
  return acts;
}

async function routingOf(
  tx: Tx,
  actor: StaffMember,
  version: RuleVersion,
  today: CivilDate,
): Promise<RuleView['routing']> {
  const departmentId = await departmentOfRule(tx, version, today);
  const isAuthor = recordsOf(actor).some((id) => isAuthorOf(version, id));
  if (isAuthor || departmentId === null || version.status !== 'submitted')
    return { departmentId, isAuthor, reviewers: [] };
  const barred = await recordsOfSamePeople(tx, authorIdsOf(version));
  const able = (await listHolding(tx, seatsOf('department'))).filter(
    ({ id, roles }) => !barred.includes(id) && canSit('department', departmentId, roles),
  );
  return { departmentId, isAuthor, reviewers: able.map(({ id, name }) => ({ id, name })) };
}
