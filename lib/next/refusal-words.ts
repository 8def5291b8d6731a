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
  // Reasons come from many modules; the ones without words of their own fall back to the code's sentence.
  const say = (await getTranslations('refusals')) as unknown as (key: string) => string;
  return (await wordsOf(refusal.reason)) ?? say(`code.${refusal.code}`);
}

/** The sentence beside a field: the words of a reason (`amount/grouped`), or the message where it is a sentence itself. */
export async function problemSentence(message: string): Promise<string> {
  return (await wordsOf(message)) ?? message;
}

async function wordsOf(reason: string): Promise<string | null> {
  const t = await getTranslations('refusals');
  const key = `reason.${reason.replaceAll('/', '-')}`;
  const has = t.has as (key: string) => boolean;
  const say = t as unknown as (key: string) => string;
  return /^[a-z]+(\/[a-z-]+)+$/.test(reason) && has(key) ? say(key) : null;
}
