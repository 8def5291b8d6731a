import type { StaffMember } from '@/lib/access/actor';
import type { Evidence } from '@/lib/db/evidence';
import * as evidence from '@/lib/db/evidence';
import { findCourses, getInstitution, type Institution } from '@/lib/db/institutions';
import { listMarks, listScores, type RubricScore } from '@/lib/db/marks-and-scores';
import { getPolicy } from '@/lib/db/policies';
import { listOf as listReaffirmed } from '@/lib/db/reaffirmations';
import {
  adviceThen,
  type AdviceThen,
  awardsUnder,
  certificatesThen,
  type CertificateThen,
} from '@/lib/db/rested-on';
import { listExtensions, listReplacements, type Extension, type Replacement } from '@/lib/db/review-acts';
import * as cases from '@/lib/db/review-cases';
import { listTransitions } from '@/lib/db/rule-transitions';
import * as rules from '@/lib/db/rules';
import type { StageAtWork } from '@/lib/db/stage-at-work';
import type { Tx } from '@/lib/db/tx';
import { byCode } from '@/lib/institution/course-code';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { isBlind } from '@/lib/review/blind';
import { type ConflictsTold, conflictsTold, type StageToTell } from '@/lib/review/conflicts-told';
import { type CourseCoverage, coverageOf } from '@/lib/review/coverage';
import { holidaysOf } from '@/lib/review/sla';
import { decidedAt } from '@/lib/rule/decision-day';
import { curriculumCodesIn, microCredentialIdsIn, type RuleVersion } from '@/lib/rule/rule-version';
import type { RuleNames } from '@/lib/rule/rule-names';
import type { ImportBasis } from '@/lib/rule/import-basis';
import { type Acting, todayIn } from '../context';
import { dayIn } from '../day-in';
import { findPolicyOfCase } from '../review/case-policy';
import { standingIn } from '../review/case-standing';
import type { StageView } from '../review/case-view';
import { stageView } from '../review/deliberation';
import { reviewSubject } from '../review/review-subject';
import { stageRecordOf } from '../review/stage-record';
import { importItRestsOn } from '../rule/import-it-rests-on';
import { namesOfRules } from '../rule/names-of-rules';
import { type PastStage, type PastVersion, pastStagesOf, pastVersionOf } from '../rule/past-version';
import { type ExaminedTrail, examinedTrail } from './examined-trail';

/** A stage with everything that is known of it: record, votes, seats, and what happened while it waited. */
export interface ProvenStage extends PastStage, Pick<StageView, 'seats' | 'lostSeats' | 'config' | 'tally'> {
  conflicts: ConflictsTold;
  replacements: Replacement[];
  extensions: Extension[];
  /** The entries of the trail that name it, by number. */
  entries: string[];
}

/** How one person judged: coverage of each course, and scores. */
export interface ProvenJudgement {
  name: string;
  courses: CourseCoverage[];
  scores: (Omit<RubricScore, 'personId'> & { stageId: string })[];
}

/** What it rested on, as that was on the day. */
export interface RestedOn {
  day: CivilDate;
  courses: {
    id: string;
    code: string;
    title: string;
    credits: string | null;
    level: string | null;
    outcomes: number;
  }[];
  certificates: CertificateThen[];
  advice: AdviceThen[];
  evidence: Evidence[];
  imported: Omit<ImportBasis, 'definition'> | null;
}

/** Who decided a version, on what basis, under which policy, with which conflicts, and what of the trail says so. */
export interface Provenance {
  institution: Pick<Institution, 'name' | 'homeUnit'>;
  today: CivilDate;
  past: PastVersion;
  names: RuleNames;
  stages: ProvenStage[];
  /** Of all of them. */
  conflicts: ConflictsTold;
  /** Null to whoever may not know who judged how. */
  judgements: ProvenJudgement[] | null;
  /** @units percent */
  threshold: number | null;
  moves: Awaited<ReturnType<typeof listTransitions>>;
  restedOn: RestedOn;
  policy: {
    id: string;
    version: number;
    effectiveFrom: CivilDate;
    adoptedByName: string | null;
    adoptedAt: string | null;
  } | null;
  /** Of each version of the rule that gave credit: in how many decisions about claims. */
  awards: { ruleVersionId: string; version: number; standing: number; takenBack: number }[];
  trail: ExaminedTrail;
}

/** Everything that a published decision goes back to, as this reader may know it. The caller has authorized. */
export async function provenanceOf(
  tx: Tx,
  actor: StaffMember,
  ctx: Acting,
  version: RuleVersion,
): Promise<Provenance> {
  const institution = await getInstitution(tx, actor.tenantId);
  const today = todayIn(ctx, institution.timeZone);
  const all = await rules.listVersions(tx, version.ruleId);
  const reaffirmed = await listReaffirmed(tx, [version.id]);
  const before = all[all.findIndex(({ id }) => id === version.id) + 1];
  const past = await pastVersionOf(tx, actor, version, before, { reaffirmed, today });
  const { decidedBy } = past.reviewRecord;
  // A decided no was decided by the review of the proposal that it answers.
  const judged = decidedBy === null ? version : ((await rules.find(tx, decidedBy.ruleVersionId)) ?? version);
  const caseId = decidedBy === null ? past.caseId : decidedBy.caseId;
  const work = caseId === null ? [] : await cases.listStages(tx, caseId);
  const moves = (await listTransitions(tx, version.ruleId)).filter((move) =>
    [version.id, judged.id].includes(move.ruleVersionId),
  );
  const rejected = moves.find((move) => move.ruleVersionId === version.id && move.toStatus === 'rejected');
  const decided = decidedAt(version, rejected?.at ?? null);
  const day = decided === null ? today : dayIn(decided, institution.timeZone);
  const policy = past.reviewRecord.openedUnder ?? past.reviewRecord.publishedUnder;
  const trail = await examinedTrail(
    tx,
    [
      { objectType: 'rule_version', objectId: version.id },
      ...(judged === version ? [] : [{ objectType: 'rule_version', objectId: judged.id }]),
      ...(caseId === null ? [] : [{ objectType: 'review_case', objectId: caseId }]),
    ],
    policy === null ? [] : [{ objectType: 'policy_version', objectId: policy.id }],
  );
  const subject = await reviewSubject(tx, judged, day);
  const awards = await awardsUnder(
    tx,
    all.map(({ id }) => id),
  );
  const proven = await provenStages(tx, actor, work, { today, institution, judged, trail });
  return {
    institution,
    today,
    past,
    names: await namesOfRules(tx, institution.homeUnit, day, [version.definition]),
    stages: proven.stages,
    conflicts: conflictsTold(proven.toTell),
    ...(await judgementsOf(tx, actor, work, subject.coursesToCover)),
    moves,
    restedOn: await restedOn(tx, judged, day),
    policy: policy && { ...policy, ...(await adoptionOf(tx, policy.id)) },
    awards: all.flatMap(({ id, version: number }) => {
      const counts = awards.get(id);
      return counts === undefined ? [] : [{ ruleVersionId: id, version: number, ...counts }];
    }),
    trail,
  };
}

