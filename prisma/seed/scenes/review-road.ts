import type { StaffMember } from '@/lib/access/actor';
import * as ruleStore from '@/lib/db/rules';
import { microCredentialIdsIn, type RuleStatus } from '@/lib/rule/rule-version';
import { recordAudit } from '@/lib/usecases/record-audit';
import { answerQuestion } from '@/lib/usecases/review/answer-question';
import { askForMore } from '@/lib/usecases/review/ask-for-more';
import { attachEvidence } from '@/lib/usecases/rule/attach-evidence';
import { routeRule } from '@/lib/usecases/rule/route-rule';
import { submitRule } from '@/lib/usecases/rule/submit-rule';
import { withdrawRule } from '@/lib/usecases/rule/withdraw-rule';
import { listed } from '../data/listed';
import { approvals, committeeApprovals, doubts, refusalApprovals } from '../data/remarks';
import type { ReviewDetails, RuleData, VersionData } from '../data/rules/words';
import { departmentId, idOf, institutionId } from '../ids';
import { pick } from './cast';
import { basisOf, definitionOf } from './definition';
import { close, declare, judge, openStageOf, vote } from './panel';
import { endingAct, publish, rowVersionOf } from './publication';
import type { Act, Setting } from './stage';

/** Days between the steps of an ordinary review. */
const pace = { submit: 1, route: 2, declare: 4, judge: 7, vote: 9, committee: 22, dean: 27, publish: 31 };

/** One version's way through its review, as the people of the institution walk it. */
export function reviewActs(setting: Setting, rule: RuleData, number: number, data: VersionData, flavour: number): Act[] {
  if (data.road.by !== 'review') return [];
  const { begun, until, details = {} } = data.road;
  const { calendar, cast } = setting;
  const author = pick(cast.evaluators, flavour);
  const versionId = idOf('rule version', setting.institution.key, rule.code, String(number));
  let step = 0;
  const act = (after: number, run: (at: string) => Promise<void>): Act => {
    const at = calendar.at(begun - after, (flavour * 7) % 60 + ++step);
    return { at, run: () => run(at) };
  };
  const acts = [act(0, (at) => draft(setting, rule, number, data, author, versionId, at)), act(0, (at) => giveEvidence(setting, data, author, versionId, flavour, at))];
  if (until === 'draft') return acts;
  acts.push(act(pace.submit, async (at) => void (await submitRule(setting.as(author, at), { ruleVersionId: versionId, expectedVersion: await rowVersionOf(setting.tx, versionId) }))));
  if (until === 'submitted') return acts;

  const panel = panelOf(setting, rule.department, author, details.recused ? 3 : 2);
  acts.push(act(pace.route, (at) => route(setting, versionId, author, panel, at)));
  acts.push(...departmentActs(setting, act, { versionId, panel, details, until, flavour, denies: data.body.deny === true }));
  if (details.question) acts.push(...questionActs(setting, act, { versionId, details, author, asker: pick(panel, details.recused ? 1 : 0) }));
  if (until === 'withdrawn') acts.push(act(pace.vote, async (at) => void (await withdrawRule(setting.as(author, at), { ruleVersionId: versionId, expectedVersion: await rowVersionOf(setting.tx, versionId), reason: details.reason ?? '' }))));
  if (['in_department', 'withdrawn', 'returned', 'rejected'].includes(until)) return acts;

  acts.push(...committeeActs(setting, act, { versionId, until, details, flavour, denies: data.body.deny === true }));
  if (['in_committee', 'conditionally_approved', 'in_dean'].includes(until)) return acts;
  acts.push(act(pace.dean, (at) => confirm(setting, versionId, at)));
  if (until === 'approved') return acts;
  acts.push(act(pace.publish, (at) => publish(setting, versionId, at)));
  if (until === 'suspended' || until === 'revoked') acts.push(endingAct(setting, () => versionId, { to: until, ago: details.ago ?? 0, reason: details.reason ?? '' }));
  return acts;
}

type MakeAct = (after: number, run: (at: string) => Promise<void>) => Act;

