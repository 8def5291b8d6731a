import { can } from '@/lib/access/can';
import type { DemandQuery, RequestKind } from '@/lib/catalog/certificate-request';
import {
  type CertificateRequest,
  countOpenRequests,
  type Demand,
  getRequest,
  listOpenRequests,
} from '@/lib/db/certificate-requests';
import type { Likeness } from '@/lib/db/entry-likenesses';
import type { Tx } from '@/lib/db/tx';
import { refuse } from '@/lib/kernel/refusal';
import { authorize } from '../authorize';
import { query } from '../command';
import type { Context } from '../context';
import { alikeTo } from '../listing/alike-to';

/** @units requests a page */
export const requestsPerPage = 25;

export interface DemandView {
  counts: Record<RequestKind, number>;
  rows: Demand[];
  mayMap: boolean;
  mayList: boolean;
}

/** What the institution is asked for and has not answered, a page of one kind; told by how many ask, never by whom. */
export async function listDemand(ctx: Context, wanted: DemandQuery): Promise<DemandView> {
  return query(ctx, async (tx, actor, ctx) => {
    authorize(ctx, 'request.list', { tenantId: actor.tenantId });
    const may = (permission: 'rule.draft' | 'listing.draft') =>
      can(actor, permission, { tenantId: actor.tenantId }).allowed;
    return {
      counts: await countOpenRequests(tx),
      rows: await listOpenRequests(tx, { ...wanted, size: requestsPerPage }),
      mayMap: may('rule.draft'),
      mayList: may('listing.draft'),
    };
  });
}

/** How many requests nobody has answered. */
export async function countDemand(tx: Tx): Promise<number> {
  const { decide, list } = await countOpenRequests(tx);
  return decide + list;
}

export interface RequestView {
  request: CertificateRequest;
  /** Entries that may be what is asked for. */
  likenesses: readonly Likeness[];
}

/** A request that is to be closed. @refuses not_found · invalid_transition `request/settled` */
export async function viewRequest(ctx: Context, id: string): Promise<RequestView> {
  return query(ctx, async (tx, _actor, ctx) => {
    const request = await getRequest(tx, id);
    authorize(ctx, 'request.close', { tenantId: request.tenantId });
    if (request.answer !== null) refuse('not_found', 'request/settled');
    const { title, provider, url } = request;
    return {
      request,
      likenesses: request.kind === 'list' ? await alikeTo(tx, { title, provider, platform: '', url }) : [],
    };
  });
}