async function provenStages(
  tx: Tx,
  actor: StaffMember,
  work: readonly StageAtWork[],
  {
    today,
    institution,
    judged,
    trail,
  }: { today: CivilDate; institution: Institution; judged: RuleVersion; trail: ExaminedTrail },
): Promise<{ stages: ProvenStage[]; toTell: StageToTell[] }> {
  const ids = work.map(({ stage }) => stage.id);
  const told = await pastStagesOf(tx, actor, work, today, judged.submittedAt);
  const current = work.at(-1);
  const seesNames = current !== undefined && standingIn(actor, work, current).seesNames;
  const replacements = seesNames ? await listReplacements(tx, ids) : [];
  const extensions = await listExtensions(tx, ids);
  const unnamed = new Map<string, string>();
  const toTell: StageToTell[] = [];
  const stages = work.flatMap((one, place) => {
    const past = told[place];
    if (past === undefined) return [];
    const record = stageRecordOf(one, unnamed, seesNames, today, judged.submittedAt, []);
    const { seats, lostSeats, config, tally } = stageView(
      one,
      record,
      unnamed,
      today,
      holidaysOf(institution),
      actor,
      seesNames,
    );
    const isOwn = ({ stageId }: { stageId: string }) => stageId === one.stage.id;
    const known: StageToTell = { status: one.stage.status, seats: seesNames ? seats : null };
    toTell.push(known);
    return [
      {
        ...past,
        seats,
        lostSeats,
        config,
        tally,
        conflicts: conflictsTold([known]),
        replacements: replacements.filter(isOwn),
        extensions: extensions.filter(isOwn).map((act) => (seesNames ? act : { ...act, byName: '' })),
        entries: trail.entries.filter(({ stageId }) => stageId === one.stage.id).map(({ seq }) => seq),
      },
    ];
  });
  return { stages, toTell };
}

async function judgementsOf(
  tx: Tx,
  actor: StaffMember,
  work: readonly StageAtWork[],
  courses: Parameters<typeof coverageOf>[0],
): Promise<Pick<Provenance, 'judgements' | 'threshold'>> {
  const current = work.at(-1);
  if (current === undefined) return { judgements: [], threshold: null };
  const policy = await findPolicyOfCase(tx, current.reviewCase);
  const threshold = policy?.review.coverageThreshold ?? null;
  const mayKnow = standingIn(actor, work, current).seesNames && !work.some(({ stage }) => isBlind(stage));
  if (!mayKnow) return { judgements: null, threshold };
  const marks = await listMarks(tx, current.reviewCase.id);
  const scores = await listScores(tx, { caseId: current.reviewCase.id });
  const people = new Map(
    work.flatMap(({ assignments }) =>
      assignments
        .filter(({ isRecused }) => !isRecused)
        .map(({ personId, name }) => [personId, name] as const),
    ),
  );
  const judgements = [...people].flatMap(([id, name]) => {
    const own = marks.filter(({ personId }) => personId === id);
    const scored = scores.filter(({ personId }) => personId === id);
    if (own.length === 0 && scored.length === 0) return [];
    return [
      {
        name,
        courses: own.length === 0 ? [] : coverageOf(courses, own, threshold ?? 0).courses,
        scores: scored,
      },
    ];
  });
  return { judgements, threshold };
}

async function restedOn(tx: Tx, judged: RuleVersion, day: CivilDate): Promise<RestedOn> {
  const { definition, basis } = judged;
  const codes = curriculumCodesIn(definition);
  const certificateIds = microCredentialIdsIn(definition.premise);
  return {
    day,
    courses: [...byCode(await findCourses(tx, codes, day), codes)].map(
      ([, { id, code, title, credits, level, outcomes }]) => ({
        id,
        code,
        title,
        credits,
        level,
        outcomes: outcomes.length,
      }),
    ),
    certificates: await certificatesThen(tx, certificateIds, basis.microCredentialVersionIds, day),
    advice: await adviceThen(tx, certificateIds, basis.recommendationIds, day),
    evidence: await evidence.list(tx, judged.id),
    imported: await importItRestsOn(tx, judged),
  };
}

async function adoptionOf(
  tx: Tx,
  policyId: string,
): Promise<Pick<NonNullable<Provenance['policy']>, 'adoptedByName' | 'adoptedAt'>> {
  const { adoptedByName, adoptedAt } = await getPolicy(tx, policyId);
  return { adoptedByName, adoptedAt };
}
