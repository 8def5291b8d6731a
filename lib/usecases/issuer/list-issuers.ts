import * as z from 'zod';
import { can } from '@/lib/access/can';
import { type TrustStanding, trustOn } from '@/lib/badge/trusted-issuer';
import type { Page } from '@/lib/db/codec';
import { listTrustedIssuers, type TrustedIssuer } from '@/lib/db/trusted-issuers';
import { addDays, type CivilDate } from '@/lib/kernel/civil-date';
import { authorize } from '../authorize';
import { query } from '../command';
import type { Context } from '../context';
import { todayAt } from '../today-at';

export const IssuerSearch = z.strictObject({ page: z.coerce.number().int().min(1).max(10_000).optional() });
export type IssuerSearch = z.output<typeof IssuerSearch>;
export const issuerPageSize = 50;

/** An issuer on the list as somebody sees it on a day. */
export interface ListedIssuer extends TrustedIssuer {
  standing: TrustStanding | 'waits' | 'declined';
  /** What the reader may do about it; the verbs decide again. */
  may: { confirm: boolean; decline: boolean; end: boolean };
}

export interface ListedIssuers extends Page<ListedIssuer> {
  mayPropose: boolean;
  today: CivilDate;
  /** The first day that can be the last one of trust. */
  yesterday: CivilDate;
}

/** A page of the issuers whose badges the institution trusts, trusted, or was asked to. */
export async function listIssuers(ctx: Context, { page }: IssuerSearch): Promise<ListedIssuers> {
  return query(ctx, async (tx, actor, ctx) => {
    const { tenantId } = actor;
    authorize(ctx, 'issuer.list', { tenantId });
    const today = await todayAt(tx, ctx, tenantId);
    const found = await listTrustedIssuers(tx, today, { page: page ?? 1, size: issuerPageSize });
    return {
      total: found.total,
      rows: found.rows.map((issuer) => {
        const { outcome, proposedById } = issuer;
        const standing =
          outcome === null ? 'waits' : outcome === 'declined' ? 'declined' : trustOn(issuer, today);
        const may = (permission: 'issuer.confirm' | 'issuer.decline' | 'issuer.end') =>
          can(actor, permission, { tenantId, proposedById }).allowed;
        return {
          ...issuer,
          standing,
          may: {
            confirm: outcome === null && may('issuer.confirm'),
            decline: outcome === null && may('issuer.decline'),
            end: !issuer.isEnded && (standing === 'standing' || standing === 'toCome') && may('issuer.end'),
          },
        };
      }),
      mayPropose: can(actor, 'issuer.propose', { tenantId }).allowed,
      today,
      yesterday: addDays(today, -1),
    };
  });
}
