import type { Actor } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import type { Resource } from '@/lib/access/resource';
import type { Permission } from '@/lib/access/permission';
import type { Browser, Fields, Reply } from './http';
import type { Tenant, Thing } from './tenant-shape';

/** Somebody who asks. */
export interface Party {
  name: string;
  actor: Actor;
  tenant: Tenant | null;
  /** Name and address that are this person's own to see. */
  own: readonly string[];
}
export type World = readonly [Tenant, Tenant];

export type Expected =
  | { allowed: true }
  | { allowed: false; code: 'unauthenticated' | 'forbidden' | 'not_found'; reason: string };
export const allowed: Expected = { allowed: true };
const denied = (code: 'unauthenticated' | 'forbidden' | 'not_found', reason: string): Expected => ({
  allowed: false,
  code,
  reason,
});

/** How one endpoint is called and judged: a row of the matrix. */
export interface Row {
  endpoint: string;
  /** What it can be asked about, in both institutions. */
  things: (world: World) => readonly Thing[];
  expect: (party: Party, thing: Thing) => Expected;
  /** `isAllowed`: an allowed call is made so that it stops after authorization and leaves everything as it was, where that can be. */
  call: (
    browser: Browser,
    cookie: string | null,
    given: {
      party: Party;
      thing: Thing;
      isAllowed: boolean;
      place: { actionId: string; page: string };
      extra?: Fields;
    },
  ) => Promise<Reply>;
  /** An allowed call changes the database: it is made after all the others. */
  writes: (party: Party, thing: Thing) => boolean;
  /** Refusals with a code of authorization that come after it. */
  passed: readonly string[];
  /** Texts that are in the answer exactly when the call is allowed; and others, with whether this party may read them. */
  shows: (party: Party, thing: Thing) => readonly string[];
  secrets: (party: Party, thing: Thing) => readonly { text: string; visible: boolean }[];
  /** Reads the refusal out of an answer that carries it in its own way. */
  judge?: (reply: Reply, given: { expected: Expected; thing: Thing }) => Reply;
  isPage: boolean;
}

export type Need = readonly [Permission, Resource?];

/** Nothing in particular: lists, and what is made anew. */
export const nothing: Thing = { tenantId: '', id: '', label: '–' };
export const none = (): readonly Thing[] => [nothing];
export const bothOf =
  <T extends Thing>(pick: (tenant: Tenant) => readonly T[]) =>
  (world: World): readonly T[] =>
    world.flatMap(pick);

/**
 * What the policy table says of this party, the way use cases ask it. `load`: the thing is looked for first, so that one of another
 * institution is not there whoever asks. `authorize`: the role is asked for first, in one's own institution.
 */
export function decide(
  party: Party,
  thing: Thing,
  needs: readonly Need[],
  order: 'load' | 'authorize',
): Expected {
  const { actor } = party;
  if (actor.kind !== 'staff') return denied('unauthenticated', 'access/sign-in-first');
  const isElsewhere = thing !== nothing && thing.tenantId !== actor.tenantId;
  for (const [permission, facts] of needs) {
    const tenantId = thing === nothing || order === 'authorize' ? actor.tenantId : thing.tenantId;
    const verdict = can(actor, permission, { ...facts, tenantId });
    if (!verdict.allowed)
      return denied(
        verdict.reason === 'access/other-institution' ? 'not_found' : 'forbidden',
        verdict.reason,
      );
  }
  return isElsewhere ? denied('not_found', '') : allowed;
}

export const toEverybody = (): Expected => allowed;
export const toTheSignedIn = (party: Party): Expected =>
  party.actor.kind === 'visitor' ? denied('unauthenticated', 'access/sign-in-first') : allowed;
/** This installation does not offer it, to nobody. */
export const toNobody = (code: 'forbidden' | 'not_found', reason: string) => (): Expected =>
  denied(code, reason);

interface Given<T extends Thing> {
  things?: (world: World) => readonly T[];
  needs?: (thing: T, party: Party) => readonly Need[];
  order?: 'load' | 'authorize';
  expect?: (party: Party, thing: T) => Expected;
  writes?: boolean | ((party: Party, thing: T) => boolean);
  passed?: readonly string[];
  shows?: (thing: T, party: Party) => readonly string[];
  secrets?: (thing: T, party: Party) => readonly { text: string; visible: boolean }[];
}

function row<T extends Thing>(
  endpoint: string,
  given: Given<T>,
  call: (
    browser: Browser,
    cookie: string | null,
    at: {
      party: Party;
      thing: T;
      isAllowed: boolean;
      place: { actionId: string; page: string };
      extra?: Fields;
    },
  ) => Promise<Reply>,
): Row {
  const { writes = false, needs, expect, order = 'load', shows, secrets } = given;
  const judge =
    expect ?? ((party: Party, thing: T) => decide(party, thing, needs?.(thing, party) ?? [], order));
  return {
    endpoint,
    things: given.things ?? none,
    expect: judge as Row['expect'],
    call: call as Row['call'],
    writes: (typeof writes === 'function' ? writes : () => writes) as Row['writes'],
    passed: given.passed ?? [],
    shows: (party, thing) => shows?.(thing as T, party) ?? [],
    secrets: (party, thing) => secrets?.(thing as T, party) ?? [],
    isPage: endpoint.startsWith('page '),
  };
}

export function page<T extends Thing>(path: string, given: Given<T> & { at?: (thing: T) => string }): Row {
  return row<T>(`page ${path}`, given, (browser, cookie, { thing }) =>
    browser.page(given.at?.(thing) ?? path, cookie),
  );
}

export function route<T extends Thing>(
  path: string,
  given: Given<T> & { at?: (thing: T) => string; form?: (thing: T) => Fields },
): Row {
  return row<T>(`route ${path}`, given, (browser, cookie, { thing }) => {
    const address = given.at?.(thing) ?? path;
    return given.form ? browser.form(address, cookie, given.form(thing)) : browser.page(address, cookie);
  });
}

export function action<T extends Thing>(
  name: string,
  given: Given<T> & { fields: (thing: T, at: { isAllowed: boolean; party: Party }) => Fields },
): Row {
  return row<T>(`action ${name}`, given, (browser, cookie, { party, thing, isAllowed, place, extra }) => {
    const id = 'caseId' in thing ? String(thing.caseId) : thing.id || 'x';
    return browser.action(place.page.replace(/\[\w+\]/g, id), place.actionId, cookie, {
      ...given.fields(thing, { isAllowed, party }),
      ...extra,
    });
  });
}

/** A row version that nobody has seen: whoever is allowed is refused as stale, and nothing is written. */
export const seenAs = (thing: { rowVersion: number }, isAllowed: boolean): string =>
  String(isAllowed ? 999_999 : thing.rowVersion);
