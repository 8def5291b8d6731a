import type { Person, Seat } from './tenant-shape';
import type { Put } from './world';

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
  await put('review_replacement', { ...act, person_id: person, successor_id: successor, reason });
  const days = { due_before: '2026-11-02', due_on: '2026-11-03', days: 1 };
  await put('review_extension', { ...act, ...days, reason });
}
