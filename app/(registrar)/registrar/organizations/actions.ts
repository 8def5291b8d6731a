'use server';

import { defineAction } from '@/lib/next/define-action';
import {
  claimOrganization,
  ClaimOrganization,
  unclaimOrganization,
} from '@/lib/usecases/organization/claim-organization';
import {
  DescribeOrganization,
  describeOrganization,
} from '@/lib/usecases/organization/describe-organization';
import { MergeOrganization, mergeOrganization } from '@/lib/usecases/organization/merge-organization';
import { PartOrganization, partOrganization } from '@/lib/usecases/organization/part-organization';

export const describeOrganizationAction = defineAction({
  input: DescribeOrganization,
  run: describeOrganization,
});
export const mergeOrganizationAction = defineAction({
  input: MergeOrganization,
  run: mergeOrganization,
  next: ({ id }) => `/registrar/organizations/${id}/merge`,
});
export const partOrganizationAction = defineAction({
  input: PartOrganization,
  run: partOrganization,
  next: ({ id }) => `/registrar/organizations/${id}/merge`,
});
export const claimOrganizationAction = defineAction({
  input: ClaimOrganization,
  run: claimOrganization,
  next: ({ id }) => `/registrar/organizations/${id}`,
});
export const unclaimOrganizationAction = defineAction({
  input: ClaimOrganization,
  run: unclaimOrganization,
  next: ({ id }) => `/registrar/organizations/${id}`,
});
