import { toInstant } from './codec';
import type { Tx } from './tx';

/** A list of mappings under a name, as its address says it. */
export interface SavedView {
  id: string;
  name: string;
  /** The part of the address after the question mark; empty for the plain list. */
  address: string;
  isShared: boolean;
  ownerId: string;
  ownerName: string;
  savedAt: string;
}

/** What somebody saved, and what anybody at the institution shares, by name. */
export async function listViews(tx: Tx, personId: string): Promise<SavedView[]> {
  const rows = await tx.savedView.findMany({
    where: { OR: [{ personId }, { isShared: true }] },
    include: { person: { select: { name: true } } },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
  return rows.map(({ personId: ownerId, person, createdAt, tenantId: _, ...view }) => ({
    ...view,
    ownerId,
    ownerName: person.name,
    savedAt: toInstant(createdAt),
  }));
}

export async function addView(
  tx: Tx,
  view: { tenantId: string; id: string; personId: string; name: string; address: string; isShared: boolean },
  at: string,
): Promise<void> {
  await tx.savedView.create({ data: { ...view, createdAt: new Date(at) } });
}

export async function removeView(tx: Tx, id: string): Promise<void> {
  await tx.savedView.deleteMany({ where: { id } });
}
