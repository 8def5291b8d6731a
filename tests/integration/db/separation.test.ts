import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Role } from '@/lib/access/actor';
import { isKnownSame } from '@/lib/access/same-person';
import { undoes } from '@/lib/access/separation';
import { anInstitution, aPerson, type BuiltPerson } from '@/tests/support/builders';
import { appConnection, inRolledBackTransaction, queryAsSuperuser } from '@/tests/support/db';

/** As the application's own role, in its institution, statement after statement: what the code would never send. */
const asApp = (tenantId: string, ...statements: [sql: string, values?: unknown[]][]) =>
  inRolledBackTransaction(appConnection, async (client) => {
    await client.query("select set_config('app.tenant_id', $1, true)", [tenantId]);
    let count: number | null = 0;
    for (const [sql, values = []] of statements) count = (await client.query(sql, values)).rowCount;
    await client.query('set constraints all immediate');
    return count;
  });

async function aHouse() {
  const institution = await anInstitution();
  const [first, second, third] = [
    await aPerson(institution, 'administrator'),
    await aPerson(institution, 'administrator'),
    await aPerson(institution, 'administrator'),
  ];
  return { institution, first, second, third };
}
const email = (person: BuiltPerson, address: string) =>
  queryAsSuperuser('update person set email = $2 where id = $1', [person.id, address]);
const account = async (...people: BuiltPerson[]) => {
  const id = randomUUID();
  await queryAsSuperuser('insert into auth_user (id) values ($1)', [id]);
  await queryAsSuperuser('update person set user_id = $1 where id = any($2::uuid[])', [
    id,
    people.map((person) => person.id),
  ]);
  return id;
};
const give = (
  tenantId: string,
  to: { id: string },
  role: string,
  by: { id: string },
  proposalId: string | null = null,
): [string, unknown[]] => [
  'insert into role_grant (tenant_id, person_id, role, granted_by_id, proposal_id) values ($1, $2, $3, $4, $5)',
  [tenantId, to.id, role, by.id, proposalId],
];
const propose = (
  tenantId: string,
  id: string,
  to: { id: string },
  role: string,
  by: { id: string },
): [string, unknown[]] => [
  "insert into role_proposal (tenant_id, id, person_id, role, why, other_person_id, proposed_by_id) values ($1, $2, $3, $4, 'appoints', $3, $5)",
  [tenantId, id, to.id, role, by.id],
];
const settle = (id: string, outcome: string, by: { id: string }): [string, unknown[]] => [
  'update role_proposal set outcome = $2, settled_by_id = $3, settled_at = now() where id = $1',
  [id, outcome, by.id],
];

