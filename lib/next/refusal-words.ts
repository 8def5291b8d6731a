import { getTranslations } from 'next-intl/server';
import type { Refusal, RefusalCode } from '@/lib/kernel/refusal';

/** Code → HTTP status: the one table. @source RFC 9110 */
export const statusOf: Record<RefusalCode, number> = {
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  invalid_input: 422,
  conflict: 409,
  invalid_transition: 409,
  rule_violation: 422,
  rate_limited: 429,
};

/** The sentence a person reads for a refusal: the reason's own words where there are some, else the code's. */
export async function refusalSentence(refusal: Refusal): Promise<string> {
  const t = await getTranslations('refusals');
  const key = `reason.${refusal.reason.replaceAll('/', '-')}`;
  // Reasons come from many modules; the ones without words of their own fall back to the code's sentence.
  const has = t.has as (key: string) => boolean;
  const say = t as unknown as (key: string) => string;
  return has(key) ? say(key) : say(`code.${refusal.code}`);
}
