import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Role, type StaffMember } from '@/lib/access/actor';
import { isKnownSame } from '@/lib/access/same-person';
import { can } from '@/lib/access/can';
import {
  confirmersOf,
  correctionUndoes,
  creditRoles,
  heldTogether,
  involvedIn,
  linkUndoing,
  returnUndoes,
  type StaffRoles,
  undoes,
  undoingOf,
} from '@/lib/access/separation';

const aRole = fc.constantFrom(...Role.options);
/** A small staff in which somebody is often on record twice: known by account or address, or alike by name. */
const aStaff = fc
  .array(
    fc.record({
      name: fc.constantFrom('Ada Lovelace', 'A. Lovelace', 'Grace Hopper', 'Alan Turing'),
      email: fc.constantFrom('ada', 'ada+two', 'a.da', '+x', '+y', 'grace', 'alan', 'admin', 'x', 'y', 'z'),
      host: fc.constantFrom('a.test', 'b.test'),
      userId: fc.constantFrom(null, null, 'u1', 'u2'),
      status: fc.constantFrom('active' as const, 'active' as const, 'suspended' as const),
      roles: fc.array(fc.record({ role: aRole, isConfirmed: fc.boolean() }), { maxLength: 3 }),
    }),
    { minLength: 2, maxLength: 6 },
  )
  .map((rows) =>
    rows.map(
      ({ email, host, ...row }, index): StaffRoles => ({
        ...row,
        id: `p${index}`,
        email: `${email}@${host}`,
      }),
    ),
  );
const someone = (id: string, roles: Role[], more: Partial<StaffRoles> = {}): StaffRoles => ({
  id,
  name: id,
  email: `${id}@example.test`,
  userId: null,
  status: 'active',
  roles: roles.map((role) => ({ role, isConfirmed: false })),
  ...more,
});
const at = (staff: readonly StaffRoles[], index: number) => staff[index % staff.length] as StaffRoles;

describe('two roles in one hand', () => {
  it('undo separation where one appoints and the other maps, decides or publishes, in whatever order', () => {
    for (const one of Role.options)
      for (const other of Role.options) {
        expect(undoes(one, other, 'one'), `${one} ${other}`).toBe(undoes(other, one, 'one'));
        const pair = [one, other];
        expect(undoes(one, other, 'one') === 'appoints', `${one} ${other}`).toBe(
          pair.includes('administrator') && pair.some((role) => creditRoles.has(role)),
        );
      }
    expect(undoes('administrator', 'registrar', 'one')).toBe('appoints');
    expect(undoes('administrator', 'auditor', 'one')).toBeNull();
    expect(undoes('administrator', 'catalog_editor', 'one')).toBeNull();
    // Kept apart for each mapping, since the product knows that it is one person.
    expect(undoes('evaluator', 'registrar', 'one')).toBeNull();
    // Nothing keeps them apart where the product takes the person for two.
    expect(undoes('evaluator', 'registrar', 'alike')).toBe('twoVoices');
    expect(undoes('reviewer', 'reviewer', 'alike')).toBe('twoVoices');
    expect(undoes('administrator', 'administrator', 'alike')).toBe('twoVoices');
    expect(undoes('auditor', 'registrar', 'alike')).toBeNull();
  });
});