describe('a role that undoes separation, by SQL alone', async () => {
  const { institution, first, second, third } = await aHouse();
  const at = (...statements: [string, unknown[]?][]) => asApp(institution.id, ...statements);
  const [mapper, appointed] = [
    await aPerson(institution, 'registrar'),
    await aPerson(institution, 'administrator'),
  ];

  test('needs a proposal, whichever of the roles comes later, and under whichever record', async () => {
    await expect(at(give(institution.id, mapper, 'administrator', first))).rejects.toThrow(
      'need a second administrator',
    );
    await expect(at(give(institution.id, appointed, 'dean', first))).rejects.toThrow(
      'need a second administrator',
    );
    const [twin, plus] = [await aPerson(institution), await aPerson(institution)];
    await account(mapper, twin);
    await email(plus, `appointed+two@example.test`);
    await email(appointed, `appointed@example.test`);
    await expect(at(give(institution.id, twin, 'administrator', first))).rejects.toThrow(
      'need a second administrator',
    );
    await expect(at(give(institution.id, plus, 'evaluator', first))).rejects.toThrow(
      'need a second administrator',
    );
    // A suspension can be taken back.
    await queryAsSuperuser("update person set status = 'suspended' where id = $1", [mapper.id]);
    await expect(at(give(institution.id, twin, 'administrator', first))).rejects.toThrow(
      'need a second administrator',
    );
    await queryAsSuperuser("update person set status = 'active' where id = $1", [mapper.id]);
    await expect(at(give(institution.id, twin, 'auditor', first))).resolves.toBe(1);
    await expect(at(give(institution.id, plus, 'catalog_editor', first))).resolves.toBe(1);
    await expect(at(give(institution.id, twin, 'evaluator', first))).resolves.toBe(1);
  });

  test('is not given to the giver’s own second record', async () => {
    const twin = await aPerson(institution);
    await account(second, twin);
    await expect(at(give(institution.id, twin, 'auditor', second))).rejects.toThrow('own second record');
    await expect(at(give(institution.id, twin, 'auditor', first))).resolves.toBe(1);
  });

  test('is given once a second administrator has confirmed it: as it was confirmed, and once', async () => {
    const [id, other] = [randomUUID(), randomUUID()];
    const of = institution.id;
    const asked = propose(of, id, mapper, 'administrator', first);
    const agreed = settle(id, 'confirmed', second);
    await expect(at(asked, give(of, mapper, 'administrator', first, id))).rejects.toThrow(
      'as it was confirmed',
    );
    await expect(
      at(asked, settle(id, 'declined', second), give(of, mapper, 'administrator', first, id)),
    ).rejects.toThrow('as it was confirmed');
    for (const wrong of [
      give(of, appointed, 'dean', first, id),
      give(of, mapper, 'dean', first, id),
      give(of, mapper, 'administrator', third, id),
      give(of, mapper, 'administrator', first, other),
    ])
      await expect(at(asked, agreed, wrong)).rejects.toThrow('as it was confirmed');
    const given = give(of, mapper, 'administrator', first, id);
    await expect(at(asked, agreed, given)).resolves.toBe(1);
    await expect(
      at(
        asked,
        agreed,
        given,
        ['update role_grant set ended_at = now() where proposal_id = $1', [id]],
        given,
      ),
    ).rejects.toThrow('role_grant_one_proposal');
    await expect(
      at(asked, agreed, given, ['update role_grant set proposal_id = null where proposal_id = $1', [id]]),
    ).rejects.toThrow('stays as it was given');
  });

  test('is confirmed by another administrator, who is another person than either', async () => {
    const id = randomUUID();
    const of = institution.id;
    const asked = propose(of, id, mapper, 'administrator', first);
    const outsider = await aPerson(institution, 'evaluator');
    const [twinOfFirst, twinOfMapper] = [
      await aPerson(institution, 'administrator'),
      await aPerson(institution, 'administrator'),
    ];
    await account(first, twinOfFirst);
    await queryAsSuperuser("update person set email = 'mapper@example.test' where id = $1", [mapper.id]);
    await email(twinOfMapper, 'mapper+two@example.test');
    await expect(at(asked, settle(id, 'confirmed', first))).rejects.toThrow(/two_people|another person/);
    await expect(at(asked, settle(id, 'confirmed', outsider))).rejects.toThrow('settled by an administrator');
    for (const twin of [twinOfFirst, twinOfMapper])
      await expect(at(asked, settle(id, 'confirmed', twin))).rejects.toThrow('is another person');
    await expect(at(asked, settle(id, 'withdrawn', second))).rejects.toThrow('two_people');
    await expect(at(asked, settle(id, 'withdrawn', first))).resolves.toBe(1);
    await expect(at(asked, settle(id, 'confirmed', third))).resolves.toBe(1);
  });

  test('is proposed by an administrator, for somebody else, open, and settled once without a change', async () => {
    const id = randomUUID();
    const of = institution.id;
    const asked = propose(of, id, mapper, 'administrator', first);
    await expect(at(propose(of, id, appointed, 'dean', mapper))).rejects.toThrow(
      'proposed by an administrator',
    );
    await expect(at(propose(of, id, appointed, 'dean', appointed))).rejects.toThrow('not_for_oneself');
    await expect(at(asked, propose(of, randomUUID(), mapper, 'administrator', second))).rejects.toThrow(
      'role_proposal_once',
    );
    await expect(
      at([
        "insert into role_proposal (tenant_id, person_id, role, why, other_person_id, proposed_by_id, outcome, settled_at, settled_by_id) values ($1, $2, 'administrator', 'appoints', $2, $3, 'confirmed', now(), $4)",
        [of, mapper.id, first.id, second.id],
      ]),
    ).rejects.toThrow('settled later');
    for (const change of ["role = 'dean'", `person_id = '${appointed.id}'`, `proposed_by_id = '${third.id}'`])
      await expect(
        at(asked, [
          `update role_proposal set ${change}, outcome = 'confirmed', settled_at = now(), settled_by_id = '${second.id}' where id = $1`,
          [id],
        ]),
      ).rejects.toThrow('stays as it was made');
    await expect(at(asked, settle(id, 'declined', second), settle(id, 'confirmed', second))).rejects.toThrow(
      'settled once',
    );
    await expect(at(asked, ['delete from role_proposal where id = $1', [id]])).rejects.toThrow(
      'permission denied',
    );
  });

  test('is seen and touched in its own institution alone', async () => {
    const elsewhere = await aHouse();
    const id = randomUUID();
    await queryAsSuperuser(...propose(institution.id, id, mapper, 'administrator', first));
    await expect(asApp(elsewhere.institution.id, settle(id, 'declined', elsewhere.first))).resolves.toBe(0);
    await expect(
      asApp(elsewhere.institution.id, propose(institution.id, randomUUID(), appointed, 'dean', first)),
    ).rejects.toThrow('proposed by an administrator');
    await queryAsSuperuser('delete from role_proposal where id = $1', [id]);
  });
});

