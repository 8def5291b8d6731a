import { randomUUID } from 'node:crypto';
import type { Person, Seat, Tenant } from './tenant-shape';
import type { Put } from './put';

/** Roles that wait for a second administrator, by one who is at work and by one who is not any more; and one that was confirmed. */
export async function proposeRoles(
  put: Put,
  tenantId: string,
  people: Record<Seat, Person>,
  settledId: string,
): Promise<Tenant['proposals']> {
  const propose = async (id: string, by: Seat, to: Seat, more: Record<string, unknown>) => {
    const [personId, proposedById] = [people[to].id, people[by].id];
    await put('role_proposal', {
      tenant_id: tenantId,
      id,
      person_id: personId,
      role: 'administrator',
      why: 'appoints',
      other_person_id: personId,
      proposed_by_id: proposedById,
      ...more,
    });
    const facts = { tenantId, personId, proposedById, involvedIds: [personId, proposedById] };
    return { tenantId, id, label: `proposal by ${by}`, facts };
  };
  await propose(settledId, 'suspended', 'ended', {
    role: 'registrar',
    outcome: 'confirmed',
    settled_by_id: people.administrator.id,
    settled_at: new Date(),
  });
  return [
    await propose(randomUUID(), 'suspended', 'dean', {}),
    await propose(randomUUID(), 'administrator', 'editor', {}),
  ];
}
