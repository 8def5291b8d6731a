import { can } from '@/lib/access/can';
import { entryClaimOf } from '@/lib/db/claims';
import { listSaidOf, type SaidOfEntry } from '@/lib/db/entries-in-names';
import { listListingsOf } from '@/lib/db/certificate-list';
import { listResting } from '@/lib/db/change-notices';
import { getListedEntry, type ListedEntry } from '@/lib/db/listed-entries';
import { listOrganizationsOf } from '@/lib/db/organizations';
import { type KeptRecommendation, listRecommendations } from '@/lib/db/recommendations';
import type { Tx } from '@/lib/db/tx';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { type Completeness, completenessOf } from '@/lib/micro-credential/completeness';
import { openStatuses } from '@/lib/micro-credential/listing-life';
import type { RuleStatus } from '@/lib/rule/rule-version';
import { authorize } from '../authorize';
import { query } from '../command';
import type { Context } from '../context';
import { todayAt } from '../today-at';

/** A rule of the institution that rests on an entry. */
export interface RestingRule {
  id: string;
  code: string;
  title: string;
  version: number;
  status: RuleStatus;
}

export interface EntryView {
  entry: ListedEntry;
  /** Of the newest version. */
  completeness: Completeness;
  rules: RestingRule[];
  listings: Awaited<ReturnType<typeof listListingsOf>>;
  /** The change that somebody is at. */
  openId: string | null;
  mayChange: boolean;
  /** What third parties advise, each with whether it is kept here. */
  recommendations: (KeptRecommendation & { isOurs: boolean })[];
  mayRecommend: boolean;
  /** Whom it names, and who recommends credit for it. */
  organizations: Awaited<ReturnType<typeof listOrganizationsOf>>;
  mayDescribe: boolean;
  /** Whether this institution could let it lead to another entry, or take it apart again. */
  mayMerge: boolean;
  /** What those say whom it names and who did not list it, and whether this institution can answer. */
  inName: { said: SaidOfEntry[]; mayAnswer: boolean };
  /** From whom it was taken over, and whether this institution could take it over, or give it back. */
  claim: { takenFrom: string | null; mayTakeOver: boolean; mayGiveBack: boolean };
  today: CivilDate;
}

/** An entry of the catalog as staff see it: its versions, what rests on it here, and what was written about it. @refuses not_found */
export async function viewEntry(ctx: Context, id: string): Promise<EntryView> {
  return query(ctx, async (tx, actor, ctx) => {
    authorize(ctx, 'listing.view', { tenantId: actor.tenantId });
    const entry = await getListedEntry(tx, id);
    const today = await todayAt(tx, ctx, actor.tenantId);
    const listings = await listListingsOf(tx, id);
    const openId = listings.find(({ status }) => openStatuses.some((one) => one === status))?.id ?? null;
    const { isAboutUs, takenFrom } = await entryClaimOf(tx, id);
    return {
      entry,
      completeness: completenessOf(entry.versions[0]?.content ?? entry.content),
      rules: await restingRules(tx, id, today),
      listings,
      openId,
      mayChange:
        entry.stewardId === actor.tenantId &&
        entry.mergedInto === null &&
        can(actor, 'listing.draft', { tenantId: actor.tenantId }).allowed,
      recommendations: (await listRecommendations(tx, id)).map((one) => ({
        ...one,
        isOurs: one.stewardId === actor.tenantId,
      })),
      mayRecommend: can(actor, 'recommendation.save', { tenantId: actor.tenantId }).allowed,
      organizations: await listOrganizationsOf(tx, id),
      mayDescribe: can(actor, 'organization.describe', { tenantId: actor.tenantId }).allowed,
      claim: {
        takenFrom: takenFrom?.name ?? null,
        mayTakeOver:
          entry.stewardId !== actor.tenantId &&
          isAboutUs &&
          takenFrom === null &&
          entry.mergedInto === null &&
          can(actor, 'microCredential.takeOver', { tenantId: actor.tenantId }).allowed,
        mayGiveBack:
          entry.stewardId === actor.tenantId &&
          takenFrom !== null &&
          entry.mergedInto === null &&
          openId === null &&
          can(actor, 'microCredential.giveBack', { tenantId: actor.tenantId }).allowed,
      },
      inName: {
        said: await listSaidOf(tx, id),
        mayAnswer:
          entry.stewardId !== actor.tenantId &&
          isAboutUs &&
          entry.mergedInto === null &&
          can(actor, 'microCredential.refuse', { tenantId: actor.tenantId }).allowed,
      },
      mayMerge:
        entry.stewardId === actor.tenantId &&
        can(actor, 'microCredential.merge', { tenantId: actor.tenantId }).allowed,
      today,
    };
  });
}

/** Rules of the institution, decided or under review, that a change of the entry touches. */
export async function restingRules(
  tx: Tx,
  microCredentialId: string,
  today: CivilDate,
): Promise<RestingRule[]> {
  const rules = await listResting(tx, 'micro_credential', [microCredentialId], today);
  return rules.map(({ id, ruleCode: code, title, version, status }) => ({
    id,
    code,
    title,
    version,
    status,
  }));
}