describe('giving a role', () => {
  it('undoes separation exactly where a role that the person holds, under any record, does not go with it', () => {
    fc.assert(
      fc.property(aStaff, aRole, fc.nat(), fc.nat(), (staff, role, givenTo, givenBy) => {
        const [to, by] = [at(staff, givenTo), at(staff, givenBy)];
        const found = undoingOf({ role, toId: to.id, byId: by.id }, staff);
        const alone = undoingOf({ role, toId: to.id, byId: 'nobody' }, staff);
        const own = to.roles.some((held) => undoes(role, held.role, 'one') !== null);
        if (own) expect(alone).not.toBeNull();
        if (alone !== null) {
          expect(found).not.toBeNull();
          const partner = staff.find(({ id }) => id === alone.otherId) as StaffRoles;
          expect(partner.roles.some((held) => undoes(role, held.role, 'alike') !== null)).toBe(true);
        }
        // Whoever is given nothing that counts can only be the giver's own likeness.
        if (!creditRoles.has(role) && role !== 'administrator') {
          expect(alone).toBeNull();
          if (found !== null) expect(found.why).toBe('ownLikeness');
        }
        // The order of the staff is no matter, nor who is suspended, since a suspension can be taken back.
        const why = (of: readonly StaffRoles[]) =>
          undoingOf({ role, toId: to.id, byId: by.id }, of)?.why ?? null;
        expect(why([...staff].reverse())).toBe(why(staff));
        expect(why(staff.map((one) => ({ ...one, status: 'active' as const })))).toBe(why(staff));
      }),
    );
  });

  it('more roles and more records never make alone what needed two', () => {
    fc.assert(
      fc.property(aStaff, aRole, fc.nat(), aRole, (staff, role, index, more) => {
        const to = at(staff, index);
        const before = undoingOf({ role, toId: to.id, byId: 'nobody' }, staff);
        const richer = staff.map((one) => ({
          ...one,
          roles: [...one.roles, { role: more, isConfirmed: true }],
        }));
        if (before !== null) expect(undoingOf({ role, toId: to.id, byId: 'nobody' }, richer)).not.toBeNull();
      }),
    );
  });

  it('says with whom, and that it is the giver’s own likeness first', () => {
    const staff = [
      someone('ada', ['administrator'], { name: 'Ada Lovelace' }),
      someone('other', [], { name: 'A. Lovelace' }),
      someone('grace', ['evaluator'], { name: 'Grace Hopper' }),
      someone('grace+two', [], { name: 'G. H.', email: 'grace+two@example.test' }),
      someone('boss', ['administrator'], { name: 'The Boss' }),
    ];
    expect(undoingOf({ role: 'auditor', toId: 'other', byId: 'ada' }, staff)).toEqual({
      why: 'ownLikeness',
      otherId: 'ada',
    });
    expect(undoingOf({ role: 'registrar', toId: 'other', byId: 'boss' }, staff)).toEqual({
      why: 'appoints',
      otherId: 'ada',
    });
    expect(undoingOf({ role: 'auditor', toId: 'other', byId: 'boss' }, staff)).toBeNull();
    expect(undoingOf({ role: 'administrator', toId: 'grace', byId: 'boss' }, staff)).toEqual({
      why: 'appoints',
      otherId: 'grace',
    });
    expect(undoingOf({ role: 'administrator', toId: 'grace+two', byId: 'boss' }, staff)).toEqual({
      why: 'appoints',
      otherId: 'grace',
    });
    expect(undoingOf({ role: 'registrar', toId: 'grace+two', byId: 'boss' }, staff)).toBeNull();
  });

  it('lets a sole administrator appoint everybody who is nobody else', () => {
    const staff = [someone('ada', ['administrator'], { name: 'Ada Lovelace' }), someone('new', [])];
    for (const role of Role.options)
      expect(undoingOf({ role, toId: 'new', byId: 'ada' }, staff), role).toBeNull();
  });
});

describe('a second opinion', () => {
  it('is never that of the proposer, of whom it is about, or of anybody who may be either', () => {
    fc.assert(
      fc.property(aStaff, fc.nat(), fc.nat(), (staff, one, other) => {
        const [by, to] = [at(staff, one), at(staff, other)];
        const involved = involvedIn({ proposedById: by.id, personId: to.id }, staff);
        expect(involved).toContain(by.id);
        expect(involved).toContain(to.id);
        for (const record of staff)
          if (isKnownSame(record, by) || isKnownSame(record, to)) expect(involved).toContain(record.id);
        const swapped = involvedIn({ proposedById: to.id, personId: by.id }, staff);
        expect([...swapped].sort()).toEqual([...involved].sort());
      }),
    );
    const staff = [
      someone('ada', [], { name: 'Ada Lovelace' }),
      someone('second', [], { name: 'A. Lovelace' }),
      someone('grace', [], { name: 'Grace Hopper' }),
      someone('alan', [], { name: 'Alan Turing' }),
    ];
    expect(involvedIn({ proposedById: 'ada', personId: 'grace' }, staff)).toEqual(['ada', 'second', 'grace']);
  });
});

describe('two records that become one person’s', () => {
  it('undo separation by roles of the one and of the other, of which no second administrator has confirmed either', () => {
    const [mapper, boss] = [someone('a', ['evaluator']), someone('b', ['administrator'])];
    expect(linkUndoing(mapper, boss, 'one')).toBe('appoints');
    const confirmed = { ...boss, roles: [{ role: 'administrator' as const, isConfirmed: true }] };
    expect(linkUndoing(mapper, confirmed, 'one')).toBeNull();
    fc.assert(
      fc.property(aStaff, fc.constantFrom('one' as const, 'alike' as const), (staff, how) => {
        const [one, other] = [at(staff, 0), at(staff, 1)];
        expect(linkUndoing(one, other, how)).toBe(linkUndoing(other, one, how));
        if (linkUndoing(one, other, how) !== null)
          expect(
            one.roles.some((held) =>
              other.roles.some(
                (theirs) =>
                  !held.isConfirmed && !theirs.isConfirmed && undoes(held.role, theirs.role, how) !== null,
              ),
            ),
          ).toBe(true);
      }),
    );
  });
});

