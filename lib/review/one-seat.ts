/** A seat, with what tells which of several was first. */
export interface SeatOnRecord {
  personId: string;
  isRecused: boolean;
  /** When its person first voted as a member; null while they have not. */
  votedAt: string | null;
  assignedAt: string;
}

/**
 * Whose seats in an open stage are second ones of somebody who sits there under another record: one person has one vote, also where it is
 * known only after both were given a seat. A conflict counts for all records; else the seat that voted first stays, then the one that
 * was given first. `isKnownSame` says of two seats whether they are one person's. What a stage that has ended counted stays as it was. @source docs/authorization.md
 */
export function secondSeats<Seat extends SeatOnRecord>(
  seats: readonly Seat[],
  isKnownSame: (one: Seat, other: Seat) => boolean,
): Set<string> {
  const last = '9999';
  const ordered = [...seats].sort(
    (a, b) =>
      Number(b.isRecused) - Number(a.isRecused) ||
      compare(a.votedAt ?? last, b.votedAt ?? last) ||
      compare(a.assignedAt, b.assignedAt) ||
      compare(a.personId, b.personId),
  );
  const kept: Seat[] = [];
  const second = new Set<string>();
  for (const seat of ordered) {
    if (kept.some((one) => isKnownSame(one, seat))) second.add(seat.personId);
    else kept.push(seat);
  }
  return second;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
