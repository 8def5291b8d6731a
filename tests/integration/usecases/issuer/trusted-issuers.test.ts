import { beforeEach, describe, expect, it } from 'vitest';
import { confirmIssuer } from '@/lib/usecases/issuer/confirm-issuer';
import { declineIssuer } from '@/lib/usecases/issuer/decline-issuer';
import { endIssuer } from '@/lib/usecases/issuer/end-issuer';
import { listIssuers } from '@/lib/usecases/issuer/list-issuers';
import { ProposeIssuer, proposeIssuer } from '@/lib/usecases/issuer/propose-issuer';
import { addDays, type CivilDate } from '@/lib/kernel/civil-date';
import { lastAuditEntry } from '@/tests/support/audit-trail';
import { anInstitution, aPerson, type BuiltInstitution, type BuiltPerson } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { appConnection, inRolledBackTransaction, queryAsSuperuser } from '@/tests/support/db';

let here: BuiltInstitution;
let registrar: BuiltPerson;
let administrator: BuiltPerson;
beforeEach(async () => {
  here = await anInstitution();
  registrar = await aPerson(here, 'registrar');
  administrator = await aPerson(here, 'administrator');
});

const said = (more: object = {}) =>
  ProposeIssuer.parse({
    identity: 'did:web:guild.example:issuers:1',
    name: 'Guild of Welders',
    reason: 'Member of the register of the state',
    sourceUrl: 'https://register.example/guild',
    firstDay: '2026-01-01',
    ...more,
  });
const propose = async (more: object = {}, by = registrar) => (await proposeIssuer(ctxOf(by), said(more))).id;
const confirm = (issuerId: string, by = administrator) => confirmIssuer(ctxOf(by), { issuerId });
const listed = async (by = registrar) => (await listIssuers(ctxOf(by), {})).rows;
/** The day where the institution is. */
const today = async (): Promise<CivilDate> => (await listIssuers(ctxOf(registrar), {})).today;

describe('an institution’s list of issuers', () => {
  it('takes two people to trust one, one to end it, and keeps who, why and until when', async () => {
    const id = await propose();
    expect(await listed()).toMatchObject([
      { standing: 'waits', may: { confirm: false, decline: true, end: false } },
    ]);
    await expect(confirm(id, registrar)).rejects.toMatchObject({ reason: 'access/proposer' });
    await confirm(id);
    expect(await lastAuditEntry(here.id)).toMatchObject({
      action: 'issuer.confirm',
      actor_id: administrator.id,
      object_id: id,
      after: { proposedById: registrar.id },
    });
    await expect(confirm(id)).rejects.toMatchObject({ reason: 'issuer/decided-already' });
    expect(await listed()).toMatchObject([{ standing: 'standing', may: { confirm: false, end: true } }]);
    const last = await today();
    await endIssuer(ctxOf(registrar), { issuerId: id, lastDay: last, reason: 'Its register entry ended' });
    expect(await lastAuditEntry(here.id)).toMatchObject({
      action: 'issuer.end',
      before: { lastDay: null },
      after: { lastDay: last },
    });
    expect(await listed()).toMatchObject([
      { lastDay: last, endReason: 'Its register entry ended', may: { end: false } },
    ]);
    await expect(
      endIssuer(ctxOf(registrar), { issuerId: id, lastDay: last, reason: 'again' }),
    ).rejects.toMatchObject({ reason: 'issuer/ended-already' });
  });

  it('ends trust at once and never in the past, nor later than stated', async () => {
    const day = await today();
    const id = await propose({ lastDay: addDays(day, 10) });
    await confirm(id);
    const end = (lastDay: CivilDate) => endIssuer(ctxOf(registrar), { issuerId: id, lastDay, reason: 'why' });
    await expect(end(addDays(day, -2))).rejects.toMatchObject({ reason: 'issuer/end-past' });
    await expect(end(addDays(day, 10))).rejects.toMatchObject({ reason: 'issuer/end-later' });
    await end(addDays(day, -1));
    expect(await listed()).toMatchObject([{ standing: 'ended' }]);
    // A new span can follow, and one that has not begun never does.
    const next = await propose({ firstDay: addDays(day, 5) });
    await confirm(next);
    await endIssuer(ctxOf(registrar), {
      issuerId: next,
      lastDay: addDays(day, 4),
      reason: 'changed our mind',
    });
    expect((await listed()).map(({ standing }) => standing)).toEqual(['never', 'ended']);
  });

  it('trusts an issuer once a day, keeps what was declined, and lets it be proposed again', async () => {
    const id = await propose();
    await expect(propose()).rejects.toMatchObject({ reason: 'issuer/waits-already' });
    await declineIssuer(ctxOf(registrar), { issuerId: id });
    await expect(declineIssuer(ctxOf(registrar), { issuerId: id })).rejects.toMatchObject({
      reason: 'issuer/decided-already',
    });
    const again = await propose();
    await confirm(again);
    await expect(propose({ firstDay: '2027-01-01' })).rejects.toMatchObject({
      reason: 'issuer/trusted-already',
    });
    expect((await listed()).map(({ standing }) => standing)).toEqual(['standing', 'declined']);
  });

  it('is kept by registrars and administrators of the place alone, and read by its staff', async () => {
    const id = await propose();
    for (const role of ['evaluator', 'dean', 'auditor', 'catalog_editor'] as const) {
      const other = await aPerson(here, role);
      await expect(propose({ identity: 'did:web:b.example' }, other)).rejects.toMatchObject({
        code: 'forbidden',
      });
      await expect(confirm(id, other)).rejects.toMatchObject({ code: 'forbidden' });
      expect(await listed(other)).toMatchObject([{ may: { confirm: false, decline: false, end: false } }]);
    }
    const elsewhere = await aPerson(await anInstitution(), 'registrar');
    await expect(confirm(id, elsewhere)).rejects.toMatchObject({ code: 'not_found' });
    expect(await listed(elsewhere)).toEqual([]);
  });

  it('takes no second record of who proposed for a second person', async () => {
    const id = await propose();
    const twin = await aPerson(here, 'administrator');
    const email = `anna.${here.id}@home.example`;
    for (const [person, address] of [
      [registrar, email],
      [twin, email.replace('@', '+two@')],
    ] as const)
      await queryAsSuperuser('UPDATE person SET email = $2 WHERE id = $1', [person.id, address]);
    await expect(confirm(id, twin)).rejects.toMatchObject({ reason: 'access/proposer' });
    await expect(
      asApp(
        `UPDATE trusted_issuer SET outcome = 'confirmed', decided_by_id = $2, decided_at = now() WHERE id = $1`,
        [id, twin.id],
      ),
    ).rejects.toThrow('does not confirm it');
  });
});

