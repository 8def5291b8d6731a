import { useClaimTurn } from '@/components/claim/claim-turn';
import type { ClaimTurn } from '@/lib/claim/turn';

/** Whose turn it is in a claim, as the desk reads it. */
export function DeskTurn({ turn }: { turn: ClaimTurn }) {
  return useClaimTurn('deskTurn')(turn, '');
}
