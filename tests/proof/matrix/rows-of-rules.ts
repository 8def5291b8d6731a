import { randomUUID } from 'node:crypto';
import type { Permission } from '@/lib/access/permission';
import refusals from '@/messages/en/refusals.json';
import {
  action,
  bothOf,
  decide,
  type Expected,
  type Need,
  nothing,
  page,
  type Party,
  route,
  type Row,
  seenAs,
} from './row';
import type { RuleThing, StageThing, Tenant, Thing } from './tenant-shape';
import { seesVotes } from './visibility';
import type { Resource } from '@/lib/access/resource';

const rules = bothOf((tenant) => tenant.rules);
const file = 'app/(registrar)/registrar/rules/actions.ts';
const many = 'app/(registrar)/registrar/rules/many/actions.ts';
const nowhere = '00000000-0000-4000-8000-000000000001';
const needs = (permission: Permission) => (rule: RuleThing) => [[permission, rule.facts]] as const;

const move = (
  name: string,
  permission: Permission | ((rule: RuleThing) => Permission),
  more: (rule: RuleThing) => Record<string, string> = () => ({}),
): Row =>
  action<RuleThing>(`${file}#${name}`, {
    things: rules,
    needs: (rule) => [[typeof permission === 'function' ? permission(rule) : permission, rule.facts]],
    fields: (rule, { isAllowed }) => ({
      ruleVersionId: rule.id,
      expectedVersion: seenAs(rule, isAllowed),
      ...more(rule),
    }),
  });
const because = () => ({ reason: 'Because the matrix asks.' });
const publishing = (rule: RuleThing): Permission =>
  rule.facts.importedById ? 'rule.publishImported' : 'rule.publish';

const content = (rule: RuleThing) => ({
  title: 'Another title',
  departmentId: '',
  'definition.premise.branches.0.mc': rule.microCredentialId,
  'definition.outcomes.0.lines.0.kind': 'course',
  'definition.outcomes.0.lines.0.target': rule.courseCode,
  'definition.outcomes.0.lines.0.amount': '5',
  'basis.kind': 'ownReview',
  publicNote: '',
  internalNote: '',
});

const stillOpen = [
  'draft',
  'returned',
  'submitted',
  'in_department',
  'in_committee',
  'in_dean',
  'conditionally_approved',
];

