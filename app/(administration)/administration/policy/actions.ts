'use server';

import { defineAction } from '@/lib/next/define-action';
import { AdoptPolicy, adoptPolicy } from '@/lib/usecases/policy/adopt-policy';
import { DraftPolicy, draftPolicy, RevisePolicy, revisePolicy } from '@/lib/usecases/policy/draft-policy';

export const draftPolicyAction = defineAction({
  input: DraftPolicy,
  run: draftPolicy,
  next: ({ id }) => `/administration/policy/${id}`,
});
export const revisePolicyAction = defineAction({
  input: RevisePolicy,
  run: revisePolicy,
  done: 'policySaved',
});
export const adoptPolicyAction = defineAction({
  input: AdoptPolicy,
  run: adoptPolicy,
  done: 'policyAdopted',
});
