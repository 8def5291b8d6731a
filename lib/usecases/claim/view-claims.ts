import { can } from '@/lib/access/can';
import type { ClaimTurn } from '@/lib/claim/turn';
import type { ShownOutcome } from '@/lib/claim/undecided';
import { type CreditClaim, type DeskState, eventsOf, getClaim, listClaimsIn } from '@/lib/db/credit-claims';
import { titlesOfRules } from '@/lib/db/claim-decisions';
import { getInstitution } from '@/lib/db/institutions';
import { refuse } from '@/lib/kernel/refusal';
import { authorize } from '../authorize';
import { query } from '../command';
import type { Context } from '../context';
import { appealRouteOf, type ClaimView, readClaim, shownOf, turnAt } from './claim-view';
import { type Proposal, proposalFor } from './move-claim';
import { tellReasons } from './told-reasons';
import { claimResource } from './claim-in-hand';

/** Whom claims wait for: the parts of the desk. What was refused waits for nobody, though it may be appealed. */
export const deskParts = {
  institution: ['verifying', 'evaluating', 'appealed', 'reversal_appealed'],
  student: ['info_requested', 'granted'],
  accepted: ['accepted', 'held', 'posted'],
  over: ['refused', 'closed', 'reversed', 'declined', 'withdrawn'],
} as const satisfies Record<string, readonly DeskState[]>;
export type DeskPart = keyof typeof deskParts;

/** @units claims a page */
export const claimsPerPage = 25;

export interface DeskView {
  rows: { claim: CreditClaim; titles: string[]; turn: ClaimTurn; shown: ShownOutcome | null }[];
  counts: Record<DeskPart, number>;
  /** Whether whoever looks may see what goes to the student system. */
  mayPost: boolean;
}

/** The claims of an institution, those that wait longest first; a page of one part. */
export async function listClaims(
  ctx: Context,
  { part, page }: { part: DeskPart; page: number },
): Promise<DeskView> {
  return query(ctx, async (tx, actor, ctx) => {
    authorize(ctx, 'claim.list', { tenantId: actor.tenantId });
    const { rows, counts } = await listClaimsIn(tx, { states: deskParts[part], page, size: claimsPerPage });
    const institution = await getInstitution(tx, actor.tenantId);
    const told: DeskView['rows'] = [];
    for (const { titles, ...claim } of rows)
      told.push({
        claim,
        titles,
        turn: turnAt(ctx, claim, await eventsOf(tx, claim.id), institution, await appealRouteOf(tx, claim)),
        shown: await shownOf(tx, claim, titles.length),
      });
    const sum = (states: readonly DeskState[]) =>
      states.reduce((all, state) => all + (counts[state] ?? 0), 0);
    return {
      rows: told,
      mayPost: can(actor, 'posting.view', { tenantId: actor.tenantId }).allowed,
      counts: {
        institution: sum(deskParts.institution),
        student: sum(deskParts.student),
        accepted: sum(deskParts.accepted),
        over: sum(deskParts.over),
      },
    };
  });
}

/** A claim on the desk, with what the rules would give while nothing is decided. */
export interface ClaimOnDesk extends ClaimView {
  proposal: Proposal | null;
  /** By the id of a rule version that would be used, what it is called. */
  ruleTitles: Readonly<Record<string, string>>;
  may: {
    verify: boolean;
    ask: boolean;
    decide: boolean;
    decideAppeal: boolean;
    release: boolean;
    trace: boolean;
    reverse: boolean;
  };
  /** Whether it is the claim of whoever looks, under any record of theirs: nothing in it is theirs to do. */
  isOwn: boolean;
}

/** One claim that was sent. @refuses not_found `claim/not-found`, also for a draft · forbidden */
export async function viewClaim(ctx: Context, claimId: string): Promise<ClaimOnDesk> {
  return query(ctx, async (tx, actor, ctx) => {
    const claim = await getClaim(tx, claimId);
    // What nobody has sent is its student's alone.
    if (claim.submittedAt === null) refuse('not_found', 'claim/not-found');
    const resource = await claimResource(tx, claim);
    authorize(ctx, 'claim.view', resource);
    const view = await readClaim(tx, ctx, claim);
    const asked = can(actor, 'claim.ask', resource);
    const isOpen =
      claim.state === 'verifying' || claim.state === 'evaluating' || claim.state === 'info_requested';
    const proposal = isOpen ? await proposalFor(tx, claim, view.holdings) : null;
    const reasons = proposal ? await tellReasons(tx, ctx, view.institution, proposal) : view.reasons;
    const used = proposal?.trace.evaluation.awards.map(({ rule }) => rule) ?? [];
    return {
      ...view,
      reasons,
      proposal,
      ruleTitles: await titlesOfRules(tx, used),
      may: {
        verify: can(actor, 'claim.verify', resource).allowed,
        ask: asked.allowed,
        decide: can(actor, 'claim.decide', resource).allowed,
        decideAppeal: can(actor, 'claim.decideAppeal', resource).allowed,
        trace: view.decision !== null && can(actor, 'provenance.view', { tenantId: actor.tenantId }).allowed,
        release: can(actor, 'claim.release', resource).allowed,
        reverse: can(actor, 'claim.reverse', resource).allowed,
      },
      isOwn: !asked.allowed && asked.reason === 'access/claimant',
    };
  });
}
