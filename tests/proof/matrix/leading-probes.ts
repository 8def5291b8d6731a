import type { Probe } from './probe';
import type { StageThing, Tenant } from './tenant-shape';

/** What whoever leads a stage does about time and people, as the database must refuse it. 1 June 2099 is a Monday. */
export function leadingProbes(here: Tenant, open: StageThing): Probe[] {
  const { people } = here;
  const at = `now() - interval '2 hours'`;
  const given = `WITH due AS (UPDATE review_stage SET due_on = '2099-06-01' WHERE id = $2)
    INSERT INTO review_assignment (tenant_id, stage_id, person_id, is_voting, conflict_declared, assigned_by_id)
    SELECT $1, $2, '${people.chair.id}', false, false, $3::uuid`;
  const probe = (guard: string, what: string, sql: string, by = people.chair.id): Probe => ({
    guard,
    what,
    given,
    sql,
    values: [here.id, open.id, by],
  });
  const extension = (days: number, when = 'now()') =>
    `INSERT INTO review_extension (tenant_id, stage_id, due_before, due_on, days, reason, by_id, at) VALUES ($1, $2, '2099-06-01', '2099-06-02', ${days}, 'x', $3, ${when})`;
  const replacement = (person: string, when = 'now()') =>
    `INSERT INTO review_replacement (tenant_id, stage_id, person_id, successor_id, reason, by_id, at) VALUES ($1, $2, '${person}', '${people.unassigned.id}', 'x', $3, ${when})`;
  const reminder = (person: string, when = 'now()') =>
    `INSERT INTO review_reminder (tenant_id, stage_id, person_id, reminded_on, by_id, at) VALUES ($1, $2, '${person}', current_date, $3, ${when})`;
  const reviewer = people.reviewer.id;
  const delegation = (from: string, to: string) =>
    `INSERT INTO delegation (tenant_id, delegator_id, delegate_id, role, department_id, from_day, to_day, stated_at) VALUES ($1, '${from}', '${to}', 'chair', $2, '2020-01-01', '2020-01-02', now())`;
  const plain = (guard: string, what: string, sql: string, values: unknown[]): Probe => ({
    guard,
    what,
    sql,
    values,
  });
  const department = here.departments.own.id;
  return [
    plain(
      'guard_delegation on delegation',
      'an office that is not held, given away',
      delegation(people.dean.id, people.unassigned.id),
      [here.id, department],
    ),
    plain(
      'guard_delegation on delegation',
      'an office given to two for a day',
      delegation(people.chair.id, people.reviewer.id),
      [here.id, department],
    ),
    plain(
      'guard_withdrawn_once on delegation',
      'a delegation made longer',
      `UPDATE delegation SET to_day = '2099-01-01' WHERE tenant_id = $1`,
      [here.id],
    ),
    plain(
      'guard_withdrawn_once on absence',
      'days away that vanish',
      'DELETE FROM absence WHERE tenant_id = $1',
      [here.id],
    ),
    ...meetingProbes(here, open),
    plain('never_truncated on absence', 'emptied', 'TRUNCATE absence CASCADE', []),
    plain('never_truncated on delegation', 'emptied', 'TRUNCATE delegation CASCADE', []),
    plain(
      'guard_clock_mail on review_clock_mail',
      'the clock about another due day',
      `INSERT INTO review_clock_mail (tenant_id, stage_id, person_id, step, due_on, at) VALUES ($1, $2, '${people.undeclared.id}', 'late', '2000-01-03', now())`,
      [here.id, open.id],
    ),
    {
      guard: 'guard_seat_stand_in on review_assignment',
      what: 'a vote for whoever led for somebody else',
      given: `WITH led AS (INSERT INTO delegation (tenant_id, delegator_id, delegate_id, role, department_id, from_day, to_day, stated_at)
        VALUES ($1, '${people.chair.id}', $3, 'chair', '${department}', '2020-01-01', '2099-01-01', now()))
        INSERT INTO review_assignment (tenant_id, stage_id, person_id, is_voting, conflict_declared, assigned_by_id) VALUES ($1, $2, $3, false, false, $3)`,
      sql: 'UPDATE review_assignment SET is_voting = true WHERE tenant_id = $1 AND stage_id = $2 AND person_id = $3',
      values: [here.id, open.id, people.unassigned.id],
    },
    probe('guard_act_time on review_extension', 'an extension dated back', extension(1, at)),
    probe(
      'guard_act_time on review_replacement',
      'a replacement dated back',
      replacement(people.undeclared.id, at),
    ),
    probe('guard_act_time on review_reminder', 'a reminder dated back', reminder(people.undeclared.id, at)),
    probe('guard_led_act on review_extension', 'more time given by a reviewer', extension(1), reviewer),
    probe(
      'guard_led_act on review_replacement',
      'replaced by a reviewer',
      replacement(people.undeclared.id),
      reviewer,
    ),
    probe(
      'guard_led_act on review_reminder',
      'reminded by a reviewer',
      reminder(people.undeclared.id),
      reviewer,
    ),
    probe('guard_extension on review_extension', 'more days than the day says', extension(2)),
    probe('guard_extension_done on review_extension', 'an extension on record alone', extension(1)),
    probe('guard_replacement on review_replacement', 'replaced who has no seat', replacement(people.dean.id)),
    probe(
      'guard_replacement_done on review_replacement',
      'a replacement on record alone',
      replacement(people.undeclared.id),
    ),
    probe(
      'guard_reminder on review_reminder',
      'reminded of whom nothing is awaited',
      reminder(people.dean.id),
    ),
  ];
}

