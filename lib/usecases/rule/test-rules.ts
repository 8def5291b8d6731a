import * as z from 'zod';
import type { Effect } from '@/lib/catalog/effect';
import { getInstitution } from '@/lib/db/institutions';
import * as rules from '@/lib/db/rules';
import { listByIds, listVersionsOf } from '@/lib/db/rules-by-key';
import type { Tx } from '@/lib/db/tx';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { refuse } from '@/lib/kernel/refusal';
import type { RuleQuery } from '@/lib/rule/list-query';
import { isInForce, isInWork } from '@/lib/rule/lifecycle';
import type { RuleVersion } from '@/lib/rule/rule-version';
import { whatItReplaces } from '@/lib/rule/supersede';
import { authorize } from '../authorize';
import { query } from '../command';
import { type Acting, type Context, todayIn } from '../context';
import { bookAround, inBook } from './book-around';
import { type BooksToCompare, effectOfBooks } from './effect-of-books';
import { listRules } from './list-rules';
import { ruleResource } from './rule-resource';

export const TestRule = z.strictObject({ ruleVersionId: z.uuid() });
export type TestRule = z.infer<typeof TestRule>;

/** What publishing one version would change, as it is saved; null where it cannot come into force any more, or too much has a say. @refuses not_found */
export interface TestedRule {
  version: Pick<RuleVersion, 'id' | 'title' | 'version' | 'updatedAt' | 'status'>;
  effect: Effect | null;
}

export async function testRule(ctx: Context, { ruleVersionId }: TestRule): Promise<TestedRule> {
  const { version, books } = await query(ctx, async (tx, _, ctx) => {
    const version = (await rules.find(tx, ruleVersionId)) ?? refuse('not_found', 'rule/not-found');
    authorize(ctx, 'rule.view', ruleResource(version));
    return { version, books: canComeIntoForce(version) ? await booksOfPublishing(tx, ctx, [version]) : null };
  });
  return { version, effect: books && (await effectOfBooks(books)) };
}

/** Whether what publishing would change is a question: it is not in force, and may yet be. */
export function canComeIntoForce({ status }: Pick<RuleVersion, 'status'>): boolean {
  return isInWork(status) || status === 'suspended';
}

/**
 * The book in force and the same once these versions are published today, each in the place of the earlier ones of its rule as the plan of a publication
 * has it (lib/rule/supersede.ts), on the first day on which all of them hold.
 */
export async function booksOfPublishing(
  tx: Tx,
  ctx: Acting,
  versions: readonly RuleVersion[],
): Promise<BooksToCompare> {
  const institution = await getInstitution(tx, ctx.actor.tenantId);
  const today = todayIn(ctx, institution.timeZone);
  const own = new Set(versions.map(({ id }) => id));
  const siblings = (
    await listVersionsOf(
      tx,
      versions.map(({ ruleId }) => ruleId),
      [...own],
    )
  ).filter(({ status }) => isInForce(status));
  const plans = versions.map((version) => ({
    version,
    ...whatItReplaces(
      version,
      siblings.filter(({ ruleId }) => ruleId === version.ruleId),
      today,
    ),
  }));
  const day = plans.reduce<CivilDate>(
    (last, { claimFrom }) => (claimFrom !== null && claimFrom > last ? claimFrom : last),
    today,
  );
  const { book, courseTitles, isTooLarge } = await bookAround(tx, ctx.database, institution, day, [
    ...versions,
    ...siblings,
  ]);
  const [ended, revoked] = [
    new Map(
      plans.flatMap(({ ends }) => ends.map(({ version, claimTo }) => [version.id, { version, claimTo }])),
    ),
    new Set(plans.flatMap(({ revokes }) => revokes.map(({ id }) => id))),
  ];
  return {
    institution,
    today,
    day,
    isTooLarge,
    courseTitles,
    before: book,
    after: {
      ...book,
      rules: [
        ...book.rules.flatMap((rule) => {
          if (revoked.has(rule.id) || own.has(rule.id)) return [];
          const end = ended.get(rule.id);
          return end === undefined ? rule : inBook({ ...end.version, claimTo: end.claimTo });
        }),
        ...plans.map(({ version, claimFrom }) => inBook({ ...version, claimFrom })),
      ],
    },
  };
}

/** What publishing all that can be published from one page of the list would change, taken together. */
export interface TestedList {
  versions: Pick<RuleVersion, 'id' | 'title' | 'version'>[];
  effect: Effect | null;
}

/** What bringing into force all that can be ticked on that page of the list would change. @refuses unauthenticated · forbidden */
export async function testListed(ctx: Context, wanted: RuleQuery): Promise<TestedList> {
  const { atOnce } = await listRules(ctx, wanted);
  const ids = atOnce === null || atOnce.act === 'suspend' ? [] : [...atOnce.among];
  const { versions, books } = await query(ctx, async (tx, actor, ctx) => {
    authorize(ctx, 'rule.list', { tenantId: actor.tenantId });
    const versions = (await listByIds(tx, ids)).filter(canComeIntoForce);
    return { versions, books: versions.length === 0 ? null : await booksOfPublishing(tx, ctx, versions) };
  });
  return { versions, effect: books && (await effectOfBooks(books)) };
}
