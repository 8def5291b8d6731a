import type { Tx } from './tx';

/** What an institution may correct about itself; its unit and its address here stay. */
export interface InstitutionFacts {
  name: string;
  shortName: string;
  country: string;
  timeZone: string;
  siteUrl: string | null;
}

export async function updateInstitution(tx: Tx, id: string, facts: InstitutionFacts): Promise<void> {
  await tx.institution.update({ where: { id }, data: facts, select: { id: true } });
}
