import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { World } from './row';

/** A function that acts as the owner of the tables, past row-level security: what it answers, and to what it must not. */
interface Door {
  name: string;
  /** Parts of its text without which it lets through too much, and what stands in their place then. */
  parts: readonly (readonly [string, string])[];
  ask: (answers: Answers) => Promise<void>;
}

interface Answers {
  client: pg.PoolClient;
  world: World;
  /** The answer that the application gets, compared with the one that it should get. */
  expect: (what: string, sql: string, values: unknown[], wanted: unknown) => Promise<void>;
}

/** Addresses nobody else has, of somebody who may be found, somebody suspended, somebody of a demonstration and somebody with an account. */
async function staff({
  client,
  world: [here],
}: Answers): Promise<Record<'open' | 'suspended' | 'demonstration' | 'claimed', string>> {
  const mail = (who: string) => `${who}.${randomUUID()}@example.test`;
  const found = {
    open: mail('open'),
    suspended: mail('suspended'),
    demonstration: mail('demonstration'),
    claimed: mail('claimed'),
  };
  for (const [who, email] of Object.entries(found))
    await client.query(
      'INSERT INTO person (tenant_id, name, email, status, is_demonstration, user_id) VALUES ($1, $2, $3, $4, $5, $6)',
      [
        here.id,
        who,
        email,
        who === 'suspended' ? 'suspended' : 'active',
        who === 'demonstration',
        who === 'claimed' ? randomUUID() : null,
      ],
    );
  return found;
}

