import { indexSearch } from '@/lib/catalog/index-search';
import { parseSearchQuery } from '@/lib/catalog/search-query';
import { allDepartments, getInstitution, type Department } from '@/lib/db/institutions';
import {
  findMicroCredentials,
  getMicroCredential,
  listMicroCredentialRows,
  type MicroCredential,
  type MicroCredentialRow,
} from '@/lib/db/micro-credentials';
import { listPeerRules, type PeerRule } from '@/lib/db/peer-rules';
import * as rules from '@/lib/db/rules';
import { listNaming } from '@/lib/db/rules-by-key';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { precedentStatuses } from '@/lib/rule/lifecycle';
import { definitionInForce, RuleStatus, type RuleVersion } from '@/lib/rule/rule-version';
import { standingOfVersion, type VersionStanding } from '@/lib/rule/version-standing';
import { authorize } from '../authorize';
import { noInstitution } from '../catalog/find-entries';
import { query } from '../command';
import { type Context, todayIn } from '../context';
import type { RuleNames } from '@/lib/rule/rule-names';
import { namesOfRules } from './names-of-rules';

export const certificatesPerPage = 20;

/** Certificates to choose from, found and in the order as the public finds them. */
export async function listMappableCertificates(
  ctx: Context,
  words: string,
  page: number,
): Promise<{ rows: MicroCredentialRow[]; total: number }> {
  const { ids, total } = await findCertificates(ctx, words, page);
  return query(ctx, async (tx, actor, ctx) => {
    authorize(ctx, 'rule.draft', { tenantId: actor.tenantId });
    const { timeZone } = await getInstitution(tx, actor.tenantId);
    return { rows: await listMicroCredentialRows(tx, ids, todayIn(ctx, timeZone)), total };
  });
}

/** Certificates for a list to choose from, found and in the order as the public finds them, with the labels of their versions. */
export async function findCertificateChoices(
  ctx: Context,
  words: string,
): Promise<{ id: string; title: string; versions: string[]; note: string }[]> {
  const { ids } = await findCertificates(ctx, words, 1);
  return query(ctx, async (tx, actor, ctx) => {
    authorize(ctx, 'rule.draft', { tenantId: actor.tenantId });
    const known = new Map((await findMicroCredentials(tx, ids)).map((one) => [one.id, one]));
    return ids.flatMap((id) => {
      const one = known.get(id);
      return one === undefined
        ? []
        : [
            {
              id,
              title: one.title,
              versions: one.versions.map(({ label }) => label),
              note: noteOfCertificate(one),
            },
          ];
    });
  });
}

/** By what two certificates of nearly the same title are told apart: who gives it, its level, and the credit that is recommended for it. */
export function noteOfCertificate({ provider, levelLabel, recommendations }: MicroCredential): string {
  const advice = recommendations.find(({ amount, unit }) => amount !== null && unit !== null);
  return [provider, levelLabel, advice && `${advice.amount} ${advice.unit}`].filter(Boolean).join(' · ');
}

/** As everybody finds them, before a transaction is opened: the index may have changes to read first. */
async function findCertificates(
  ctx: Context,
  words: string,
  page: number,
): Promise<{ ids: readonly string[]; total: number }> {
  const { index, institutions } = await ctx.catalog.upToDate(ctx.now);
  const { query } = parseSearchQuery({ q: words });
  const part = { offset: (page - 1) * certificatesPerPage, size: certificatesPerPage, isCounting: false };
  return index.find(indexSearch(query, { ...noInstitution, institutions }, part));
}

export interface MappingStart {
  microCredential: MicroCredential;
  /** Rules of the institution itself about this certificate or its parts, in any state. */
  own: (RuleVersion & {
    standing: VersionStanding;
    /** Whether it was decided, so that it can be taken over. */
    isPrecedent: boolean;
  })[];
  peers: PeerRule[];
  departments: Department[];
  names: RuleNames;
  today: CivilDate;
}

const mostPrecedents = 200;

/** What is known before a certificate is mapped: its versions, recommendations and precedents, here and elsewhere. @refuses not_found */
export async function viewMappingStart(ctx: Context, microCredentialId: string): Promise<MappingStart> {
  return query(ctx, async (tx, actor, ctx) => {
    authorize(ctx, 'rule.draft', { tenantId: actor.tenantId });
    const microCredential = await getMicroCredential(tx, microCredentialId);
    const institution = await getInstitution(tx, actor.tenantId);
    const today = todayIn(ctx, institution.timeZone);
    const related = await rules.listRelatedMicroCredentialIds(tx, [microCredential.id]);
    const naming = await listNaming(
      tx,
      related,
      RuleStatus.options.filter((status) => status !== 'withdrawn'),
      { most: mostPrecedents },
    );
    const own = naming.map((one) => ({
      ...one,
      standing: standingOfVersion(one, today),
      isPrecedent: precedentStatuses.includes(one.status),
      definition: definitionInForce(one),
    }));
    const peers = await listPeerRules(ctx.database, [microCredential.id], actor.tenantId, today);
    return {
      microCredential,
      own,
      peers,
      today,
      departments: (await allDepartments(tx)).filter(({ isArchived }) => !isArchived),
      names: await namesOfRules(
        tx,
        institution.homeUnit,
        today,
        [...own, ...peers].map(({ definition }) => definition),
      ),
    };
  });
}
