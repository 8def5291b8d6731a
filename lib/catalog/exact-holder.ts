import { parseRational } from '@/lib/amount/rational';
import type { MicroCredentialLeaf } from '@/lib/credit/input';
import { addYears, type CivilDate, type Window } from '@/lib/kernel/civil-date';
import type { RuleDefinition } from '@/lib/rule/rule-version';
import { type EstimableMicroCredential, type EstimateEntry, provenBy } from './estimate-case';
import { type EstimateQuery, statedHolding } from './estimate-query';
import type { Way } from './ways';

/** A micro-credential that a page can lead to. */
export interface OfferedMicroCredential extends EstimableMicroCredential {
  slug: string;
}

/** Somebody who meets what a rule asks for and not an iota more: what an estimate would have to be told. */
export interface ExactHolder<M extends OfferedMicroCredential = OfferedMicroCredential> {
  entries: EstimateEntry<M>[];
  asks: Pick<EstimateQuery, 'holdings' | 'assessments' | 'termStart'> & { claimDate: CivilDate };
}

/**
 * The holder who meets one way of a rule exactly: days inside every window and as near to `day` as they allow, scores and levels
 * at their minimum, nothing said that is not asked for. `own`, where given, is used for every leaf that it proves. Null where a
 * micro-credential of the way is not known, or the windows leave no day.
 * @units scores on the scale of the credential   @source tests/fixtures/credit-cases.json, algorithm 3; docs/domain.md §11
 */
export function exactHolder<M extends OfferedMicroCredential>(
  definition: RuleDefinition,
  way: Way,
  { day, own, known }: { day: CivilDate; own: M | null; known: ReadonlyMap<string, M> },
): ExactHolder<M> | null {
  const { credentialWindow, claimWindow, termWindow } = definition;
  const claimDate = nearest(day, { ...claimWindow, from: later(claimWindow?.from, credentialWindow?.from) });
  if (claimDate === null) return null;
  const termStart = termWindow && (termWindow.from || termWindow.to) ? nearest(claimDate, termWindow) : null;
  const proven = new Set(own === null ? [] : provenBy(own));
  const leavesOf = new Map<string, { entry: M; leaves: MicroCredentialLeaf[] }>();
  for (const leaf of way.microCredentials) {
    const entry = own !== null && proven.has(leaf.mc) ? own : known.get(leaf.mc);
    if (entry === undefined) return null;
    const one = leavesOf.get(entry.id) ?? { entry, leaves: [] };
    leavesOf.set(entry.id, { entry, leaves: [...one.leaves, leaf] });
  }
  const completed =
    credentialWindow && credentialWindow.basis !== 'heldDuring'
      ? nearest(claimDate, credentialWindow)
      : nearest(claimDate, { to: credentialWindow?.to });
  const entries = [...leavesOf.values()].map(({ entry, leaves }) => ({
    entry,
    stated: {
      ...statedHolding(entry.slug),
      issuedOn: completed === claimDate ? null : completed,
      ...expiryFor(leaves, credentialWindow?.basis === 'heldDuring', claimDate),
      score: highest(leaves.flatMap(({ minScore }) => minScore ?? [])),
      version: leaves.find(({ versions }) => versions !== undefined)?.versions?.at(-1) ?? null,
      eqf: leaves.reduce<number | null>((most, { minEqf }) => Math.max(most ?? 0, minEqf ?? 0) || null, null),
      idVerified: leaves.some(({ idVerified }) => idVerified === true),
      proctored: leaves.some(({ proctored }) => proctored === true),
      evidence: [...new Set(leaves.flatMap(({ evidence }) => evidence?.[0] ?? []))],
    },
  }));
  const assessments = [...new Set(way.assessments.map(({ assessment }) => assessment))].map((id) => ({
    id,
    score:
      highest(way.assessments.flatMap(({ assessment, minScore }) => (assessment === id ? minScore : []))) ??
      '0',
  }));
  return {
    entries,
    asks: { holdings: entries.map(({ stated }) => stated), assessments, claimDate, termStart },
  };
}

/** What has to be said of its expiry: for ever, or long enough, where a rule depends on it; else nothing. */
function expiryFor(
  leaves: readonly MicroCredentialLeaf[],
  isHeldDuring: boolean,
  claimDate: CivilDate,
): { expiresOn: CivilDate | null; neverExpires: boolean } {
  const neverExpires = leaves.some(({ lifetimeOnly }) => lifetimeOnly === true);
  const isAsked =
    isHeldDuring ||
    leaves.some(({ mustBeActive, expiringOnly }) => mustBeActive === true || expiringOnly === true);
  return { neverExpires, expiresOn: isAsked && !neverExpires ? addYears(claimDate, 1) : null };
}

/** The day itself, or the end of the window that is nearest to it; null where the window is empty. */
function nearest(day: CivilDate, { from, to }: Window): CivilDate | null {
  if (from && to && from > to) return null;
  if (from && day < from) return from;
  return to && day > to ? to : day;
}

function later(
  a: CivilDate | null | undefined,
  b: CivilDate | null | undefined,
): CivilDate | null | undefined {
  return a && b ? (a > b ? a : b) : (a ?? b);
}

function highest(scores: readonly string[]): string | null {
  return scores.reduce<string | null>(
    (most, one) => (most === null || parseRational(one).compare(parseRational(most)) > 0 ? one : most),
    null,
  );
}