const doors: readonly Door[] = [
  {
    name: 'memberships_of',
    parts: [
      [` AND p.status = 'active'`, ''],
      ['p.user_id = wanted_user', 'true'],
    ],
    ask: async ({ world: [here], expect }) => {
      const of = `SELECT coalesce(json_agg(person_id), '[]') AS answer FROM memberships_of($1)`;
      await expect('of somebody at work', of, [here.people.reviewer.userId], [here.people.reviewer.id]);
      await expect('of somebody suspended', of, [here.people.suspended.userId], []);
      await expect('of nobody', of, [randomUUID()], []);
    },
  },
  {
    name: 'student_records_of',
    parts: [['s.user_id = wanted_user', 'true']],
    ask: async ({ world: [here], expect }) => {
      const of = `SELECT coalesce(json_agg(student_id), '[]') AS answer FROM student_records_of($1)`;
      await expect('of a student', of, [here.students[0]?.userId], [here.students[0]?.id]);
      await expect('of nobody', of, [randomUUID()], []);
    },
  },
  {
    name: 'claim_memberships',
    parts: [
      ['user_id IS NULL AND ', ''],
      [' AND NOT is_demonstration', ''],
      [` AND status = 'active'`, ''],
      [' AND email = lower(proved_email)', ''],
      ['tie_undoes_separation(found, proved_user, found.email)', 'false'],
    ],
    ask: async (answers) => {
      const mail = await staff(answers);
      const claim = 'SELECT claim_memberships($1, $2) AS answer';
      const { expect } = answers;
      await expect('by whoever is suspended', claim, [randomUUID(), mail.suspended], 0);
      await expect('of a demonstration', claim, [randomUUID(), mail.demonstration], 0);
      await expect('of a record with an account', claim, [randomUUID(), mail.claimed], 0);
      await expect(
        'of an address that is nobody’s',
        claim,
        [randomUUID(), `nobody.${randomUUID()}@example.test`],
        0,
      );
      await expect('of one’s own record', claim, [randomUUID(), mail.open.toUpperCase()], 1);
      await expect('a second time', claim, [randomUUID(), mail.open], 0);
      const { client, world } = answers;
      const [{ id, people }] = world;
      const again = `again.${randomUUID()}@example.test`;
      await client.query(
        `WITH again AS (INSERT INTO person (tenant_id, name, email) VALUES ($1, 'again', $2) RETURNING id)
         INSERT INTO role_grant (tenant_id, person_id, role) SELECT $1, id, 'registrar' FROM again`,
        [id, again],
      );
      await expect(
        'of a registrar’s record by an administrator',
        claim,
        [people.administrator.userId, again],
        0,
      );
      await expect('of a registrar’s record by an evaluator', claim, [people.evaluator.userId, again], 1);
    },
  },
  {
    name: 'is_known_mailbox',
    parts: [
      [` AND p.status = 'active'`, ''],
      [' AND NOT p.is_demonstration', ''],
      ['p.email = lower(wanted)', 'true'],
    ],
    ask: async (answers) => {
      const mail = await staff(answers);
      const known = 'SELECT is_known_mailbox($1) AS answer';
      const { expect } = answers;
      await expect('of somebody at work', known, [mail.open.toUpperCase()], true);
      await expect('of somebody suspended', known, [mail.suspended], false);
      await expect('of a demonstration', known, [mail.demonstration], false);
      await expect('of nobody', known, [`nobody.${randomUUID()}@example.test`], false);
    },
  },
  {
    name: 'tenants_with_due_messages',
    parts: [
      ['m.sent_at IS NULL AND ', ''],
      ['m.next_at <= now() AND ', ''],
      [' AND m.attempts < 10', ''],
    ],
    ask: async ({ client, expect }) => {
      const put = async (change: string) => {
        const tenant = randomUUID();
        await client.query(
          `INSERT INTO outbox_message (tenant_id, kind, dedupe_key, payload, sent_at, next_at, attempts) SELECT $1, 'x', 'x', '{}', ${change}`,
          [tenant],
        );
        return [tenant];
      };
      const due = 'SELECT $1::uuid IN (SELECT tenants_with_due_messages()) AS answer';
      await expect('one that is due', due, await put(`NULL, now() - interval '1 minute', 0`), true);
      await expect('one that was sent', due, await put(`now(), now() - interval '1 minute', 0`), false);
      await expect('one for later', due, await put(`NULL, now() + interval '1 hour', 0`), false);
      await expect('one given up', due, await put(`NULL, now() - interval '1 minute', 10`), false);
    },
  },
  {
    name: 'tenants_with_mail_to_forget',
    parts: [[' WHERE m.sent_at < now() - make_interval(days => kept_days)', '']],
    ask: async ({ client, expect }) => {
      const sent = async (days: number | null) => {
        const tenant = randomUUID();
        await client.query(
          `INSERT INTO outbox_message (tenant_id, kind, dedupe_key, payload, sent_at) SELECT $1, 'x', 'x', '{}', now() - make_interval(days => $2::int)`,
          [tenant, days],
        );
        return [tenant];
      };
      const old = 'SELECT $1::uuid IN (SELECT tenants_with_mail_to_forget(30)) AS answer';
      await expect('one of long ago', old, await sent(31), true);
      await expect('one of lately', old, await sent(29), false);
      await expect('one that waits', old, await sent(null), false);
    },
  },
  {
    name: 'tenants_asked_to_decide',
    parts: [
      [`r.kind = 'decide' AND `, ''],
      [' AND r.answer IS NULL', ''],
    ],
    ask: async ({ client, expect }) => {
      const put = async (kind: string, answer: string | null) => {
        const tenant = randomUUID();
        await client.query(
          `INSERT INTO certificate_request (tenant_id, kind, subject_key, title, provider, micro_credential_id, answer, askers, settled_at)
           SELECT $1, $2, 'x', 'x', 'x', CASE $2 WHEN 'decide' THEN gen_random_uuid() END, $3::text, CASE WHEN $3::text IS NOT NULL THEN 1 END, CASE WHEN $3::text IS NOT NULL THEN now() END`,
          [tenant, kind, answer],
        );
        return [tenant];
      };
      const asked = 'SELECT $1::uuid IN (SELECT tenants_asked_to_decide()) AS answer';
      await expect('one that is open', asked, await put('decide', null), true);
      await expect('one that was answered', asked, await put('decide', 'given'), false);
      await expect('a wish to list', asked, await put('list', null), false);
    },
  },
  {
    name: 'tenants_with_askers_to_forget',
    parts: [
      ['a.last_asked_at < now() - make_interval(days => kept_days) OR ', 'true OR '],
      ['a.confirmed_at IS NULL AND ', ''],
      [' AND a.mailed_at < now() - make_interval(days => unconfirmed_days)', ''],
      [`m.kind LIKE 'request.%' AND `, ''],
      [' AND m.created_at < now() - make_interval(days => mail_days)', ''],
    ],
    ask: async ({ client, expect }) => {
      const put = async (asked: number, mailed: number, isConfirmed: boolean) => {
        const tenant = randomUUID();
        await client.query(
          `INSERT INTO certificate_asker (tenant_id, request_id, network_key, mailbox_key, mailbox, token_hash, mailed_at, confirmed_at, first_asked_at, last_asked_at)
           SELECT $1, gen_random_uuid(), repeat('a', 64), CASE WHEN $4 THEN repeat('b', 64) END, 'x@example.test', repeat('c', 64),
                  now() - make_interval(days => $3::int), CASE WHEN $4 THEN now() END, now() - interval '900 days', now() - make_interval(days => $2::int)`,
          [tenant, asked, mailed, isConfirmed],
        );
        return [tenant];
      };
      const mail = async (kind: string, days: number) => {
        const tenant = randomUUID();
        await client.query(
          `INSERT INTO outbox_message (tenant_id, kind, dedupe_key, payload, created_at) SELECT $1, $2, 'x', '{}', now() - make_interval(days => $3::int)`,
          [tenant, kind, days],
        );
        return [tenant];
      };
      const old = 'SELECT $1::uuid IN (SELECT tenants_with_askers_to_forget(7, 365, 30)) AS answer';
      await expect('asked long ago', old, await put(366, 1, true), true);
      await expect('asked and mailed lately', old, await put(1, 1, false), false);
      await expect('not confirmed for long', old, await put(1, 8, false), true);
      await expect('confirmed long ago', old, await put(1, 100, true), false);
      await expect('mail that waits long', old, await mail('request.answered', 31), true);
      await expect('mail of lately', old, await mail('request.answered', 29), false);
      await expect('mail to staff', old, await mail('review.assigned', 31), false);
    },
  },
  {
    name: 'how_it_stands',
    parts: [
      [' WHERE sent_at IS NULL', ''],
      [' FILTER (WHERE attempts < 10) AS waiting', ' AS waiting'],
    ],
    ask: async ({ client, expect }) => {
      const waiting = 'SELECT (how_it_stands()).mail_waiting::int AS answer';
      const { rows } = await client.query<{ answer: number }>(waiting);
      await client.query(
        `INSERT INTO outbox_message (tenant_id, kind, dedupe_key, payload, sent_at, attempts)
         SELECT gen_random_uuid(), 'x', 'x', '{}', sent_at, attempts FROM (VALUES (NULL, 0), (now(), 0), (NULL, 10)) m (sent_at, attempts)`,
      );
      await expect('how many wait, sent and given up apart', waiting, [], (rows[0]?.answer ?? 0) + 1);
      await client.query(
        `INSERT INTO audit_head (tenant_id, seq, hash) VALUES (gen_random_uuid(), 3, 'x'), (gen_random_uuid(), 900001, 'x')`,
      );
      const heads = await client.query<{ heads: number; entries: number }>(
        'SELECT count(*)::int AS heads, sum(seq)::int AS entries FROM audit_head',
      );
      const { heads: trails, entries } = heads.rows[0] ?? {};
      await expect('how many trails', 'SELECT (how_it_stands()).chains::int AS answer', [], trails);
      await expect('how many entries', 'SELECT (how_it_stands()).entries::int AS answer', [], entries);
      await expect('the longest', 'SELECT (how_it_stands()).longest_chain::int AS answer', [], 900_001);
    },
  },
  {
    name: 'erase_audit_detail',
    // Its tenant stands there twice: the owner, too, is held by row-level security, which is asked elsewhere.
    parts: [
      [' AND erased_at IS NULL', ''],
      [' AND seq = wanted_seq', ''],
    ],
    ask: async ({ client, world: [here, elsewhere], expect }) => {
      await client.query(
        `INSERT INTO audit_detail (tenant_id, seq, salt, before, after) VALUES ($1, 900001, 'x', '{}', '{}'), ($1, 900002, 'x', '{}', '{}'), ($2, 900001, 'x', '{}', '{}')`,
        [here.id, elsewhere.id],
      );
      const erase = 'SELECT erase_audit_detail($1) AS answer';
      await expect('one’s own', erase, [900_001], true);
      await expect('what is erased already', erase, [900_001], false);
      const { rows } = await client.query<{ left: number }>(
        'SELECT count(*)::int AS left FROM audit_detail WHERE seq IN (900001, 900002) AND erased_at IS NULL',
      );
      await expect(
        'nothing else, and nothing of another institution',
        'SELECT $1::int AS answer',
        [rows[0]?.left],
        2,
      );
    },
  },
  {
    name: 'is_decided_about',
    parts: [
      [' AND v.published_at IS NOT NULL', ''],
      ['s.micro_credential_id = "micro_credential"', 'true'],
    ],
    ask: async ({ client, world: [here], expect }) => {
      const rule = (status: string) => here.rules.find((one) => one.status === status)?.id;
      const [decided, proposed] = [randomUUID(), randomUUID()];
      await client.query(
        'INSERT INTO rule_source (tenant_id, rule_version_id, micro_credential_id) VALUES ($1, $2, $3), ($1, $4, $5)',
        [here.id, rule('published'), decided, rule('draft'), proposed],
      );
      const about = 'SELECT is_decided_about($1) AS answer';
      await expect('what is published', about, [decided], true);
      await expect('what is only proposed', about, [proposed], false);
      await expect('what nobody has proposed', about, [randomUUID()], false);
    },
  },
  {
    name: 'is_decided_about_since',
    parts: [
      [' AND v.published_at >= "since"', ''],
      ['s.micro_credential_id = "micro_credential"', 'true'],
    ],
    ask: async ({ client, world: [here], expect }) => {
      const rule = (status: string) => here.rules.find((one) => one.status === status)?.id;
      const [decided, proposed] = [randomUUID(), randomUUID()];
      await client.query(
        'INSERT INTO rule_source (tenant_id, rule_version_id, micro_credential_id) VALUES ($1, $2, $3), ($1, $4, $5)',
        [here.id, rule('published'), decided, rule('draft'), proposed],
      );
      const about = 'SELECT is_decided_about_since($1, $2) AS answer';
      await expect('what was published since', about, [decided, '1990-01-01'], true);
      await expect('what was published before', about, [decided, '2990-01-01'], false);
      await expect('what is only proposed', about, [proposed, '1990-01-01'], false);
      await expect('what nobody has proposed', about, [randomUUID(), '1990-01-01'], false);
    },
  },
  {
    name: 'claim_organization',
    parts: [
      ['o.claimed_tenant_id IS NOT NULL OR ', ''],
      ['o.merged_into_id IS NOT NULL OR ', ''],
      [' OR o.steward_tenant_id = current_tenant()', ''],
      [` AND p.status = 'active'`, ''],
      ['(p.user_id IS NOT NULL OR p.is_demonstration) AND ', ''],
      [' AND mailbox_proves(p.email, o.url)', ''],
    ],
    ask: async ({ client, world: [here, elsewhere], expect }) => {
      const word = randomUUID().slice(0, 8);
      const person = async (mail: string, status = 'active', userId: string | null = randomUUID()) => {
        const id = randomUUID();
        await client.query(
          'INSERT INTO person (tenant_id, id, name, email, status, user_id) VALUES ($1, $2, $3, $4, $5, $6)',
          [here.id, id, 'claims', `${id}@${mail}`, status, userId],
        );
        return id;
      };
      const organization = async (stated: { by?: string; claimed?: boolean; merged?: boolean } = {}) => {
        const id = randomUUID();
        await client.query(
          `INSERT INTO organization (id, slug, name, url, steward_tenant_id, stated_at, claimed_tenant_id, claimed_at, merged_into_id, merged_by_tenant_id, merged_at)
           SELECT $1::uuid, 'claimed-' || $1, 'Claimed ' || $1, $2, $3::uuid, now(), CASE WHEN $4 THEN $3::uuid END, CASE WHEN $4 THEN now() END,
                  CASE WHEN $5 THEN (SELECT id FROM organization LIMIT 1) END, CASE WHEN $5 THEN $3::uuid END, CASE WHEN $5 THEN now() END`,
          [
            id,
            `https://www.${word}.example/`,
            stated.by ?? elsewhere.id,
            stated.claimed ?? false,
            stated.merged ?? false,
          ],
        );
        return id;
      };
      const there = `${word}.example`;
      const claim = 'SELECT claim_organization($1, $2) AS answer';
      await expect(
        'claimed by another',
        claim,
        [await organization({ claimed: true }), await person(there)],
        false,
      );
      await expect('merged', claim, [await organization({ merged: true }), await person(there)], false);
      await expect(
        'with a page of one’s own',
        claim,
        [await organization({ by: here.id }), await person(there)],
        false,
      );
      await expect(
        'by somebody suspended',
        claim,
        [await organization(), await person(there, 'suspended')],
        false,
      );
      await expect(
        'by an unproved mailbox',
        claim,
        [await organization(), await person(there, 'active', null)],
        false,
      );
      await expect(
        'by a mailbox elsewhere',
        claim,
        [await organization(), await person('other.example')],
        false,
      );
      const [mine, proved] = [await organization(), await person(there)];
      await expect('by what proves it', claim, [mine, proved], true);
    },
  },
  {
    name: 'pass_entry',
    parts: [
      [
        'IF to_institution = current_tenant() AND m.taken_from_id IS NULL AND',
        'IF to_institution = current_tenant() AND',
      ],
      [' AND is_about(entry, current_tenant())', ''],
      ['ELSIF m.steward_tenant_id = current_tenant() AND m.taken_from_id', 'ELSIF m.taken_from_id'],
      [' AND m.taken_from_id = to_institution THEN', ' THEN'],
    ],
    ask: async ({ client, world: [here, elsewhere], expect }) => {
      const maker = `Passing ${randomUUID()}`;
      await client.query(
        `INSERT INTO organization (slug, name, url, steward_tenant_id, stated_at, claimed_tenant_id, claimed_at) VALUES ($1, $2, 'https://x.example', $3, now(), $3, now())`,
        [`passing-${randomUUID()}`, maker, here.id],
      );
      const entry = async (steward: string, provider: string, takenFrom: string | null = null) => {
        const id = randomUUID();
        await client.query(
          `INSERT INTO micro_credential (id, steward_tenant_id, slug, natural_key, title, provider, source, taken_from_id, taken_over_at)
           VALUES ($1::uuid, $2::uuid, 'passing-' || $1::uuid, 'passing-' || $1::uuid, 'Passing', $3, 'x', $4::uuid, CASE WHEN $4::uuid IS NOT NULL THEN now() END)`,
          [id, steward, provider, takenFrom],
        );
        return id;
      };
      const third = randomUUID();
      const pass = 'SELECT pass_entry($1, $2) AS answer';
      await expect('of another maker', pass, [await entry(elsewhere.id, 'Nobody'), here.id], false);
      await expect('that another took over', pass, [await entry(elsewhere.id, maker, third), here.id], false);
      await expect(
        'that others took over, back',
        pass,
        [await entry(elsewhere.id, maker, third), third],
        false,
      );
      await expect('to somebody else', pass, [await entry(here.id, maker, third), elsewhere.id], false);
      await expect('about oneself', pass, [await entry(elsewhere.id, maker), here.id], true);
      await expect('back', pass, [await entry(here.id, maker, elsewhere.id), elsewhere.id], true);
    },
  },
];