test('two administrators who give one person two such roles at the same instant: the second is told', async () => {
  const { institution, first, second } = await aHouse();
  const person = await aPerson(institution);
  const { default: pg } = await import('pg');
  const clients = [new pg.Client(appConnection), new pg.Client(appConnection)];
  for (const client of clients) {
    await client.connect();
    await client.query('begin');
    await client.query("select set_config('app.tenant_id', $1, true)", [institution.id]);
  }
  const [one, other] = clients as [InstanceType<typeof pg.Client>, InstanceType<typeof pg.Client>];
  await one.query(...give(institution.id, person, 'administrator', first));
  const late = other.query(...give(institution.id, person, 'registrar', second)).then(
    () => 'given',
    (error: Error) => error.message,
  );
  await one.query('commit');
  expect(await late).toContain('need a second administrator');
  await other.query('rollback');
  await Promise.all(clients.map((client) => client.end()));
});

describe('records that become one person’s', async () => {
  const { institution, first } = await aHouse();
  const at = (...statements: [string, unknown[]?][]) => asApp(institution.id, ...statements);

  test('not by an address, where their roles together undo separation', async () => {
    const [registrar, reader] = [
      await aPerson(institution, 'registrar'),
      await aPerson(institution, 'auditor'),
    ];
    await email(first, 'ada@example.test');
    const change = (person: BuiltPerson): [string, unknown[]] => [
      "update person set email = 'ada+two@example.test' where id = $1",
      [person.id],
    ];
    await expect(at(change(registrar))).rejects.toThrow('do not become one person');
    await expect(at(change(reader))).resolves.toBe(1);
  });

  test('not by an account: the record waits unclaimed until one of the roles has ended, and sign-in goes on', async () => {
    const [boss, registrar, reader] = [
      await aPerson(institution, 'administrator'),
      await aPerson(institution, 'registrar'),
      await aPerson(institution, 'auditor'),
    ];
    const mine = await account(boss);
    await email(registrar, 'renamed@example.test');
    await email(reader, 'reader@example.test');
    const claim = (address: string): [string, unknown[]] => [
      'select 1 where claim_memberships($1, $2) = 1',
      [mine, address],
    ];
    await expect(at(claim('renamed@example.test'))).resolves.toBe(0);
    await expect(at(claim('reader@example.test'))).resolves.toBe(1);
    await queryAsSuperuser('update role_grant set ended_at = now() where person_id = $1', [registrar.id]);
    await expect(at(claim('renamed@example.test'))).resolves.toBe(1);
  });
});

describe('the database and the code say the same', () => {
  test('of every two roles', async () => {
    const rows = await queryAsSuperuser<{ one: Role; other: Role; undo: boolean }>(
      'select one, other, coalesce(roles_undo_separation(one, other), false) as undo from unnest($1::text[]) one, unnest($1::text[]) other',
      [Role.options],
    );
    expect(rows).toHaveLength(Role.options.length ** 2);
    for (const { one, other, undo } of rows)
      expect(undo, `${one} and ${other}`).toBe(undoes(one, other, 'one') === 'appoints');
  });

  test('of which records are known to be one person’s', async () => {
    const institution = await anInstitution({ policy: false });
    const accounts = [randomUUID(), randomUUID()];
    await queryAsSuperuser('insert into auth_user (id) values ($1), ($2)', accounts);
    const record = fc.record({
      email: fc
        .tuple(
          fc.constantFrom('ada', 'ada+', 'ada+x', 'ada+x+y', 'a.da', 'grace', 'info'),
          fc.constantFrom('a.test', 'b.test'),
        )
        .map(([user, host]) => `${user}@${host}`),
      userId: fc.constantFrom(null, null, ...accounts),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(record, { minLength: 2, maxLength: 5, selector: (one) => one.email }),
        async (rows) => {
          await queryAsSuperuser('delete from person where tenant_id = $1 and email like $2', [
            institution.id,
            '%.test',
          ]);
          const staff = rows.map((row) => ({
            ...row,
            id: randomUUID(),
            name: 'x',
            status: 'active' as const,
          }));
          await queryAsSuperuser(
            'insert into person (tenant_id, id, name, email, user_id) select $1, id, name, email, "userId" from json_to_recordset($2) as t (id uuid, name text, email text, "userId" uuid)',
            [institution.id, JSON.stringify(staff)],
          );
          for (const one of staff) {
            const found = await queryAsSuperuser<{ id: string }>(
              'select id from records_of_same_people($1, array[$2::uuid])',
              [institution.id, one.id],
            );
            expect(found.map(({ id }) => id).sort()).toEqual(
              staff
                .filter((other) => isKnownSame(one, other))
                .map(({ id }) => id)
                .sort(),
            );
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});
