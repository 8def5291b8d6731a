'use server';

import { defineAction } from '@/lib/next/define-action';
import { AttachEvidence, attachEvidence } from '@/lib/usecases/rule/attach-evidence';
import { DraftRule, draftRule } from '@/lib/usecases/rule/draft-rule';
import { PublishRule, publishRule } from '@/lib/usecases/rule/publish-rule';
import { pullBackRule } from '@/lib/usecases/rule/pull-back-rule';
import { ResumeRule, resumeRule } from '@/lib/usecases/rule/resume-rule';
import { ReviseRuleForm } from '@/lib/usecases/rule/revise-rule';
import { revokeRule } from '@/lib/usecases/rule/revoke-rule';
import {
  ChosenRulesToPublish,
  ChosenRulesWithReason,
  publishRules,
  resumeRules,
  suspendRules,
} from '@/lib/usecases/rule/rules-at-once';
import { RouteRule, routeRule } from '@/lib/usecases/rule/route-rule';
import { startNewVersion } from '@/lib/usecases/rule/start-new-version';
import { MoveRule, MoveRuleWithReason, saveOrHandIn, submitRule } from '@/lib/usecases/rule/submit-rule';
import { suspendRule } from '@/lib/usecases/rule/suspend-rule';
import { withdrawRule } from '@/lib/usecases/rule/withdraw-rule';
import { reportMoved } from './report-moved';

const pageOf = ({ id }: { id: string }) => `/registrar/rules/${id}`;
export const draftRuleAction = defineAction({ input: DraftRule, run: draftRule, next: pageOf });
export const reviseRuleAction = defineAction({
  input: ReviseRuleForm,
  run: saveOrHandIn,
  done: (_, { handsIn }) => (handsIn ? 'ruleSubmitted' : 'ruleRevised'),
});
export const attachEvidenceAction = defineAction({
  input: AttachEvidence,
  run: attachEvidence,
  done: 'evidenceAttached',
});
export const submitRuleAction = defineAction({ input: MoveRule, run: submitRule, done: 'ruleSubmitted' });
export const routeRuleAction = defineAction({ input: RouteRule, run: routeRule, done: 'ruleRouted' });
export const withdrawRuleAction = defineAction({
  input: MoveRuleWithReason,
  run: withdrawRule,
  done: 'ruleWithdrawn',
});
export const pullBackRuleAction = defineAction({ input: MoveRule, run: pullBackRule, done: 'rulePulled' });
export const publishRuleAction = defineAction({
  input: PublishRule,
  run: publishRule,
  done: (_, { firstDay }) => (firstDay ? 'rulePublishedAhead' : 'rulePublished'),
});
export const publishRulesAction = defineAction({
  input: ChosenRulesToPublish,
  run: publishRules,
  report: reportMoved('rulesPublished'),
});
export const suspendRulesAction = defineAction({
  input: ChosenRulesWithReason,
  run: suspendRules,
  report: reportMoved('rulesSuspended'),
});
export const resumeRulesAction = defineAction({
  input: ChosenRulesWithReason,
  run: resumeRules,
  report: reportMoved('rulesResumed'),
});
export const suspendRuleAction = defineAction({
  input: MoveRuleWithReason,
  run: suspendRule,
  done: 'ruleSuspended',
});
export const resumeRuleAction = defineAction({
  input: ResumeRule,
  run: resumeRule,
  done: 'ruleResumed',
});
export const revokeRuleAction = defineAction({
  input: MoveRuleWithReason,
  run: revokeRule,
  done: 'ruleRevoked',
});
export const startNewVersionAction = defineAction({ input: MoveRule, run: startNewVersion, next: pageOf });