async function draft({ tx, institution: { key }, versions, as }: Setting, rule: RuleData, number: number, data: VersionData, author: StaffMember, id: string, at: string): Promise<void> {
  const tenantId = institutionId(key);
  const ruleId = idOf('rule', key, rule.code);
  const definition = definitionOf(data);
  const basis = basisOf(data, (code) => versions.get(code) ?? '');
  if (number === 1) await ruleStore.createRule(tx, tenantId, { id: ruleId, code: rule.code, title: rule.title, departmentId: departmentId(key, rule.department) });
  await ruleStore.createVersion(tx, {
    tenantId, id, ruleId, version: number, definition, basis, changeClass: 'substantive', publicNote: data.note, internalNote: data.internalNote ?? '', authorId: author.personId, at,
  });
  if (number === 1) await tx.equivalencyRule.update({ where: { tenantId_id: { tenantId, id: ruleId } }, data: { createdAt: new Date(at) }, select: { id: true } });
  versions.set(rule.code, id);
  await recordAudit(tx, as(author, at), number === 1 ? 'rule.draft' : 'rule.startNewVersion', { objectType: 'rule_version', objectId: id, summary: `version ${number} drafted`, after: { ruleId, code: rule.code, title: rule.title, definition, basis } });
}

async function giveEvidence(setting: Setting, data: VersionData, author: StaffMember, ruleVersionId: string, flavour: number, at: string): Promise<void> {
  const [slug] = microCredentialIdsIn(data.body.premise);
  const about = listed.find((entry) => entry.slug === slug);
  const ctx = setting.as(author, at);
  if (about?.url) await attachEvidence(ctx, { ruleVersionId, kind: 'syllabus', title: `Page of the provider: ${about.title}`.slice(0, 200), url: about.url });
  if (about?.url && flavour % 3 > 0) return;
  const text = `Notes on the assessment of ${about?.title ?? 'the certificate'}\nWritten for the demonstration.\n\nTasks: quizzes, practical tasks, a final task.\nMarking: by rules that the provider publishes.\n`;
  await attachEvidence(ctx, { ruleVersionId, kind: 'assessment', title: 'Notes on the assessment', url: '', file: new File([text], 'assessment-notes.txt', { type: 'text/plain' }) });
}

/** Reviewers of the department; where there is only one, its chair sits, too. Never the author. */
function panelOf({ cast }: Setting, department: string, author: StaffMember, size: number): StaffMember[] {
  const reviewers = cast.reviewers(department).filter((person) => person.personId !== author.personId).slice(0, size);
  return reviewers.length > 1 ? reviewers : [...reviewers, cast.chair(department)];
}

async function route({ tx, as }: Setting, ruleVersionId: string, author: StaffMember, panel: readonly StaffMember[], at: string): Promise<void> {
  await routeRule(as(author, at), { ruleVersionId, expectedVersion: await rowVersionOf(tx, ruleVersionId), reviewerIds: panel.map((person) => person.personId) });
}

interface Department {
  versionId: string;
  panel: readonly StaffMember[];
  details: ReviewDetails;
  until: RuleStatus;
  flavour: number;
  denies: boolean;
}

function departmentActs(setting: Setting, act: MakeAct, { versionId, panel, details, until, flavour, denies }: Department): Act[] {
  const isOpen = until === 'in_department' || until === 'withdrawn';
  const judges = details.recused ? panel.slice(1) : panel;
  const voters = isOpen ? judges.slice(0, details.votes ?? 0) : judges;
  const acts: Act[] = [];
  const [stepsBack] = panel;
  if (details.recused && stepsBack) acts.push(act(pace.declare, (at) => inDepartment(setting, versionId, (stageId) => declare(setting, stepsBack, stageId, at, details.recused))));
  // One more than have voted has begun to work; the rest has not opened the case yet.
  judges.slice(0, isOpen ? voters.length + 1 : judges.length).forEach((person, index) => {
    const says = until === 'rejected' ? 'reject' : until === 'returned' ? 'return' : 'approve';
    const missing = until === 'rejected' ? 2 : 0;
    acts.push(act(pace.declare, (at) => inDepartment(setting, versionId, (stageId) => declare(setting, person, stageId, at))));
    if (isOpen && index >= voters.length && index % 2 === 1) return;
    acts.push(act(pace.judge, (at) => inDepartment(setting, versionId, (stageId) => judge(setting, person, versionId, stageId, at, { partly: details.partly ?? 0, missing, flavour: flavour + index }))));
    if (index >= voters.length) return;
    const rationale = says === 'approve' ? pick(denies ? refusalApprovals : approvals, flavour + index) : (details.reason ?? '');
    acts.push(act(pace.vote + index, (at) => inDepartment(setting, versionId, (stageId) => vote(setting, person, stageId, at, says, rationale))));
  });
  if (!isOpen) acts.push(act(pace.vote + 5, (at) => closeIf(setting, versionId, 'department', at, {})));
  return acts;
}

