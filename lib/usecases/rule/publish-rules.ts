import * as z from 'zod';
import { titlesOf } from '@/lib/db/rule-list';
import { Refusal, type RefusalCode } from '@/lib/kernel/refusal';
import { someOf } from '@/lib/kernel/some-of';
import { command, query } from '../command';
import type { Context } from '../context';
import { publishVersion } from './publish-version';

/** Versions as `id:rowVersion`, as they were seen in the list. */
const Seen = z
  .string()
  .regex(/^[0-9a-f-]{36}:\d{1,9}$/)
  .transform((text) => {
    const [ruleVersionId = '', rowVersion] = text.split(':');
    return { ruleVersionId, expectedVersion: Number(rowVersion) };
  });
export const PublishRules = z.strictObject({
  chosen: someOf(Seen, { reason: 'field/mappings', most: 100 }),
});
export type PublishRules = z.infer<typeof PublishRules>;

export interface PublishedMany {
  published: number;
  /** What was not published, and why each. */
  refused: { id: string; title: string; code: RefusalCode; reason: string }[];
}

/**
 * Publishes many, each on its own: what is refused stays as it is and stops none of the others. Whose session ends meanwhile is told
 * that, and no list.
 * @refuses unauthenticated
 */
export async function publishRules(ctx: Context, input: PublishRules): Promise<PublishedMany> {
  let published = 0;
  const reasons = new Map<string, Pick<Refusal, 'code' | 'reason'>>();
  for (const one of input.chosen) {
    const key = ctx.idempotencyKey && `${ctx.idempotencyKey.slice(0, 28)}-${one.ruleVersionId.slice(0, 35)}`;
    try {
      await command({ ...ctx, ...(key && { idempotencyKey: key }) }, 'rule.publish', one, (tx, actor, ctx) =>
        publishVersion(tx, ctx, actor, one),
      );
      published += 1;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      reasons.set(one.ruleVersionId, error);
    }
  }
  // Also where nothing was refused: a reply is for somebody who is still at work here.
  const titles = await query(ctx, (tx) => titlesOf(tx, [...reasons.keys()]));
  return {
    published,
    refused: [...reasons].map(([id, { code, reason }]) => ({
      id,
      title: titles.get(id) ?? '',
      code,
      reason,
    })),
  };
}
