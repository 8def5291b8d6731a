'use server';

import { defineAction } from '@/lib/next/define-action';
import { FollowChange, followChange } from '@/lib/usecases/rule/follow-change';

export const followChangeAction = defineAction({
  input: FollowChange,
  run: followChange,
  done: 'changeFollowed',
});
