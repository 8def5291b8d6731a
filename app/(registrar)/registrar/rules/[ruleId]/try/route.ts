import { NextResponse } from 'next/server';
import { defineRoute } from '@/lib/next/define-route';
import { formInput, readForm } from '@/lib/next/form-input';
import { ReviseRuleForm } from '@/lib/usecases/rule/revise-rule';
import { tryRule } from '@/lib/usecases/rule/try-rule';

/**
 * The editor's live checks: what is entered, not saved, through the linter and the engine. Changes nothing. A form that is still being
 * filled in is no fault: it gets no content, where a refusal would stand as an error in the console of everybody who types.
 */
export const POST = defineRoute<{ ruleId: string }>(async (ctx, request, { ruleId }) => {
  const parsed = ReviseRuleForm.safeParse(formInput(await readForm(request)));
  if (!parsed.success) return new NextResponse(null, { status: 204 });
  const { definition, basis, publicNote } = parsed.data.draft;
  const trial = await tryRule(ctx, { ruleVersionId: ruleId, definition, basis, publicNote });
  return NextResponse.json({ definition, ...trial }, { headers: { 'cache-control': 'no-store' } });
});
