/** Everything anybody can be allowed to do. One name per verb, the same as the use case and the audit action. */
export const permissions = [
  'account.signIn',
  'account.view',
  'account.endSessions',
  'account.chooseInstitution',
  'catalog.search',
  'catalog.view',
  'credit.estimate',
  'microCredential.save',
  'recommendation.save',
  'rule.list',
  'rule.view',
  'rule.draft',
  'rule.revise',
  'rule.attachEvidence',
  'rule.submit',
  'rule.withdraw',
  'rule.route',
  'rule.settleConditions',
  'rule.publish',
  'rule.publishImported',
  'rule.suspend',
  'rule.resume',
  'rule.revoke',
  'rule.startNewVersion',
  'rule.followChange',
  'review.list',
  'review.view',
  'review.assign',
  'review.unassign',
  'review.nameChair',
  'review.declareConflict',
  'review.markCoverage',
  'review.scoreRubric',
  'review.castVote',
  'review.reveal',
  'review.askForMore',
  'review.answer',
  'review.closeStage',
  'institution.view',
  'institution.save',
  'person.list',
  'person.save',
  'person.suspend',
  'role.give',
  'role.end',
  'department.save',
  'course.save',
  'program.save',
  'policy.list',
  'policy.draft',
  'policy.adopt',
  'import.list',
  'import.check',
  'import.apply',
  'audit.list',
  'audit.export',
  'audit.erase',
] as const;
export type Permission = (typeof permissions)[number];

/** What everybody may do, signed in or not; lib/access/can.ts is checked against it. */
export const publicPermissions = [
  'account.signIn',
  'account.view',
  'account.endSessions',
  'account.chooseInstitution',
  'catalog.search',
  'catalog.view',
  'credit.estimate',
] as const satisfies readonly Permission[];
export type PublicPermission = (typeof publicPermissions)[number];

/** What leaves no entry in the trail of an institution: it only reads, concerns an account alone, or is part of another act. */
const unrecorded = [
  'account.signIn',
  'account.view',
  'account.endSessions',
  'account.chooseInstitution',
  'catalog.search',
  'catalog.view',
  'credit.estimate',
  // Asked of whoever imports such rows; what stands on record is the import.
  'microCredential.save',
  'recommendation.save',
  'rule.list',
  'rule.view',
  'review.list',
  'review.view',
  'institution.view',
  'person.list',
  'policy.list',
  'import.list',
  'audit.list',
] as const satisfies readonly Permission[];

/** What leaves an entry in the trail; nothing else can be recorded. */
export type RecordedAct = Exclude<Permission, (typeof unrecorded)[number]>;
/** The same as a list: what the trail can be filtered by. */
export const recordedActs = permissions.filter(
  (name): name is RecordedAct => !(unrecorded as readonly Permission[]).includes(name),
);
