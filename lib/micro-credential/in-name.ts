import type { CivilDate } from '@/lib/kernel/civil-date';

/** What an institution says of an entry that names it and that another institution listed. */
export const nameStates = ['waiting', 'accepted', 'refused'] as const;
export type NameState = (typeof nameStates)[number];

/** What is known of an entry that an institution answers for. */
export interface InNameFacts {
  isOurs: boolean;
  isMerged: boolean;
  /** Whether it names the institution as issuer or awarding body, in whatever spelling. */
  isAboutUs: boolean;
  state: NameState | null;
}

export type InNameReason =
  | 'listing/ours-already'
  | 'listing/merged-already'
  | 'listing/not-about-us'
  | 'listing/accepted-already'
  | 'listing/refused-already';

/**
 * What keeps an institution from accepting an entry in its name, or from refusing it; null: nothing. Either answer may be given after the
 * other one. @source docs/decisions/0060-institutions-are-organizations.md; guard_entry_in_name in prisma/migrations holds the same
 */
export function whyNotAnswered(facts: InNameFacts, answer: 'accepted' | 'refused'): InNameReason | null {
  if (facts.isOurs) return 'listing/ours-already';
  if (facts.isMerged) return 'listing/merged-already';
  if (!facts.isAboutUs || facts.state === null) return 'listing/not-about-us';
  if (facts.state !== answer) return null;
  return answer === 'accepted' ? 'listing/accepted-already' : 'listing/refused-already';
}

/** What is said of an entry by those whom it names. */
export interface SaidOfName {
  institution: string;
  state: NameState;
  on: CivilDate | null;
}

/**
 * Since when it is known that an entry is right, and by whom: its lister is known to be its issuer or awarding body, or else those that it
 * names have accepted it, the last of them on that day.
 */
export function confirmationOf({
  confirmedOn,
  inNames,
}: {
  confirmedOn: CivilDate | null;
  inNames: readonly SaidOfName[];
}): { confirmedOn: CivilDate | null; confirmedBy: string[] } {
  const accepted = inNames.filter(({ state }) => state === 'accepted');
  const days = accepted.flatMap(({ on }) => on ?? []).sort();
  return {
    confirmedOn: confirmedOn ?? days.at(-1) ?? null,
    confirmedBy: accepted.map(({ institution }) => institution),
  };
}

/** Who has said of an entry that it is not its award, and when; null where nobody has. */
export function refusalOf(inNames: readonly SaidOfName[]): SaidOfName | null {
  return inNames.find(({ state }) => state === 'refused') ?? null;
}
