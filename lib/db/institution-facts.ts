import { refuse } from '@/lib/kernel/refusal';
import type { Tx } from './tx';

/** What an institution may correct about itself; its unit and its address here stay. */
export interface InstitutionFacts {
  name: string;
  shortName: string;
  country: string;
  timeZone: string;
  siteUrl: string | null;
}

/** @refuses conflict `institution/changed-meanwhile` */
export async function updateInstitution(
  tx: Tx,
  id: string,
  expectedVersion: number,
  facts: InstitutionFacts,
): Promise<void> {
  const { count } = await tx.institution.updateMany({
    where: { id, rowVersion: expectedVersion },
    data: { ...facts, rowVersion: { increment: 1 } },
  });
  if (count !== 1) refuse('conflict', 'institution/changed-meanwhile');
}
