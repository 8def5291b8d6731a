import 'server-only';
import { headers } from 'next/headers';
import type { ActionState } from './action-state';
import type { RefusalCode } from '@/lib/kernel/refusal';

/**
 * Refusals whose form is likely gone from the page that answers them: who asked may not, or the thing has moved on. A form sent without
 * script is answered by a page made anew, and only a form that is still on it can say what became of it.
 */
const leavesNoForm: readonly RefusalCode[] = ['forbidden', 'not_found', 'invalid_transition', 'conflict'];

/** What a page says in place of a form. */
export interface UnheardAnswer {
  tone: 'done' | 'refused';
  /** Null: it was done, and there are no words of its own for it. */
  sentence: string | null;
  lines: readonly string[];
}

/** What waits for the page of the same request. On the process, since actions and pages may each load this module. */
const shared = globalThis as { crosswalkUnheard?: Map<string, UnheardAnswer> };
const waiting = (shared.crosswalkUnheard ??= new Map<string, UnheardAnswer>());
/** A page that is never made takes nothing away. */
const most = 100;

/** Keeps what a form sent without script was answered with for the page that is made anew; the page shows it where the form is gone. */
export async function keepUnheard(state: ActionState): Promise<void> {
  if (state.status === 'idle' || (state.status === 'refused' && !leavesNoForm.includes(state.code))) return;
  const head = await headers();
  const requestId = head.get('x-request-id');
  if (requestId === null || head.get('next-action') !== null) return;
  for (const oldest of [...waiting.keys()].slice(0, Math.max(0, waiting.size - most + 1)))
    waiting.delete(oldest);
  waiting.set(requestId, {
    tone: state.status,
    sentence: state.message ?? null,
    lines: state.lines ?? [],
  });
}

/** What waits for this page, once. */
export async function takeUnheard(): Promise<UnheardAnswer | null> {
  const requestId = (await headers()).get('x-request-id') ?? '';
  const answer = waiting.get(requestId) ?? null;
  waiting.delete(requestId);
  return answer;
}
