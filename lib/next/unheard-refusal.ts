import 'server-only';
import { headers } from 'next/headers';
import type { RefusalCode } from '@/lib/kernel/refusal';

/**
 * Refusals whose form is likely gone from the page that answers them: who asked may not, or the thing has moved on. A form sent without
 * script is answered by a page made anew, and only a form that is still on it can say what became of it.
 */
const leavesNoForm: readonly RefusalCode[] = ['forbidden', 'not_found', 'invalid_transition'];

/** What waits for the page of the same request. On the process, since actions and pages may each load this module. */
const shared = globalThis as { crosswalkUnheard?: Map<string, string> };
const waiting = (shared.crosswalkUnheard ??= new Map<string, string>());
/** A page that is never made takes nothing away. */
const most = 100;

/** Keeps the sentence of a refusal for the page that answers a form sent without script. */
export async function keepUnheard(code: RefusalCode, sentence: string): Promise<void> {
  const head = await headers();
  const requestId = head.get('x-request-id');
  if (requestId === null || head.get('next-action') !== null || !leavesNoForm.includes(code)) return;
  for (const oldest of [...waiting.keys()].slice(0, Math.max(0, waiting.size - most + 1)))
    waiting.delete(oldest);
  waiting.set(requestId, sentence);
}

/** The sentence that waits for this page, once. */
export async function takeUnheard(): Promise<string | null> {
  const requestId = (await headers()).get('x-request-id') ?? '';
  const sentence = waiting.get(requestId) ?? null;
  waiting.delete(requestId);
  return sentence;
}
