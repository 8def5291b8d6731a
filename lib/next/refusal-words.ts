import { getTranslations } from 'next-intl/server';
import * as z from 'zod';
import type { Refusal, RefusalCode } from '@/lib/kernel/refusal';

/** Code → HTTP status: the one table. @source RFC 9110; 507: RFC 4918 */
export const statusOf: Record<RefusalCode, number> = {
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  invalid_input: 422,
  conflict: 409,
  invalid_transition: 409,
  rule_violation: 422,
  rate_limited: 429,
  no_room: 507,
};

/** The sentence a person reads for a refusal: the reason's own words where there are some, else the code's; and what was not kept. */
export async function refusalSentence(refusal: Refusal): Promise<string> {
  // Reasons come from many modules; the ones without words of their own fall back to the code's sentence.
  const say = (await getTranslations('refusals')) as unknown as (key: string) => string;
  const why = (await wordsOf(refusal.reason)) ?? say(`code.${refusal.code}`);
  return Unsaved.safeParse(refusal.details).success ? `${why} ${say('unsaved')}` : why;
}

/** What was sent to be kept as well, and was not. */
const Unsaved = z.looseObject({ isUnsaved: z.literal(true) });

/** Field name → what is wrong with it; of several problems the first, which the others often only follow from. */
export function firstReasons(issues: readonly z.core.$ZodIssue[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const issue of issues) found[issue.path.join('.')] ??= reasonOf(issue);
  return found;
}

/** What is wrong with a field: the reason that its schema names, or else what kind of thing does not fit. */
function reasonOf(issue: z.core.$ZodIssue): string {
  if (isReason(issue.message)) return issue.message;
  if (issue.code === 'too_big') {
    if (issue.origin === 'string') return `field/too-long ${issue.maximum}`;
    return `${issue.origin === 'array' ? 'field/too-many' : 'field/at-most'} ${issue.maximum}`;
  }
  if (issue.code === 'too_small') {
    if (issue.origin === 'string')
      return issue.minimum === 1 ? 'field/empty' : `field/too-short ${issue.minimum}`;
    return issue.origin === 'array' ? 'field/choose' : `field/at-least ${issue.minimum}`;
  }
  // Boxes that are all empty send nothing.
  if (issue.code === 'invalid_type' && issue.expected === 'array') return 'field/choose';
  return issue.code === 'invalid_value' ? 'field/choose' : 'field/not-valid';
}

/** The sentence beside a field: the words of a reason, with its values behind it (`amount/grouped`, `field/at-least 3`), or the message where it is a sentence itself. */
export async function problemSentence(message: string): Promise<string> {
  return (await wordsOf(message)) ?? message;
}

/** The sentences beside the fields of a form. */
export async function problemSentences(
  reasons: Readonly<Record<string, string>>,
): Promise<Record<string, string>> {
  return Object.fromEntries(
    await Promise.all(
      Object.entries(reasons).map(async ([field, reason]) => [field, await problemSentence(reason)]),
    ),
  ) as Record<string, string>;
}

/** What is said when something is our fault; the number finds it in the log. */
export async function unexpectedSentence(requestId: string): Promise<string> {
  return (await getTranslations('refusals'))('unexpected', { requestId });
}

async function wordsOf(reason: string): Promise<string | null> {
  const [name = '', ...values] = reason.split(' ');
  if (!isReason(reason)) return null;
  const t = await getTranslations('refusals');
  const key = `reason.${name.replaceAll('/', '-')}`;
  const has = t.has as (key: string) => boolean;
  const say = t as unknown as (key: string, values: object) => string;
  return has(key) ? say(key, Object.fromEntries(values.entries())) : null;
}

function isReason(text: string): boolean {
  return /^[a-z]+(\/[a-z-]+)+( \S+)*$/.test(text);
}