export const rowsOfRules: Row[] = [
  page('/registrar', { needs: () => [['rule.list']] }),
  page('/registrar/changes', { needs: () => [['rule.list']] }),
  page('/registrar/health', { needs: () => [['rule.list']] }),
  page('/registrar/health/drift', { needs: () => [['rule.list']] }),
  // What was looked at already: allowed calls are refused for that, after authorization.
  action<Thing & { facts: Resource }>('app/(registrar)/registrar/changes/actions.ts#followChangeAction', {
    things: bothOf((tenant) => tenant.notices),
    needs: ({ facts }) => [['rule.followChange', facts]],
    fields: ({ id }) => ({ noticeId: id }),
  }),
  page('/registrar/rules', { needs: () => [['rule.list']], shows: () => ['Mapping '] }),
  page('/registrar/rules/effect', {
    needs: () => [['rule.list']],
    at: () => '/registrar/rules/effect?state=approved',
  }),
  page('/registrar/rules/many', {
    needs: () => [['rule.changeDepartment']],
    at: () => '/registrar/rules/many?act=department',
  }),
  page('/registrar/rules/new', {
    needs: () => [['rule.draft']],
    things: (world) =>
      world.map(({ id, microCredential }) => ({
        tenantId: id,
        label: microCredential.title,
        ...microCredential,
      })),
    // The catalog is everybody's: a certificate that another institution listed can be mapped like one's own.
    expect: (party) => startsHere(party),
    at: ({ id }) => `/registrar/rules/new?certificate=${id}`,
    shows: ({ title }) => [title],
  }),
  page('/registrar/rules/[ruleId]', {
    things: rules,
    needs: needs('rule.view'),
    at: ({ id }) => `/registrar/rules/${id}`,
    shows: ({ title }) => [title],
  }),
  page('/registrar/rules/[ruleId]/effect', {
    things: rules,
    needs: needs('rule.view'),
    at: ({ id }) => `/registrar/rules/${id}/effect`,
    shows: ({ title }) => [title],
  }),
  page('/registrar/rules/[ruleId]/history', {
    things: rules,
    needs: needs('rule.view'),
    at: ({ id }) => `/registrar/rules/${id}/history`,
    shows: ({ title }) => [title],
    secrets: (rule, party) =>
      (party.tenant?.stages ?? []).flatMap((stage) =>
        stage.ruleVersionId === rule.id && stage.pastVote
          ? [{ text: stage.pastVote, visible: seesVotes(party, stage) }]
          : [],
      ),
  }),
  page<RuleThing>('/audit/decisions/[ruleVersionId]', {
    things: rules,
    needs: () => [['provenance.view']],
    order: 'authorize',
    at: ({ id }) => `/audit/decisions/${id}`,
    shows: ({ title }) => [title],
    secrets: (rule, party) =>
      (party.tenant?.stages ?? []).flatMap((stage) =>
        stage.ruleVersionId === rule.id && stage.pastVote
          ? [{ text: stage.pastVote, visible: seesVotes(party, stage) }]
          : [],
      ),
  }),
  page<StageThing>('/registrar/rules/[ruleId]/text/[stageId]', {
    things: bothOf((tenant) => tenant.stages),
    needs: (stage) => [['rule.view', stage.facts]],
    at: ({ id, ruleVersionId }) => `/registrar/rules/${ruleVersionId}/text/${id}`,
    shows: ({ title }) => [title],
    secrets: (stage) => [{ text: stage.secret, visible: false }],
  }),
  route('/registrar/rules/[ruleId]/evidence/[evidenceId]', {
    things: rules,
    needs: needs('rule.view'),
    at: ({ id, evidenceId }) => `/registrar/rules/${id}/evidence/${evidenceId}`,
    shows: (_, party) => [`Content ${party.tenant?.canary ?? ''}`],
  }),
  route('/registrar/rules/[ruleId]/try', {
    things: rules,
    needs: needs('rule.view'),
    at: ({ id }) => `/registrar/rules/${id}/try`,
    form: (rule) => ({ ruleVersionId: rule.id, expectedVersion: '1', ...content(rule) }),
  }),
  route('/registrar/rules/export', {
    needs: () => [['rule.list'], ['file.export']],
    writes: true,
    at: () => '/registrar/rules/export?as=csv',
    shows: () => ['Mapping '],
  }),
  route('/registrar/rules/certificates', {
    needs: () => [['rule.draft']],
    at: () => '/registrar/rules/certificates?words=certificate',
  }),
  action<RuleThing>(`${file}#draftRuleAction`, {
    things: (world) => world.flatMap(({ rules: [first] }) => first ?? []),
    expect: (party) => startsHere(party),
    // A precedent that is none is looked for, and not found, after authorization.
    passed: ['rule/not-found'],
    fields: ({ microCredentialId, evidenceId }, { isAllowed }) => ({
      microCredentialId,
      title: 'A new mapping',
      start: isAllowed ? 'precedent' : 'blank',
      precedentId: isAllowed ? evidenceId : '',
    }),
  }),
  action<RuleThing>(`${file}#reviseRuleAction`, {
    things: rules,
    needs: needs('rule.revise'),
    fields: (rule, { isAllowed }) => ({
      ruleVersionId: rule.id,
      expectedVersion: seenAs(rule, isAllowed),
      ...content(rule),
    }),
  }),
  action<RuleThing>(`${file}#attachEvidenceAction`, {
    things: rules,
    needs: needs('rule.attachEvidence'),
    writes: (_, rule) => stillOpen.includes(rule.status),
    fields: (rule) => ({
      ruleVersionId: rule.id,
      kind: 'other',
      title: 'More to read',
      url: 'https://example.test/more',
    }),
  }),
  move('submitRuleAction', 'rule.submit'),
  move('routeRuleAction', 'rule.route'),
  move('withdrawRuleAction', 'rule.withdraw', because),
  move('pullBackRuleAction', 'rule.pullBack'),
  move('publishRuleAction', publishing),
  move('suspendRuleAction', 'rule.suspend', because),
  move('resumeRuleAction', 'rule.resume', because),
  move('revokeRuleAction', 'rule.revoke', because),
  move('startNewVersionAction', 'rule.startNewVersion'),
  atOnce('publishRulesAction', (rule) => [[publishing(rule), rule.facts]]),
  atOnce('suspendRulesAction', needs('rule.suspend'), because()),
  atOnce('resumeRulesAction', needs('rule.resume'), because()),
  // To where none of them can go, and on a day that is over: after authorization each is refused.
  atOnce('changeDepartmentsAction', needs('rule.changeDepartment'), { departmentId: nowhere }, many),
  atOnce('changeReviewDaysAction', needs('rule.changeReviewDay'), { day: '2001-01-01', ...because() }, many),
  atOnce('pullBackRulesAction', needs('rule.pullBack'), {}, many),
  atOnce('withdrawRulesAction', needs('rule.withdraw'), because(), many),
  atOnce(
    'supersedeRulesAction',
    needs('rule.startNewVersion'),
    { 'change.what': 'course', 'change.from': 'A', 'change.to': 'B', day: '2099-01-01', ...because() },
    many,
  ),
  action('app/(registrar)/registrar/rules/views/actions.ts#saveViewAction', {
    needs: () => [['ruleView.save']],
    writes: true,
    fields: () => ({ name: `View ${randomUUID()}`, address: 'state=force' }),
  }),
  action<Tenant['views'][number]>('app/(registrar)/registrar/rules/views/actions.ts#deleteViewAction', {
    things: bothOf(({ views }) => views),
    // What somebody keeps to themselves is there for nobody else.
    expect: (party, view) => {
      const isOwn = party.actor.kind === 'staff' && party.actor.personId === view.facts.personId;
      const seen = view.isShared || isOwn ? view : { ...view, tenantId: '' };
      return decide(party, seen, [['ruleView.delete', view.facts]], 'load');
    },
    // Whoever comes second finds it gone.
    passed: ['view/not-found'],
    writes: true,
    fields: ({ id }) => ({ viewId: id }),
  }),
  // None of them is due: after authorization each is refused.
  atOnce('reaffirmRulesAction', needs('rule.reaffirm'), { grounds: 'Seen.', conflict: 'none' }, many),
  action<RuleThing>('app/(faculty)/faculty/cases/actions.ts#settleConditionsAction', {
    things: rules,
    needs: needs('rule.settleConditions'),
    fields: (rule, { isAllowed }) => ({
      ruleVersionId: rule.id,
      expectedVersion: seenAs(rule, isAllowed),
      met: 'met',
      reason: 'Seen.',
    }),
  }),
];

/** The same act on many answers in words for each of them; which refusal it was is told by its words. */
function atOnce(
  name: string,
  needed: (rule: RuleThing) => readonly Need[],
  more: object = {},
  of = file,
): Row {
  return {
    ...action<RuleThing>(`${of}#${name}`, {
      things: rules,
      needs: needed,
      fields: (rule, { isAllowed }) => ({ 'chosen[]': [`${rule.id}:${seenAs(rule, isAllowed)}`], ...more }),
    }),
    judge: (reply, { expected }) => {
      if (reply.reason !== 'form/none-done' || expected.allowed) return reply;
      const key = (expected.reason === '' ? 'rule/not-found' : expected.reason).replace(/[/.]/g, '-');
      const isSo = [key, 'rule-not-found'].some((one) => {
        const words = Object.entries(refusals.reason).find(([name]) => name === one)?.[1];
        return words !== undefined && reply.body.includes(words);
      });
      return isSo ? { ...reply, code: expected.code, reason: expected.reason } : reply;
    },
  };
}

function startsHere(party: Party): Expected {
  return decide(party, nothing, [['rule.draft']], 'authorize');
}