/** What nobody does to a meeting, its agenda, what is decided in it, and the address of a calendar. */
function meetingProbes(here: Tenant, open: StageThing): Probe[] {
  const { people } = here;
  const [committee, department] = here.meetings;
  const probe = (guard: string, what: string, sql: string, values: unknown[]): Probe => ({
    guard,
    what,
    sql,
    values,
  });
  const item =
    'INSERT INTO review_meeting_item (tenant_id, meeting_id, stage_id, position) VALUES ($1, $2, $3, 2)';
  return [
    probe(
      'guard_meeting on review_meeting',
      'a meeting moved by a reviewer',
      `UPDATE review_meeting SET place = 'elsewhere', by_id = $3 WHERE tenant_id = $1 AND id = $2`,
      [here.id, department?.id, people.reviewer.id],
    ),
    probe('guard_meeting_item on review_meeting_item', 'a stage of a department before the committee', item, [
      here.id,
      committee?.id,
      open.id,
    ]),
    probe(
      'guard_stage_meeting on review_stage',
      'an open stage said to be decided in a meeting',
      'UPDATE review_stage SET meeting_id = $2 WHERE tenant_id = $1 AND id = $3',
      [here.id, department?.id, open.id],
    ),
    {
      ...probe(
        'guard_withdrawal on vote',
        'a vote taken back that was never cast',
        `INSERT INTO vote (tenant_id, stage_id, person_id, ordinal, choice, rationale) VALUES ($1, $2, $3, 99, 'withdrawn', '')`,
        [here.id, open.id, people.undeclared.id],
      ),
      given: `UPDATE review_assignment SET conflict_declared = false WHERE tenant_id = $1 AND stage_id = $2 AND person_id = $3`,
    },
    probe(
      'guard_withdrawn_once on calendar_address',
      'an address of a calendar that is somebody else’s',
      'UPDATE calendar_address SET person_id = $2 WHERE tenant_id = $1',
      [here.id, people.dean.id],
    ),
    probe(
      'never_deleted on review_meeting',
      'a meeting deleted',
      'DELETE FROM review_meeting WHERE tenant_id = $1',
      [here.id],
    ),
    ...['review_meeting', 'review_meeting_item', 'calendar_address'].map((table) =>
      probe(`never_truncated on ${table}`, 'emptied', `TRUNCATE ${table} CASCADE`, []),
    ),
  ];
}
