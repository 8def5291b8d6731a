import { changedCopy } from '../support/changed-copy';

/** Lines of the policy whose loss in the built product the matrix must notice, each with an endpoint that asks it. */
export const linesInBuild: readonly { permission: string; endpoint: string }[] = [
  {
    permission: 'rule.publish',
    endpoint: 'action app/(registrar)/registrar/rules/actions.ts#publishRuleAction',
  },
  {
    permission: 'rule.withdraw',
    endpoint: 'action app/(registrar)/registrar/rules/actions.ts#withdrawRuleAction',
  },
  { permission: 'rule.draft', endpoint: 'page /registrar/rules/new' },
  { permission: 'review.castVote', endpoint: 'action app/(faculty)/faculty/cases/actions.ts#castVoteAction' },
  {
    permission: 'review.closeStage',
    endpoint: 'action app/(faculty)/faculty/cases/actions.ts#closeStageAction',
  },
  { permission: 'review.view', endpoint: 'page /faculty/cases/[caseId]' },
  { permission: 'person.list', endpoint: 'page /administration/people' },
  {
    permission: 'person.save',
    endpoint: 'action app/(administration)/administration/people/actions.ts#savePersonAction',
  },
  {
    permission: 'policy.adopt',
    endpoint: 'action app/(administration)/administration/policy/actions.ts#adoptPolicyAction',
  },
  { permission: 'import.list', endpoint: 'route /registrar/imports/[batchId]/rejects' },
  { permission: 'audit.export', endpoint: 'route /audit/export' },
];

/** Copies the built product and empties that line of the policy in it. Returns the program to start. @refuses when the line is not found */
export function plantInCopy(folder: string, permission: string): string {
  const line = new RegExp(
    `"${permission.replace('.', '\\.')}":\\[.*?\\](?=,"[a-zA-Z]+\\.[a-zA-Z]+":|\\})`,
    'g',
  );
  return changedCopy(folder, line, `"${permission}":[]`);
}