function questionActs(setting: Setting, act: MakeAct, { versionId, details, author, asker }: { versionId: string; details: ReviewDetails; author: StaffMember; asker: StaffMember }): Act[] {
  const asked = act(pace.judge, (at) => inDepartment(setting, versionId, async (stageId) => void (await askForMore(setting.as(asker, at), { stageId, kind: 'question', body: details.question ?? '' }))));
  if (!details.answer) return [asked];
  const answered = act(pace.judge + 1, async (at) => {
    const question = await setting.tx.reviewMessage.findFirstOrThrow({ where: { kind: 'question', reviewCase: { ruleVersionId: versionId } }, select: { id: true, caseId: true } });
    await answerQuestion(setting.as(author, at), { caseId: question.caseId, replyToId: question.id, body: details.answer ?? '' });
  });
  return [asked, answered];
}

function committeeActs(setting: Setting, act: MakeAct, { versionId, until, details, flavour, denies }: Omit<Department, 'panel'>): Act[] {
  const isOpen = until === 'in_committee';
  const ballot = act(pace.committee, (at) => committeeVotes(setting, versionId, at, { most: isOpen ? (details.votes ?? 0) : Infinity, isConditional: until === 'conditionally_approved', flavour, denies }));
  if (isOpen) return [ballot];
  const minutesRef = `Minutes ${flavour + 3}/${setting.calendar.today.slice(0, 4)}, item 4`;
  const conditional = until === 'conditionally_approved' ? ({ conditional: 'on', note: details.reason ?? '' } as const) : {};
  return [ballot, act(pace.committee, (at) => closeIf(setting, versionId, 'committee', at, { minutesRef, ...conditional }))];
}

async function committeeVotes(setting: Setting, versionId: string, at: string, { most, isConditional, flavour, denies }: { most: number; isConditional: boolean; flavour: number; denies: boolean }): Promise<void> {
  const stage = await openStageOf(setting, versionId);
  if (stage?.kind !== 'committee') return;
  // Two in favour and one abstention: enough to close, not enough to be settled, so that the chair may add conditions.
  const members = isConditional ? stage.assignments.slice(0, 3) : stage.assignments;
  for (const [index, { personId }] of members.entries()) {
    if (index >= most || (await openStageOf(setting, versionId))?.id !== stage.id) return;
    const abstains = isConditional ? index === 2 : (index + flavour) % 5 === 4;
    const rationale = abstains ? pick(doubts, flavour + 1) : pick(denies ? refusalApprovals : committeeApprovals, flavour + index);
    const member = setting.cast.byId(personId);
    await declare(setting, member, stage.id, at);
    await vote(setting, member, stage.id, at, abstains ? 'abstain' : 'approve', rationale);
  }
}

/** The dean's stage, where the policy holds one for a rule of this size. */
async function confirm(setting: Setting, versionId: string, at: string): Promise<void> {
  const stage = await openStageOf(setting, versionId);
  if (stage?.kind !== 'dean') return;
  await declare(setting, setting.cast.dean, stage.id, at);
  await vote(setting, setting.cast.dean, stage.id, at, 'approve', 'I confirm the amount; the academic judgement is the faculty’s.');
  await closeIf(setting, versionId, 'dean', at, {});
}

/** Does it in the department's stage; once the votes have closed that, there is nothing left to do. */
async function inDepartment(setting: Setting, versionId: string, run: (stageId: string) => Promise<void>): Promise<void> {
  const stage = await openStageOf(setting, versionId);
  if (stage?.kind === 'department') await run(stage.id);
}

async function closeIf(setting: Setting, versionId: string, kind: string, at: string, ending: Parameters<typeof close>[3]): Promise<void> {
  const stage = await openStageOf(setting, versionId);
  if (stage?.kind === kind) await close(setting, versionId, at, ending);
}
