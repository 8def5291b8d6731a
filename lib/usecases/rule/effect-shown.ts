import * as z from 'zod';
import type { Tx } from '@/lib/db/tx';
import { refuse } from '@/lib/kernel/refusal';
import type { RuleVersion } from '@/lib/rule/rule-version';
import type { Acting } from '../context';
import { markOf } from './effect-of-books';
import { booksOfPublishing } from './test-rules';

/** The mark of the effect that stood beside the button; nothing where none did. */
export const ShownMark = z
  .string()
  .regex(/^[0-9a-f]{16}$/)
  .nullish();

/**
 * Stops whoever brings versions into force by what they were shown of it, where it would be worked out from something else now: they look
 * at it again first. @refuses conflict `effect/changed-meanwhile`
 */
export async function refuseUnlessAsShown(
  tx: Tx,
  ctx: Acting,
  versions: readonly RuleVersion[],
  mark: string | null | undefined,
): Promise<void> {
  if (mark == null) return;
  if (markOf(await booksOfPublishing(tx, ctx, versions)) !== mark)
    refuse('conflict', 'effect/changed-meanwhile');
}
