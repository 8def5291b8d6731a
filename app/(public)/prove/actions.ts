'use server';

import { defineAction } from '@/lib/next/define-action';
import { CheckForm, checkAndTell } from './check-and-tell';

export const checkBadgeAction = defineAction({
  input: CheckForm,
  run: checkAndTell,
  done: 'badgeChecked',
  refills: true,
});
