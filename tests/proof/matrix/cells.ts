import refusals from '@/messages/en/refusals.json';
import type { Reply } from './http';
import type { Endpoint } from './inventory';
import type { Expected, Party, Row, World } from './row';
import { rowsOfAdministration } from './rows-of-administration';
import { rowsOfClaims } from './rows-of-claims';
import { rowsOfListings } from './rows-of-listings';
import { rowsOfRequests } from './rows-of-requests';
import { rowsOfReviews } from './rows-of-reviews';
import { rowsOfRules } from './rows-of-rules';
import { rowsOfAccounts, rowsOfImports, rowsOfPublicPlaces } from './rows-of-the-rest';
import type { Thing } from './tenant-shape';

export const rows: readonly Row[] = [
  ...rowsOfRules,
  ...rowsOfListings,
  ...rowsOfRequests,
  ...rowsOfClaims,
  ...rowsOfReviews,
  ...rowsOfAdministration,
  ...rowsOfImports,
  ...rowsOfAccounts,
  ...rowsOfPublicPlaces,
];

/** One question: may this party do this to that thing, and what happens when it tries? */
export interface Cell {
  row: Row;
  endpoint: Endpoint;
  party: Party;
  thing: Thing;
  expected: Expected;
  /** The call is allowed and changes the database. */
  writes: boolean;
}

/** What answers requests and has no row, and the reverse. Both must be empty. */
export function mismatches(
  found: readonly Endpoint[],
  known: readonly Row[] = rows,
): { withoutRow: string[]; withoutEndpoint: string[] } {
  const [built, listed] = [
    new Set(found.map(({ name }) => name)),
    new Set(known.map(({ endpoint }) => endpoint)),
  ];
  return {
    withoutRow: [...built].filter((name) => !listed.has(name)),
    withoutEndpoint: [...listed].filter((name) => !built.has(name)),
  };
}

export function cellsOf(world: World, parties: readonly Party[], found: readonly Endpoint[]): Cell[] {
  const byName = new Map(found.map((endpoint) => [endpoint.name, endpoint]));
  return rows.flatMap((row) => {
    const endpoint = byName.get(row.endpoint);
    if (endpoint === undefined) return [];
    return row.things(world).flatMap((thing) =>
      parties.map((party): Cell => {
        const expected = row.expect(party, thing);
        return {
          row,
          endpoint,
          party,
          thing,
          expected,
          writes: expected.allowed && row.writes(party, thing),
        };
      }),
    );
  });
}

const nameOf = ({ row, party, thing }: Cell) => `${party.name} → ${row.endpoint} → ${thing.label}`;
const ofAuthorization = ['unauthenticated', 'forbidden', 'not_found'];

/** What is wrong with an answer; nothing, when all is as it should be. */
export function problemsOf(cell: Cell, given: Reply, world: World): string[] {
  const { row, party, thing, expected } = cell;
  const reply = row.judge?.(given, { expected, thing }) ?? given;
  const problems = [
    ...(expected.allowed ? whenAllowed(cell, reply) : whenDenied(cell, reply, expected)),
    ...leaks(party, reply, world),
  ];
  for (const text of row.shows(party, thing)) {
    if (text !== '' && reply.body.includes(text) !== expected.allowed)
      problems.push(expected.allowed ? `does not show “${text}”` : `shows “${text}”`);
  }
  for (const { text, visible } of expected.allowed ? row.secrets(party, thing) : []) {
    if (reply.body.includes(text) !== visible) problems.push(visible ? `hides “${text}”` : `shows “${text}”`);
  }
  return problems.map((problem) => `${nameOf(cell)}: ${problem}`);
}

function whenAllowed({ row, party, thing }: Cell, reply: Reply): string[] {
  const said = `${reply.code} ${reply.reason} (status ${reply.status})`;
  if (ofAuthorization.includes(reply.code) && !row.passed.includes(reply.reason))
    return [`is allowed, and was refused: ${said}`];
  if (
    reply.reason === 'form/invalid' ||
    reply.reason === 'bug' ||
    /^(rate_limited|unreadable|status)/.test(reply.code)
  )
    return [`is allowed, and came to nothing: ${said}`];
  if (
    row.isPage &&
    row.shows(party, thing).length === 0 &&
    reply.body.includes(asHtml(sentenceOf('access/role-missing')))
  )
    return ['is allowed, and shows the page of no permission'];
  return [];
}

function whenDenied({ row }: Cell, reply: Reply, expected: Exclude<Expected, { allowed: true }>): string[] {
  if (row.isPage && expected.code === 'forbidden') {
    return reply.status === 200 && reply.body.includes(asHtml(sentenceOf(expected.reason)))
      ? []
      : [`should say “${sentenceOf(expected.reason)}”, and answers ${reply.status}`];
  }
  const said = `${reply.outcome} ${reply.code} ${reply.reason} (status ${reply.status})`;
  if (reply.code !== expected.code)
    return [`should be refused as ${expected.code} ${expected.reason}, and came to: ${said}`];
  const isOther =
    reply.reason !== '' &&
    expected.reason !== '' &&
    expected.code !== 'not_found' &&
    reply.reason !== expected.reason;
  return isOther ? [`should be refused for ${expected.reason}, and was for ${reply.reason}`] : [];
}

/** Texts of an institution that the party is not on the staff of. */
function leaks(party: Party, { body, headers }: Reply, world: World): string[] {
  let text = `${body}\n${JSON.stringify(headers)}`;
  for (const own of party.own) text = text.replaceAll(own, '');
  return world
    .filter((tenant) => tenant !== party.tenant && text.includes(tenant.canary))
    .map((tenant) => `carries what is kept at ${tenant.slug}: …${around(text, tenant.canary)}…`);
}

function around(text: string, part: string): string {
  const at = text.indexOf(part);
  return text.slice(Math.max(0, at - 80), at + part.length + 20).replace(/\s+/g, ' ');
}

function sentenceOf(reason: string): string {
  const sentences: Record<string, string> = refusals.reason;
  return sentences[reason.replaceAll('/', '-')] ?? refusals.code.forbidden;
}

function asHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll("'", '&#x27;').replaceAll('"', '&quot;');
}
