import { refuse } from '@/lib/kernel/refusal';
import type { SuggestFrom } from '@/lib/institution/suggest-from';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { fromDay } from './codec';
import type { Tx } from './tx';

/** What an institution may correct about itself; its unit and its address here stay. */
export interface InstitutionFacts {
  name: string;
  shortName: string;
  country: string;
  timeZone: string;
  siteUrl: string | null;
  /** Days without work; left as they are where they are not given. */
  holidays?: readonly CivilDate[] | undefined;
  /** Left as it is where it is not given. */
  suggestFrom?: SuggestFrom | undefined;
}

/** @refuses conflict `institution/changed-meanwhile` */
export async function updateInstitution(
  tx: Tx,
  id: string,
  expectedVersion: number,
  { holidays, suggestFrom, ...facts }: InstitutionFacts,
): Promise<void> {
  const { count } = await tx.institution.updateMany({
    where: { id, rowVersion: expectedVersion },
    data: {
      ...facts,
      ...(suggestFrom && { suggestFrom }),
      ...(holidays && { holidays: holidays.map((day) => fromDay(day) as Date) }),
      rowVersion: { increment: 1 },
    },
  });
  if (count !== 1) refuse('conflict', 'institution/changed-meanwhile');
}
