'use server';

import { defineAction } from '@/lib/next/define-action';
import {
  DescribeOrganization,
  describeOrganization,
} from '@/lib/usecases/organization/describe-organization';

export const describeOrganizationAction = defineAction({
  input: DescribeOrganization,
  run: describeOrganization,
});
