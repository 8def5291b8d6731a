import type { Colleague } from '@/lib/db/colleagues';
import { canSit } from '@/lib/review/eligibility';
import type { StageKind } from '@/lib/review/stage-config';
import { type Away, type Load, noLoad } from './reviewer-load';

export interface ReviewerLoad extends Load {
  id: string;
  name: string;
  away: Away | null;
}

/** The most that one page tells. @units people */
const mostLoads = 100;

/** Who can sit in one of these places, the one with most on the desk first. */
export function loadsOf(
  places: readonly { kind: StageKind; departmentId: string | null }[],
  colleagues: readonly Colleague[],
  loads: ReadonlyMap<string, Load>,
  away: ReadonlyMap<string, Away>,
): ReviewerLoad[] {
  return colleagues
    .filter(({ roles }) => places.some(({ kind, departmentId }) => canSit(kind, departmentId, roles)))
    .map(({ id, name }) => ({ id, name, ...(loads.get(id) ?? noLoad), away: away.get(id) ?? null }))
    .sort((a, b) => b.late - a.late || b.open - a.open || a.name.localeCompare(b.name))
    .slice(0, mostLoads);
}
