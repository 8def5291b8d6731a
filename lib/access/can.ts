import { isAuthorOf } from '@/lib/kernel/authors';
import type { Actor, Role, StaffMember, StandIn } from './actor';
import { holds, recordsOf } from './actor';
import { seatRoles } from './stage-roles';
import type { Permission, PublicPermission, StudentPermission } from './permission';
import type { DenyReason, Resource, Verdict } from './resource';

type Check = (actor: StaffMember, resource: Resource) => DenyReason | null;

const anybody = 'anybody';
/** The student alone whose claim it is. */
const claimant = 'claimant';

const role =
  (...roles: Role[]): Check =>
  (actor, resource) =>
    holds(actor, roles, resource.departmentId)
      ? null
      : holds(actor, roles)
        ? 'access/other-department'
        : 'access/role-missing';
const anywhere =
  (...roles: Role[]): Check =>
  (actor) =>
    holds(actor, roles) ? null : 'access/role-missing';
const wrote = (personId: string, { authorId, contributorIds = [] }: Resource): boolean =>
  authorId !== undefined && isAuthorOf({ authorId, contributorIds }, personId);
/**
 * What keeps duties apart looks at every record of the person; what a duty gives belongs to the one at work. Who led the review that said
 * no answers for its text, where nobody else does: a third person publishes it.
 */
const notAuthor: Check = (actor, resource) =>
  !recordsOf(actor).some((id) => wrote(id, resource))
    ? null
    : resource.isReviewsOwn
      ? 'access/led-review'
      : 'access/author';
/** What a review decided is nobody's to change or take back as an author. */
const author: Check = (actor, resource) =>
  wrote(actor.personId, resource) && !resource.isReviewsOwn ? null : 'access/not-author';
/** Somebody has to be able to end what was left behind by a person who has gone. */
const authorOrRegistrar: Check = (actor, resource) =>
  anywhere('registrar')(actor, resource) === null ? null : author(actor, resource);
const assigned: Check = (actor, resource) =>
  resource.assigneeIds?.includes(actor.personId) ? null : 'access/not-assigned';
const notRecused: Check = (actor, resource) =>
  recordsOf(actor).some((id) => resource.recusedIds?.includes(id)) ? 'access/recused' : null;
/** A seat is nothing without the role it was given for. */
const inSeat: Check = (actor, resource) =>
  resource.stageKind === undefined
    ? null
    : role(...seatRoles[resource.stageKind])(
        actor,
        resource.stageKind === 'department' && resource.departmentId
          ? resource
          : { tenantId: resource.tenantId },
      );
const notImporter: Check = (actor, resource) =>
  recordsOf(actor).some((id) => id === resource.importedById) ? 'access/importer' : null;
const notSoleReviewer: Check = (actor, resource) => {
  const voters = resource.voterIds ?? [];
  return voters.length > 0 && voters.every((id) => recordsOf(actor).includes(id))
    ? 'access/sole-reviewer'
    : null;
};
const notOneself: Check = (actor, resource) =>
  recordsOf(actor).some((id) => id === resource.personId) ? 'access/oneself' : null;
const notInvolved: Check = (actor, resource) =>
  recordsOf(actor).some((id) => resource.involvedIds?.includes(id)) ? 'access/involved' : null;
/** What somebody keeps for themselves; of what is shared, somebody has to be able to end what a person left who has gone. */
const ownOrRegistrar: Check = (actor, resource) =>
  resource.personId === actor.personId ? null : anywhere('registrar')(actor, resource);
const own: Check = (actor, resource) => (resource.personId === actor.personId ? null : 'access/not-own');
/** Somebody has to be able to end what a person left who cannot any more. */
const ownOrAdministrator: Check = (actor, resource) =>
  anywhere('administrator')(actor, resource) === null ? null : own(actor, resource);
const proposer: Check = (actor, resource) =>
  actor.personId === resource.proposedById ? null : 'access/not-proposer';
const notProposer: Check = (actor, resource) =>
  recordsOf(actor).some((id) => id === resource.proposedById) ? 'access/proposer' : null;

/** Nobody has a part in deciding what they claim themselves. */
const notClaimant: Check = (actor, resource) =>
  actor.userId === resource.claimantId ||
  recordsOf(actor).some((id) => resource.claimantRecordIds?.includes(id))
    ? 'access/claimant'
    : null;
/** An appeal, and what is decided anew after one, is for somebody who has not decided before. @source docs/domain.md §11.10 */
const notDecider: Check = (actor, resource) =>
  recordsOf(actor).some((id) => resource.deciderIds?.includes(id)) ? 'access/first-decider' : null;

