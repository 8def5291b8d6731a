import * as z from 'zod';
import {
  type RegisteredDecision,
  registeredConsidered,
  registeredRule,
} from '@/lib/catalog/registered-decision';
import {
  listRegisteredConsidered,
  listRegisteredRules,
  type RegisterPlace,
} from '@/lib/db/decision-register';
import { findPublicInstitution, listPublicInstitutions } from '@/lib/db/public-institutions';
import { findCreditsAndNames } from '@/lib/db/public-rules';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { refuse } from '@/lib/kernel/refusal';
import { portionsOf } from '@/lib/kernel/portions-of';
import { microCredentialIdsIn } from '@/lib/rule/rule-version';
import { authorize } from '../authorize';
import { type Context, todayIn } from '../context';
import { dayIn } from '@/lib/usecases/day-in';
import { offersNow } from '../kept-entries';

/** Decisions worked out at once: others have their turn between. */
const portion = 50;

/** Where an answer begins: rules come first, then what was considered. */
export interface RegisterStart {
  of: 'rules' | 'considered';
  after: RegisterPlace | null;
}

/** What an address can call an institution. */
const slugForm = /^[a-z0-9-]{1,100}$/;

const Place = z.tuple([z.enum(['rules', 'considered']), z.uuid(), z.uuid()]);

/** Where the register goes on, as a word of an address; null is its beginning. @refuses invalid_input `catalog/bad-search` */
export function registerStart(word: string | null): RegisterStart {
  if (word === null) return { of: 'rules', after: null };
  const place = Place.safeParse(word.slice(0, 100).split('.'));
  if (!place.success)
    refuse('invalid_input', 'catalog/bad-search', { problems: [{ field: 'cursor', reason: 'not-known' }] });
  const [of, tenantId, id] = place.data;
  return { of, after: { tenantId, id } };
}

/**
 * Every decision that the public may know, of one institution or of all: in force, ended, suspended or revoked, and what was considered and
 * not accepted. `next` is where the following answer begins, null on the last; `asOf` is today there, or in universal time for all. @refuses not_found · invalid_input `catalog/bad-search`
 */
export async function listDecisions(
  ctx: Context,
  { institution: slug, start, most }: { institution: string | null; start: RegisterStart; most: number },
): Promise<{ rows: RegisteredDecision[]; next: string | null; asOf: CivilDate }> {
  authorize(ctx, 'catalog.view', { tenantId: null });
  const only =
    slug === null || !slugForm.test(slug) ? null : await findPublicInstitution(ctx.database, slug, ctx);
  if (slug !== null && only === null) refuse('not_found', 'catalog/no-such-institution');
  const institutions = only === null ? await listPublicInstitutions(ctx.database, ctx) : [only];
  const part = { tenantId: only?.id ?? null, after: start.after, now: ctx.now };
  const rules =
    start.of === 'rules' ? await listRegisteredRules(ctx.database, { ...part, most: most + 1 }) : [];
  const hasMoreRules = rules.length > most;
  const considered = hasMoreRules
    ? []
    : await listRegisteredConsidered(ctx.database, {
        ...part,
        after: start.of === 'considered' ? start.after : null,
        most: most - rules.length + 1,
      });
  const hasMore = hasMoreRules || rules.length + considered.length > most;
  const shownRules = rules.slice(0, most);
  const shownConsidered = considered.slice(0, most - shownRules.length);
  const rows: RegisteredDecision[] = [];
  const known = new Map(institutions.map((one) => [one.id, one]));
  const named = (tenantId: string, ids: readonly string[], titles: Titles) => ({
    institution: known.get(tenantId)?.slug ?? '',
    institutionName: known.get(tenantId)?.name ?? '',
    certificates: ids.flatMap((id) => {
      const one = titles[id];
      return one === undefined ? [] : [{ slug: one.slug, title: one.title }];
    }),
  });
  for (const some of portionsOf(shownRules, portion)) {
    const ids = some.map(({ definition }) => microCredentialIdsIn(definition.premise));
    const titles = await titlesOf(ctx, ids.flat());
    const offered = await offersNow(
      ctx.database,
      // Looked at from the certificate that it names first: what else must be held is a condition.
      some.map((rule, at) => ({ rule, ownId: ids[at]?.[0] ?? null })),
      { now: ctx.now, institutions },
    );
    for (const { rule, offer } of offered)
      rows.push(
        registeredRule(
          named(rule.tenantId, microCredentialIdsIn(rule.definition.premise), titles),
          { ...rule, deny: rule.definition.deny === true },
          offer,
        ),
      );
    await new Promise((resolve) => setImmediate(resolve));
  }
  const titles = await titlesOf(
    ctx,
    shownConsidered.flatMap(({ microCredentialIds }) => microCredentialIds),
  );
  for (const one of shownConsidered)
    rows.push(registeredConsidered(named(one.tenantId, one.microCredentialIds, titles), one));
  const last = shownConsidered.at(-1) ?? shownRules.at(-1);
  const of = shownConsidered.length > 0 ? 'considered' : 'rules';
  return {
    rows,
    next: hasMore && last !== undefined ? `${of}.${last.tenantId}.${last.id}` : null,
    asOf: only === null ? dayIn(ctx.now, 'UTC') : todayIn(ctx, only.timeZone),
  };
}

type Titles = Record<string, { title: string; slug: string }>;

async function titlesOf(ctx: Context, ids: readonly string[]): Promise<Titles> {
  if (ids.length === 0) return {};
  const { microCredentials } = await findCreditsAndNames(ctx.database, ctx, {
    microCredentialIds: [...new Set(ids)],
    courses: [],
    programs: [],
  });
  return microCredentials;
}
