import type { StaffMember } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import { standingOfAdvice } from '@/lib/catalog/advice';
import { indexSearch } from '@/lib/catalog/index-search';
import { parseSearchQuery } from '@/lib/catalog/search-query';
import { type Decision, decisionsAmong, type Standing } from '@/lib/catalog/standing';
import { countAskers } from '@/lib/db/certificate-requests';
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
import type { Tx } from '@/lib/db/tx';
import { listNaming } from '@/lib/db/rules-by-key';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { fatesOf, type VersionFate } from '@/lib/micro-credential/version-fate';
import { precedentStatuses } from '@/lib/rule/lifecycle';
import { definitionInForce, RuleStatus, type RuleVersion } from '@/lib/rule/rule-version';
import { standingOfVersion, type VersionStanding } from '@/lib/rule/version-standing';
import { authorize } from '../authorize';
import { noInstitution, standingIn } from '../catalog/find-entries';
import { query } from '../command';
import { type Context, todayIn } from '../context';
import type { RuleNames } from '@/lib/rule/rule-names';
import { namesOfRules } from './names-of-rules';

export const certificatesPerPage = 20;

/** A certificate to choose, with what is known of it before it is chosen. */
export interface MappableCertificate extends MicroCredentialRow {
  /** How many ask the institution to decide about it. */
  askers: number;
  /** How other institutions stand to it. */
  elsewhere: { standing: Decision; institutions: number }[];
}

/** Certificates to choose from, found and in the order as the public finds them. */
export async function listMappableCertificates(
  ctx: Context,
  words: string,
  page: number,
): Promise<{ rows: MappableCertificate[]; total: number }> {
  const { ids, total, standingsOf } = await findCertificates(ctx, words, page);
  return query(ctx, async (tx, actor, ctx) => {
    authorize(ctx, 'rule.draft', { tenantId: actor.tenantId });
    const { timeZone } = await getInstitution(tx, actor.tenantId);
    const rows = await listMicroCredentialRows(tx, ids, todayIn(ctx, timeZone));
    const askers = await askersOf(tx, actor, ids);
    return {
      rows: rows.map((row) => ({
        ...row,
        askers: askers.get(row.id) ?? 0,
        elsewhere: decisionsAmong(standingsOf(row.id, actor.tenantId)),
      })),
      total,
    };
  });
}

/** How many ask for a decision about each; nobody where the actor may not read what is asked. */
async function askersOf(tx: Tx, actor: StaffMember, ids: readonly string[]): Promise<Map<string, number>> {
  return can(actor, 'request.list', { tenantId: actor.tenantId }).allowed
    ? countAskers(tx, ids)
    : new Map<string, number>();
}

/** Certificates for a list to choose from, found and in the order as the public finds them, with their versions and what has become of each. */
export async function findCertificateChoices(
  ctx: Context,
  words: string,
): Promise<{ id: string; title: string; versions: VersionFate[]; note: string }[]> {
  const { ids } = await findCertificates(ctx, words, 1);
  return query(ctx, async (tx, actor, ctx) => {
    authorize(ctx, 'rule.draft', { tenantId: actor.tenantId });
    const { timeZone } = await getInstitution(tx, actor.tenantId);
    const today = todayIn(ctx, timeZone);
    const known = new Map((await findMicroCredentials(tx, ids)).map((one) => [one.id, one]));
    return ids.flatMap((id) => {
      const one = known.get(id);
      return one === undefined
        ? []
        : [
            {
              id,
              title: one.title,
              versions: fatesOf(one.versions, today),
              note: noteOfCertificate(one, today),
            },
          ];
    });
  });
}

/** By what two certificates of nearly the same title are told apart: who gives it, its level, and the credit that is recommended for it on the day. */
export function noteOfCertificate(
  { provider, levelLabel, recommendations }: MicroCredential,
  today: CivilDate,
): string {
  const advice = recommendations.find(
    (one) => one.amount !== null && one.unit !== null && standingOfAdvice(one, today) === 'current',
  );
  return [provider, levelLabel, advice && `${advice.amount} ${advice.unit}`].filter(Boolean).join(' · ');
}

/** As everybody finds them, before a transaction is opened: the index may have changes to read first. */
async function findCertificates(
  ctx: Context,
  words: string,
  page: number,
): Promise<{
  ids: readonly string[];
  total: number;
  /** How each institution but one stands to an entry, where it has come to anything. */
  standingsOf: (id: string, but: string) => Standing[];
}> {
  const { index, institutions } = await ctx.catalog.upToDate(ctx.now);
  const { query } = parseSearchQuery({ q: words });
  const part = { offset: (page - 1) * certificatesPerPage, size: certificatesPerPage, isCounting: false };
  const { ids, total } = index.find(indexSearch(query, { ...noInstitution, institutions }, part));
  const standingsOf = (id: string, but: string) =>
    institutions.filter((one) => one.id !== but).map((one) => standingIn(index, id, one.id, null));
  return { ids, total, standingsOf };
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
  /** How many ask the institution to decide about it. */
  askers: number;
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
    const peers = await listPeerRules(ctx.database, [microCredential.id], actor.tenantId, today, [
      'published',
      'suspended',
    ]);
    return {
      microCredential,
      own,
      peers,
      askers: (await askersOf(tx, actor, [microCredential.id])).get(microCredential.id) ?? 0,
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