describe('roles that are held already', () => {
  it('are listed where one record, or two of one person, appoints and acts, once each, and not where somebody confirmed', () => {
    const ada = someone('ada', ['administrator', 'registrar', 'auditor', 'evaluator']);
    expect(heldTogether([ada])).toEqual(
      ['registrar', 'evaluator'].map((otherRole) => ({
        why: 'appoints',
        id: 'ada',
        role: 'administrator',
        otherId: 'ada',
        otherRole,
      })),
    );
    const confirmed = {
      ...ada,
      roles: ada.roles.map((held) => ({ ...held, isConfirmed: held.role !== 'administrator' })),
    };
    expect(heldTogether([confirmed])).toEqual([]);
    const two = [
      someone('a', ['chair'], { email: 'ada@x.test' }),
      someone('b', ['administrator'], { email: 'ada+b@x.test' }),
    ];
    expect(heldTogether(two)).toMatchObject([{ why: 'appoints', id: 'a', role: 'chair', otherId: 'b' }]);
    const alike = [
      someone('a', ['evaluator'], { name: 'Ada Lovelace' }),
      someone('b', ['registrar'], { name: 'A. Lovelace' }),
    ];
    expect(heldTogether(alike)).toMatchObject([
      { why: 'twoVoices', role: 'evaluator', otherRole: 'registrar' },
    ]);
  });

  it('are exactly those of people at work that would wait if they were given now', () => {
    fc.assert(
      fc.property(aStaff, (staff) => {
        const working = staff.filter(({ status }) => status === 'active');
        const found = heldTogether(staff);
        for (const one of working)
          for (const { role, isConfirmed } of one.roles) {
            if (isConfirmed) continue;
            const others = working.map((other) => ({
              ...other,
              roles: other.roles.filter(
                (held) => !held.isConfirmed && !(other === one && held.role === role),
              ),
            }));
            const waits = undoingOf({ role, toId: one.id, byId: 'nobody' }, others) !== null;
            const isListed = found.some(
              (pair) =>
                (pair.id === one.id && pair.role === role) ||
                (pair.otherId === one.id && pair.otherRole === role),
            );
            expect(isListed).toBe(waits);
          }
      }),
    );
  });
});

describe('the other roads', () => {
  it('a correction undoes nothing where it ties to nobody new, and a return nothing where nobody alike is at work', () => {
    fc.assert(
      fc.property(aStaff, fc.nat(), fc.nat(), (staff, one, other) => {
        const [record, target] = [at(staff, one), at(staff, other)];
        expect(correctionUndoes({ id: record.id, email: record.email }, staff)).toBe(false);
        const tied = correctionUndoes({ id: record.id, email: target.email }, staff);
        if (tied) {
          const after = { ...record, email: target.email };
          expect(
            staff.some(
              (there) => there !== record && isKnownSame(after, there) && linkUndoing(after, there, 'one'),
            ),
          ).toBe(true);
        } else if (record !== target && !isKnownSame(record, target))
          expect(linkUndoing(record, target, 'one')).toBeNull();
        const alone = [
          record,
          ...staff
            .filter((there) => there !== record)
            .map((there) => ({ ...there, status: 'suspended' as const })),
        ];
        expect(returnUndoes(record.id, alone)).toBe(false);
        // Whatever was confirmed is settled.
        const settled = staff.map((there) => ({
          ...there,
          roles: there.roles.map(({ role }) => ({ role, isConfirmed: true })),
        }));
        expect(returnUndoes(record.id, settled)).toBe(false);
      }),
    );
  });

  it('who is known to be involved by way of a third record is involved', () => {
    const record = (id: string, name: string, userId: string | null, email: string) =>
      ({
        id,
        name,
        userId,
        email,
        status: 'active',
        roles: [{ role: 'administrator', isConfirmed: true }],
      }) as const;
    const staff = [
      record('proposer', 'Grace Hopper', null, 'z@a.test'),
      record('perhaps', 'Grace Hopper', null, 'grace+x@b.test'),
      record('known', 'Ada Lovelace', 'u1', 'grace+y@b.test'),
      record('by-account', 'Ada Lovelace', 'u1', 'ada@a.test'),
      record('free', 'Mary Somerville', null, 'mary@a.test'),
    ];
    const named = confirmersOf({ proposedById: 'proposer', personId: 'proposer' }, staff);
    expect(named.map(({ id }) => id)).toEqual(['free']);
  });

  it('who is told to be able to confirm is who can', () => {
    fc.assert(
      fc.property(aStaff, fc.nat(), fc.nat(), (staff, one, other) => {
        const proposal = { proposedById: at(staff, one).id, personId: at(staff, other).id };
        const involvedIds = involvedIn(proposal, staff);
        const named = confirmersOf(proposal, staff).map(({ id }) => id);
        const able = staff.filter((one) => {
          const { id, name, status, roles } = one;
          const actor: StaffMember = {
            kind: 'staff',
            userId: 'u',
            tenantId: 't',
            personId: id,
            name,
            isDemonstration: false,
            alsoIds: staff.filter((also) => also !== one && isKnownSame(also, one)).map((also) => also.id),
            roles: roles.map(({ role }) => ({ role, departmentId: null })),
          };
          const resource = { tenantId: 't', ...proposal, involvedIds };
          return status === 'active' && can(actor, 'role.confirm', resource).allowed;
        });
        expect(able.map(({ id }) => id)).toEqual(named);
      }),
    );
  });
});