const sitsInReviews = anywhere('reviewer', 'chair', 'committee_member', 'committee_chair', 'dean');
/** Whom a stage can be led by in place of its chair: who can sit in it, or holds an office of any review. */
const canLead: Check = (actor, resource) =>
  sitsInReviews(actor, resource) ??
  (inSeat(actor, resource) && anywhere('chair', 'committee_chair', 'dean')(actor, resource));
const officeOf = ({ stageKind }: Resource): Role =>
  stageKind === 'dean' ? 'dean' : stageKind === 'committee' ? 'committee_chair' : 'chair';
/**
 * In whose place the person leads the stage at hand: not where either has a conflict or wrote what is judged, and not beside a vote of
 * one's own, so that nobody acts in a stage twice. @source docs/domain.md §5.2, "Delegation"
 */
export function standsInAt(actor: StaffMember, resource: Resource): StandIn[] {
  const office = officeOf(resource);
  const { departmentId, recusedIds = [], seatedIds = [] } = resource;
  if (recordsOf(actor).some((id) => seatedIds.includes(id))) return [];
  return (actor.standsInFor ?? []).filter(
    (one) =>
      one.role === office &&
      (one.departmentId === null || !departmentId || one.departmentId === departmentId) &&
      !one.personIds.some((id) => recusedIds.includes(id) || wrote(id, resource)),
  );
}
/** Who leads a stage by an own right: the named chair, while still somebody who can, or whoever holds the office for that kind of stage. */
const chairByRight: Check = (actor, resource) => {
  if (resource.chairId === actor.personId && canLead(actor, resource) === null) return null;
  return role(officeOf(resource))(actor, resource) === null ? null : 'access/not-chair';
};
/** Who leads a stage, or leads it for whoever does. */
const chairOfStage: Check = (actor, resource) =>
  chairByRight(actor, resource) === null || standsInAt(actor, resource).length > 0
    ? null
    : 'access/not-chair';
/** Who leads reviews of a kind by an office, or for whoever holds it: being named to lead one review calls no meeting of all. */
const leadsKind: Check = (actor, { tenantId, stageKind, departmentId = null, recusedIds = [] }) =>
  stageKind === undefined
    ? 'access/not-chair'
    : chairOfStage(actor, { tenantId, stageKind, departmentId, recusedIds });
/** Who speaks or votes in a stage is still in the role of the seat, or leads it: a tie may wait for somebody without a seat. */
const inSeatOrChair: Check = (actor, resource) =>
  chairOfStage(actor, resource) === null ? null : inSeat(actor, resource);
/** Everybody who acts in a stage says first whether there is a conflict: whoever sits in it, and whoever leads it. */
const assignedOrChair: Check = (actor, resource) =>
  assigned(actor, resource) === null ? null : chairOfStage(actor, resource) && 'access/not-assigned';
/** A stage gets another chair from whoever leads it, and from a registrar where nobody does. What was delegated is not passed on. */
const registrarOrChair: Check = (actor, resource) =>
  resource.isLed === false && anywhere('registrar')(actor, resource) === null
    ? null
    : chairByRight(actor, resource);
/** Staff who read deliberations: those at work on rules, and whoever is assigned; a recused reviewer does not. */
const readsDeliberation: Check = (actor, resource) =>
  notRecused(actor, resource) ??
  (assigned(actor, resource) === null
    ? null
    : anywhere('evaluator', 'registrar', 'chair', 'committee_chair', 'dean', 'auditor')(actor, resource));

/** Who settles the conditions of an approval. */
export const settlingRoles: readonly Role[] = ['evaluator', 'committee_chair'];

const staff: Check = () => null;
/** Who keeps what the institution lists in the catalog. */
const listers: readonly Role[] = ['catalog_editor', 'evaluator', 'registrar'];
/** Who decides claims of credit. */
const evaluators: readonly Role[] = ['evaluator', 'registrar'];
/** Who keeps the list of issuers that the institution trusts. */
const issuerKeepers: readonly Role[] = ['registrar', 'administrator'];

/**
 * The whole authorization table: permission → checks that must all hold. Default deny: what is not listed is refused.
 * @source docs/domain.md §4.8 (transitions), §5.1 (roles), docs/authorization.md
 */
