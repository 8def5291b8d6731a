import { NextResponse } from 'next/server';
import { refuse } from '@/lib/kernel/refusal';
import { defineRoute } from '@/lib/next/define-route';
import { formInput, readForm } from '@/lib/next/form-input';
import { ReviseRuleForm } from '@/lib/usecases/rule/revise-rule';
import { tryRule } from '@/lib/usecases/rule/try-rule';

/** The editor's live checks: what is entered, not saved, through the linter and the engine. Changes nothing. */
export const POST = defineRoute<{ ruleId: string }>(async (ctx, request, { ruleId }) => {
  const parsed = ReviseRuleForm.safeParse(formInput(await readForm(request)));
  if (!parsed.success) refuse('invalid_input', 'form/invalid');
  const { definition, basis, publicNote } = parsed.data.draft;
  const trial = await tryRule(ctx, { ruleVersionId: ruleId, definition, basis, publicNote });
  return NextResponse.json({ definition, ...trial }, { headers: { 'cache-control': 'no-store' } });
});