const asApp = (sql: string, values: unknown[]) =>
  inRolledBackTransaction(appConnection, async (client) => {
    await client.query("select set_config('app.tenant_id', $1, true)", [here.id]);
    return (await client.query(sql, values)).rowCount;
  });

describe('the database as the application’s own role', () => {
  it('takes nobody’s trust without a proposal, two people in office, and an end that lies ahead', async () => {
    const id = await propose();
    const add = (more: string) =>
      asApp(
        `INSERT INTO trusted_issuer (tenant_id, identity, name, reason, source_url, first_day, proposed_by_id, proposed_at, outcome, decided_by_id, decided_at)
         VALUES ($1, 'did:web:c.example', 'C', 'why', 'https://c.example', '2026-01-01', $2, now(), ${more})`,
        [here.id, registrar.id],
      );
    await expect(add(`'confirmed', '${administrator.id}', now()`)).rejects.toThrow('proposed before');
    const decide = (by: BuiltPerson, outcome = 'confirmed') =>
      asApp('UPDATE trusted_issuer SET outcome = $2, decided_by_id = $3, decided_at = now() WHERE id = $1', [
        id,
        outcome,
        by.id,
      ]);
    await expect(decide(registrar)).rejects.toThrow();
    await expect(decide(await aPerson(here, 'dean'))).rejects.toThrow('keep the list');
    expect(await decide(registrar, 'declined')).toBe(1);
    await expect(
      asApp(`UPDATE trusted_issuer SET identity = 'did:web:evil.example' WHERE id = $1`, [id]),
    ).rejects.toThrow('not changed');
    await confirm(id);
    const change = (set: string) => asApp(`UPDATE trusted_issuer SET ${set} WHERE id = $1`, [id]);
    await expect(change(`first_day = '2020-01-01'`)).rejects.toThrow('ended once');
    await expect(change(`outcome = 'declined'`)).rejects.toThrow('ended once');
    const end = `ended_at = now(), end_reason = 'why', ended_by_id = '${registrar.id}'`;
    await expect(change(`${end}, last_day = '2026-02-01'`)).rejects.toThrow('not before yesterday');
    expect(await change(`${end}, last_day = '2099-01-01'`)).toBe(1);
    await expect(asApp('DELETE FROM trusted_issuer WHERE id = $1', [id])).rejects.toThrow();
  });
});
