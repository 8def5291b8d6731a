import { describe, expect, it } from 'vitest';
import { type StaffMember, visitor } from '@/lib/access/actor';
import { command, query, workThrough } from '@/lib/usecases/command';
import { anInstitution, aPerson } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';

describe('whoever acts', async () => {
  const institution = await anInstitution();
  const rolesOf = (_tx: unknown, actor: StaffMember) => Promise.resolve(actor.roles);
  const roads = ['command', 'query', 'workThrough'] as const;
  const ask = (road: (typeof roads)[number], who: Parameters<typeof ctxOf>[0]) =>
    road === 'command'
      ? command(ctxOf(who), 'rule.draft', {}, rolesOf)
      : { query, workThrough }[road](ctxOf(who), rolesOf);

  it.each(roads)(
    'has by %s the roles that stand now, whatever stood when the request began',
    async (road) => {
      const person = await aPerson(institution, 'evaluator', 'registrar');
      expect((await ask(road, person)).map(({ role }) => role).sort()).toEqual(['evaluator', 'registrar']);
      await queryAsSuperuser("delete from role_grant where person_id = $1 and role = 'registrar'", [
        person.id,
      ]);
      expect((await ask(road, person)).map(({ role }) => role)).toEqual(['evaluator']);
    },
  );

  it.each(roads)('does nothing by %s once suspended, or without a session', async (road) => {
    const person = await aPerson(institution, 'registrar');
    await queryAsSuperuser("update person set status = 'suspended' where id = $1", [person.id]);
    for (const who of [person, visitor])
      await expect(ask(road, who)).rejects.toMatchObject({
        code: 'unauthenticated',
        reason: 'access/sign-in-first',
      });
  });
});

describe('a command that is sent twice under one key', async () => {
  const institution = await anInstitution();
  const [person, other] = [await aPerson(institution, 'evaluator'), await aPerson(institution, 'evaluator')];
  const idempotencyKey = '0f8fad5b-d9cb-469f-a165-70867728950e';
  let times = 0;
  const send = (who: typeof person, input: object) =>
    command(ctxOf(who, { idempotencyKey }), 'rule.draft', input, () => {
      times += 1;
      return Promise.resolve({ times });
    });

  it('is carried out once and answered twice the same; for another person it is another one', async () => {
    expect([await send(person, { a: 1 }), await send(person, { a: 1 })]).toEqual([
      { times: 1 },
      { times: 1 },
    ]);
    expect(await send(other, { a: 1 })).toEqual({ times: 2 });
  });

  it('with another content is refused', async () => {
    await expect(send(person, { a: 2 })).rejects.toMatchObject({
      code: 'conflict',
      reason: 'command/key-reused',
      command: 'rule.draft',
    });
    expect(times).toBe(2);
  });

  it('and was refused at first may be tried again: nothing is kept of it', async () => {
    const key = { idempotencyKey: 'another-key-of-ours' };
    const failing = command(ctxOf(person, key), 'rule.draft', {}, () => Promise.reject(new Error('cut off')));
    await expect(failing).rejects.toThrow('cut off');
    expect(await command(ctxOf(person, key), 'rule.draft', {}, () => Promise.resolve('done'))).toBe('done');
  });
});

describe('while writes last, as on a slow disk', async () => {
  const institution = await anInstitution();
  const person = await aPerson(institution, 'evaluator');
  const write = (work: () => Promise<string>) => command(ctxOf(person), 'rule.draft', {}, work);

  it('reading goes on, who comes later is told that nothing was saved, and what was begun ends', async () => {
    let end = () => {};
    const held = new Promise<void>((resolve) => (end = resolve));
    const begun: number[] = [];
    const slow = Array.from({ length: 5 }, (_, n) =>
      write(async () => {
        begun.push(n);
        await held;
        return 'saved';
      }),
    );
    await expect.poll(() => begun.length).toBe(5);
    let isBegun = false;
    const later = write(() => {
      isBegun = true;
      return Promise.resolve('saved');
    });
    expect(await query(ctxOf(person), () => Promise.resolve('read'))).toBe('read');
    await expect(later).rejects.toMatchObject({ code: 'conflict', reason: 'command/slow' });
    expect(isBegun).toBe(false);
    const inTime = write(() => Promise.resolve('in time'));
    end();
    expect(await Promise.all([...slow, inTime])).toEqual([...slow.map(() => 'saved'), 'in time']);
    expect(await write(() => Promise.resolve('as before'))).toBe('as before');
  });
});
