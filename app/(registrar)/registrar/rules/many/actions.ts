'use server';

import { defineAction } from '@/lib/next/define-action';
import {
  changeDepartments,
  changeReviewDays,
  ChosenRules,
  ChosenRulesToSupersede,
  ChosenRulesWithDepartment,
  ChosenRulesWithReason,
  ChosenRulesWithReviewDay,
  pullBackRules,
  supersedeRules,
  withdrawRules,
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
export const supersedeRulesAction = defineAction({
  input: ChosenRulesToSupersede,
  run: supersedeRules,
  report: reportMoved('rulesSuperseded'),
});
export const pullBackRulesAction = defineAction({
  input: ChosenRules,
  run: pullBackRules,
  report: reportMoved('rulesPulledBack'),
});
export const withdrawRulesAction = defineAction({
  input: ChosenRulesWithReason,
  run: withdrawRules,
  report: reportMoved('rulesWithdrawn'),
});
