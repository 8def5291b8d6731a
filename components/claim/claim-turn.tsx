/** ClaimTurn: turn, institution (its name). Whose turn it is in a claim, to its student. useClaimTurn: the same as text, also for the desk. */
import { useTranslations } from 'next-intl';
import { useDay } from '@/components/ui/day';
import type { ClaimTurn as Turn } from '@/lib/claim/turn';

export function useClaimTurn(to: 'turn' | 'deskTurn'): (turn: Turn, institution: string) => string {
  const t = useTranslations(`claim.${to}`);
  const day = useDay('long');
  return ({ ask, until }, institution) => t(ask, { institution, until: until === null ? '' : day(until) });
}

export function ClaimTurn({ turn, institution }: { turn: Turn; institution: string }) {
  return useClaimTurn('turn')(turn, institution);
}
