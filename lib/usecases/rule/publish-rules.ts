import * as z from 'zod';
import { Refusal } from '@/lib/kernel/refusal';
import { command } from '../command';
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
  chosen: z.array(Seen).min(1, { error: 'field/mappings' }).max(100),
});
export type PublishRules = z.infer<typeof PublishRules>;

export interface PublishedMany {
  published: number;
  /** Id of the version → why it was not published. */
  refused: Record<string, string>;
}

/** Publishes many, each on its own: what is refused stays as it is and stops none of the others. */
export async function publishRules(ctx: Context, input: PublishRules): Promise<PublishedMany> {
  const reply: PublishedMany = { published: 0, refused: {} };
  for (const one of input.chosen) {
    const key = ctx.idempotencyKey && `${ctx.idempotencyKey.slice(0, 28)}-${one.ruleVersionId.slice(0, 35)}`;
    try {
      await command({ ...ctx, ...(key && { idempotencyKey: key }) }, 'rule.publish', one, (tx, actor, ctx) =>
        publishVersion(tx, ctx, actor, one),
      );
      reply.published += 1;
    } catch (error) {
      if (!(error instanceof Refusal) || error.code === 'unauthenticated') throw error;
      reply.refused[one.ruleVersionId] = error.reason;
    }
  }
  return reply;
}
