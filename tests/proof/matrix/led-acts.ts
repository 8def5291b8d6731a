import { createHash, randomUUID } from 'node:crypto';
import type { Put } from './put';
import type { Person, Seat, StageThing, Tenant } from './tenant-shape';

/** What somebody who leads a stage did about time and people. */
export async function putLedActs(
  put: Put,
  own: { tenant_id: string; stage_id: string },
  people: Record<Seat, Person>,
  reason: string,
): Promise<void> {
  const act = { ...own, by_id: people.registrar.id, at: new Date() };
  const [person, successor] = [people.reviewerElsewhere.id, people.reviewer.id];
  await put('review_reminder', { ...act, person_id: successor, reminded_on: '2026-11-02' });
  const told = { ...own, person_id: successor, step: 'due', due_on: '2026-11-02', at: new Date() };
  await put('review_clock_mail', told);
  await put('review_replacement', { ...act, person_id: person, successor_id: successor, reason });
  const days = { due_before: '2026-11-02', due_on: '2026-11-03', days: 1 };
  await put('review_extension', { ...act, ...days, reason });
}

/** Days away of a reviewer, and a chair whose reviews somebody else led on days that are over. */
export async function putAway(
  put: Put,
  tenantId: string,
  people: Record<Seat, Person>,
  departmentId: string,
): Promise<Pick<Tenant, 'absences' | 'delegations'>> {
  const own = { tenant_id: tenantId, from_day: '2020-01-01', to_day: '2020-01-02', stated_at: new Date() };
  const [absence, delegation] = [randomUUID(), randomUUID()];
  await put('absence', { ...own, id: absence, person_id: people.reviewer.id });
  await put('delegation', {
    ...own,
    id: delegation,
    delegator_id: people.chair.id,
    delegate_id: people.unassigned.id,
    role: 'chair',
    department_id: departmentId,
  });
  const thing = (id: string, label: string, personId: string) => ({
    ...{ tenantId, id, label },
    facts: { tenantId, personId },
  });
  return {
    absences: [thing(absence, 'days away', people.reviewer.id)],
    delegations: [thing(delegation, 'a delegation', people.chair.id)],
  };
}

/** A meeting of the committee and one of a department, in rooms whose names nobody else knows, and a calendar with an address. */
export async function putMeetings(
  put: Put,
  tenantId: string,
  people: Record<Seat, Person>,
  departmentId: string,
  canary: string,
  stages: readonly StageThing[],
): Promise<Pick<Tenant, 'meetings'>> {
  const at = new Date();
  const meetings: Tenant['meetings'] = [];
  for (const kind of ['committee', 'department'] as const) {
    const [id, place] = [randomUUID(), `Room ${kind} ${canary}`];
    const own = { tenant_id: tenantId, day: '2026-11-02', starts: '10:00', minutes: 45, place };
    const department = kind === 'department' ? departmentId : null;
    const by = kind === 'department' ? people.chair.id : people.committeeChair.id;
    await put('review_meeting', {
      ...own,
      id,
      kind,
      department_id: department,
      called_at: at,
      changed_at: at,
      by_id: by,
    });
    const stage = stages.find(({ stageKind, status }) => stageKind === kind && status === 'open');
    const item = { tenant_id: tenantId, meeting_id: id, position: 1 };
    if (stage) await put('review_meeting_item', { ...item, stage_id: stage.id });
    const facts = { tenantId, stageKind: kind, departmentId: department };
    meetings.push({ tenantId, id, label: `a meeting: ${kind}`, place, facts });
  }
  await put('calendar_address', {
    tenant_id: tenantId,
    person_id: people.reviewer.id,
    token_hash: createHash('sha256').update(canary).digest('hex'),
    given_at: at,
  });
  return { meetings };
}
