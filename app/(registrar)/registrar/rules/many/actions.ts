'use server';

import { defineAction } from '@/lib/next/define-action';
import {
  changeDepartments,
  changeReviewDays,
  ChosenRulesWithDepartment,
  ChosenRulesWithReviewDay,
} from '@/lib/usecases/rule/rules-at-once';
import { ReaffirmRules, reaffirmRules } from '@/lib/usecases/rule/reaffirm-rules';
import { reportMoved } from '../report-moved';

export const changeDepartmentsAction = defineAction({
  input: ChosenRulesWithDepartment,
  run: changeDepartments,
  report: reportMoved('departmentsChanged'),
});
export const changeReviewDaysAction = defineAction({
  input: ChosenRulesWithReviewDay,
  run: changeReviewDays,
  report: reportMoved('reviewDaysChanged'),
});
export const reaffirmRulesAction = defineAction({
  input: ReaffirmRules,
  run: reaffirmRules,
  report: reportMoved('rulesReaffirmed'),
});