/** Functions that act as the owner and that no probe asks. Must be none. */
export async function doorsWithoutProbe(admin: pg.Pool): Promise<string[]> {
  const { rows } = await admin.query<{ name: string }>(
    `SELECT proname AS name FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosecdef AND prorettype <> 'trigger'::regtype ORDER BY 1`,
  );
  return rows.map(({ name }) => name).filter((name) => !doors.some((door) => door.name === name));
}

/** Answers of such functions, as the application gets them, that are not what they should be; `without`: of a function that lacks a part. */
export async function wrongAnswers(
  admin: pg.Pool,
  world: World,
  without?: { door: string; part: string; instead: string },
): Promise<string[]> {
  const problems: string[] = [];
  for (const { name, ask } of doors.filter((one) => without === undefined || one.name === without.door)) {
    const client = await admin.connect();
    try {
      await client.query('begin');
      await client.query('SET LOCAL session_replication_role = replica');
      await client.query(`SELECT set_config('app.tenant_id', $1, true)`, [world[0].id]);
      if (without) await weaken(client, without);
      await ask({
        client,
        world,
        expect: async (what, sql, values, wanted) => {
          await client.query('SET LOCAL ROLE app_rw');
          const { rows } = await client.query<{ answer: unknown }>(sql, values);
          await client.query('RESET ROLE');
          const got = JSON.stringify(rows[0]?.answer);
          if (got !== JSON.stringify(wanted)) problems.push(`${name} ${what}: ${got}`);
        },
      });
    } finally {
      await client.query('rollback');
      client.release();
    }
  }
  return problems;
}

/** Each part of each such function, taken away alone. */
export const weakenedDoors = doors.flatMap(({ name, parts }) =>
  parts.map(([part, instead]) => ({ door: name, part, instead })),
);

async function weaken(
  client: pg.PoolClient,
  { door, part, instead }: { door: string; part: string; instead: string },
) {
  const { rows } = await client.query<{ text: string }>(
    `SELECT pg_get_functiondef(oid) AS text FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND proname = $1`,
    [door],
  );
  const text = rows[0]?.text ?? '';
  if (!text.includes(part)) throw new Error(`${door} does not say "${part}".`);
  await client.query(text.replace(part, () => instead));
}