const table: Record<PublicPermission, typeof anybody> &
  Record<StudentPermission, typeof claimant> &
  Record<Exclude<Permission, PublicPermission | StudentPermission>, readonly Check[]> = {
  // Acts on one's own session and account only; the use cases take no other person.
  'account.signIn': anybody,
  'account.view': anybody,
  'account.endSessions': anybody,
  'account.chooseInstitution': anybody,
  'catalog.search': anybody,
  'catalog.view': anybody,
  'credit.estimate': anybody,
  'badge.check': anybody,
  'request.make': anybody,
  'request.confirm': anybody,
  'request.leave': anybody,
  // The address says whose calendar it is.
  'calendar.read': anybody,
  'record.read': anybody,
  'request.list': [anywhere(...listers)],
  'request.close': [anywhere(...listers)],
  'microCredential.save': [anywhere('catalog_editor', 'evaluator', 'registrar')],
  'microCredential.merge': [anywhere('catalog_editor', 'registrar')],
  'microCredential.part': [anywhere('catalog_editor', 'registrar')],
  'microCredential.takeOver': [anywhere('catalog_editor', 'registrar')],
  'microCredential.giveBack': [anywhere('catalog_editor', 'registrar')],
  'microCredential.accept': [anywhere('registrar')],
  'microCredential.refuse': [anywhere('registrar')],
  'recommendation.save': [anywhere('catalog_editor', 'evaluator', 'registrar')],
  'organization.describe': [anywhere(...listers)],
  'organization.merge': [anywhere('catalog_editor', 'registrar')],
  'organization.part': [anywhere('catalog_editor', 'registrar')],
  'organization.claim': [anywhere('registrar')],
  'organization.unclaim': [anywhere('registrar')],
  'listing.list': [anywhere(...listers, 'auditor')],
  'listing.view': [anywhere(...listers, 'auditor')],
  'listing.draft': [anywhere(...listers)],
  'listing.revise': [anywhere(...listers)],
  'listing.submit': [anywhere(...listers)],
  'listing.return': [anywhere(...listers), notAuthor],
  'listing.publish': [anywhere(...listers), notAuthor],
  'listing.withdraw': [anywhere(...listers)],
  'rule.list': [staff],
  'rule.view': [staff],
  'rule.draft': [anywhere('evaluator', 'registrar')],
  'rule.revise': [anywhere('evaluator', 'registrar'), author],
  'rule.attachEvidence': [anywhere('evaluator', 'registrar', 'catalog_editor')],
  'rule.submit': [anywhere('evaluator', 'registrar'), author],
  'rule.withdraw': [authorOrRegistrar],
  'rule.pullBack': [anywhere('evaluator', 'registrar'), author],
  'rule.route': [anywhere('evaluator', 'registrar'), notRecused],
  'rule.settleConditions': [anywhere(...settlingRoles), notAuthor, notRecused],
  'rule.publish': [anywhere('registrar'), notAuthor, notRecused, notSoleReviewer],
  'rule.publishImported': [anywhere('registrar'), notAuthor, notImporter],
  'rule.suspend': [anywhere('registrar')],
  'rule.resume': [anywhere('registrar'), notAuthor, notImporter, notRecused, notSoleReviewer],
  'rule.revoke': [anywhere('registrar', 'dean')],
  'rule.startNewVersion': [anywhere('evaluator', 'registrar')],
  'rule.followChange': [role('evaluator', 'registrar', 'chair')],
  'rule.changeDepartment': [anywhere('registrar'), notAuthor],
  'rule.changeReviewDay': [anywhere('registrar'), notAuthor],
  'rule.reaffirm': [role('reviewer', 'chair'), notAuthor, notImporter, notRecused],
  'ruleView.save': [staff],
  'ruleView.delete': [ownOrRegistrar],
  'review.list': [staff],
  'review.view': [readsDeliberation],
  'review.assign': [chairOfStage, notAuthor, notRecused],
  'review.unassign': [chairOfStage, notAuthor, notRecused],
  'review.remind': [chairOfStage, notAuthor, notRecused],
  'review.replace': [chairOfStage, notAuthor, notRecused],
  'review.extend': [chairOfStage, notAuthor, notRecused],
  'absence.state': [staff],
  'absence.withdraw': [own],
  'delegation.give': [anywhere('chair', 'committee_chair', 'dean')],
  'delegation.withdraw': [ownOrAdministrator],
  'review.nameChair': [registrarOrChair, notAuthor, notRecused],
  'review.declareConflict': [assignedOrChair, notAuthor],
  'review.markCoverage': [assigned, notRecused, notAuthor, inSeat],
  'review.scoreRubric': [assigned, notRecused, notAuthor, inSeat],
  'review.castVote': [assigned, notRecused, notAuthor, inSeatOrChair],
  'review.withdrawVote': [assigned, notRecused, notAuthor, inSeat],
  'review.reveal': [chairOfStage, notAuthor, notRecused],
  'review.askForMore': [assigned, notRecused, inSeatOrChair],
  'review.answer': [anywhere('evaluator', 'registrar'), notRecused],
  'review.closeStage': [chairOfStage, notAuthor, notRecused],
  'meeting.view': [staff],
  'meeting.call': [leadsKind],
  'meeting.change': [leadsKind],
  'meeting.cancel': [leadsKind],
  'meeting.setAgenda': [leadsKind, notRecused],
  'calendar.give': [staff],
  'calendar.withdraw': [staff],
  'claim.start': claimant,
  'claim.handIn': claimant,
  'claim.submit': claimant,
  'claim.answer': claimant,
  'claim.withdraw': claimant,
  'claim.answerAward': claimant,
  'claim.appeal': claimant,
  'claim.takeBadge': claimant,
  'claim.viewOwn': claimant,
  // Education records: for those whose work it is, and for who audits it.
  'claim.list': [anywhere(...evaluators, 'auditor')],
  'claim.view': [anywhere(...evaluators, 'auditor')],
  'claim.verify': [anywhere(...evaluators), notClaimant],
  'claim.ask': [anywhere(...evaluators), notClaimant],
  'claim.decide': [anywhere(...evaluators), notClaimant, notDecider],
  'claim.decideAppeal': [anywhere(...evaluators), notClaimant, notDecider],
  'claim.release': [anywhere('registrar'), notClaimant],
  'claim.reverse': [anywhere('registrar'), notClaimant, notDecider],
  'posting.view': [anywhere('registrar', 'auditor')],
  'posting.make': [anywhere('registrar')],
  'posting.download': [anywhere('registrar')],
  'posting.acknowledge': [anywhere('registrar')],
  'posting.settleLine': [anywhere('registrar')],
  'posting.numberStudents': [anywhere('registrar')],
  // Counts of reviews, no person's votes; who leads has to see where it stands.
  'figures.view': [anywhere('dean', 'registrar', 'administrator', 'auditor')],
  'institution.view': [staff],
  'institution.save': [anywhere('administrator')],
  'person.list': [anywhere('administrator', 'registrar', 'auditor')],
  'person.save': [anywhere('administrator')],
  'person.suspend': [anywhere('administrator'), notOneself],
  'role.give': [anywhere('administrator'), notOneself],
  'role.propose': [anywhere('administrator'), notOneself],
  'role.confirm': [anywhere('administrator'), notInvolved],
  'role.decline': [anywhere('administrator'), notProposer],
  'role.withdraw': [anywhere('administrator'), proposer],
  'role.end': [anywhere('administrator')],
  'issuer.list': [staff],
  'issuer.propose': [anywhere(...issuerKeepers)],
  'issuer.confirm': [anywhere(...issuerKeepers), notProposer],
  'issuer.decline': [anywhere(...issuerKeepers)],
  'issuer.end': [anywhere(...issuerKeepers)],
  'record.viewKeys': [staff],
  // A key speaks for the institution as a whole.
  'record.changeKey': [anywhere('administrator')],
  // What is signed was decided before; nothing of it can be chosen.
  'record.sign': [anywhere(...issuerKeepers)],
  'department.save': [anywhere('administrator', 'registrar')],
  'course.save': [anywhere('registrar', 'evaluator')],
  'program.save': [anywhere('registrar')],
  'policy.list': [staff],
  'policy.draft': [anywhere('registrar', 'administrator')],
  'policy.adopt': [anywhere('registrar', 'administrator'), notAuthor],
  'import.list': [anywhere('registrar', 'evaluator', 'catalog_editor', 'administrator', 'auditor')],
  'import.check': [anywhere('registrar', 'evaluator', 'catalog_editor')],
  'import.apply': [anywhere('registrar', 'evaluator', 'catalog_editor')],
  'import.undo': [anywhere('registrar', 'evaluator', 'catalog_editor')],
  // Beside the permission to read what is in the file: what leaves is on record.
  'file.export': [staff],
  'audit.list': [anywhere('auditor', 'administrator', 'registrar')],
  'audit.export': [anywhere('auditor', 'administrator')],
  'audit.erase': [anywhere('administrator')],
  // What was judged and by whom, as far as the reader may know it.
  'provenance.view': [anywhere('auditor', 'registrar')],
  'accreditation.export': [anywhere('auditor', 'registrar')],
  'setup.view': [anywhere('administrator')],
  // To oneself alone.
  'setup.testMail': [anywhere('administrator')],
};

/** Decides whether an actor may do something to a resource. Reads nothing but its arguments. */
export function can(actor: Actor, permission: Permission, resource: Resource): Verdict {
  const checks = table[permission];
  if (checks === anybody) return { allowed: true };
  if (checks === claimant) {
    if (actor.kind !== 'student') return { allowed: false, reason: 'access/not-student' };
    // What is another student's is not there, as what is another institution's.
    return actor.tenantId === resource.tenantId && actor.studentId === resource.studentId
      ? { allowed: true }
      : { allowed: false, reason: 'access/other-institution' };
  }
  if (actor.kind !== 'staff') return { allowed: false, reason: 'access/sign-in-first' };
  if (resource.tenantId !== actor.tenantId) return { allowed: false, reason: 'access/other-institution' };
  for (const check of checks) {
    const reason = check(actor, resource);
    if (reason) return { allowed: false, reason };
  }
  return { allowed: true };
}
