/**
 * Creates an institution with its first administrator and registrar (and evaluator), who then do the rest, and prints a link for each of
 * them who has not signed in yet: it signs in once, in any browser, before mail or a provider is set up. Run again with the same values,
 * it changes nothing and prints new links. `--slug WORD --sign-in-link E-MAIL` prints one for anybody else on the staff. One person does not get roles that together undo separation of duties: that takes a
 * second administrator, in the product. See docs/import.md.
 *   npm run institution -- --slug rpi --name "Rensselaer Polytechnic Institute" --short-name RPI --country US --unit US_SEM \
 *     --time-zone America/New_York --administrator admin@rpi.example --administrator-name "…" --registrar registrar@rpi.example --registrar-name "…"
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type pg from 'pg';
import * as z from 'zod';
import type { Role } from '@/lib/access/actor';
import { isKnownSame } from '@/lib/access/same-person';
import { type StaffRoles, undoingOf } from '@/lib/access/separation';
import { HomeUnit } from '@/lib/amount/unit';
import { canonicalJson } from '@/lib/kernel/canonical-json';
import { readOptions, runCommand, UsageError } from './command-line';
import { withClient } from './database/connection';
import { openServer } from './database/server';
import { keepPrintedLink, printedLinkLine, printedLinkMinutes } from './product/printed-link';
import { runningInstance } from './product/instance';
import { homeFolder } from './project';
import { readSettings } from './settings';

readSettings();
const usage = `npm run institution -- --slug WORD --name NAME --short-name NAME --country CODE --unit UNIT --time-zone ZONE
  --administrator E-MAIL --administrator-name NAME --registrar E-MAIL --registrar-name NAME
  [--evaluator E-MAIL --evaluator-name NAME] [--site URL]
or, for somebody who is on the staff already: npm run institution -- --slug WORD --sign-in-link E-MAIL
Units: ${HomeUnit.options.join(', ')}`;

const text = { type: 'string' } as const;
const options = {
  slug: text,
  name: text,
  'short-name': text,
  country: text,
  unit: text,
  'time-zone': text,
  site: text,
  administrator: text,
  'administrator-name': text,
  registrar: text,
  'registrar-name': text,
  evaluator: text,
  'evaluator-name': text,
  'sign-in-link': text,
} as const;

const Name = z.string().trim().min(1).max(200);
const Mail = z
  .string()
  .toLowerCase()
  .regex(/^[!-?A-~]+@[a-z0-9.-]+$/, { error: 'must be an e-mail address of plain characters' });
const Slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { error: 'must be small letters, digits and single hyphens' })
  .max(60);
const Wanted = z
  .object({
    slug: Slug,
    name: Name,
    'short-name': Name,
    country: z.string().regex(/^[A-Z]{2}$/, { error: 'must be a country code of two capital letters' }),
    unit: HomeUnit,
    'time-zone': z.string().refine(isTimeZone, { error: 'must be a time zone, such as Europe/Berlin' }),
    site: z.url({ protocol: /^https?$/ }).optional(),
    administrator: Mail,
    'administrator-name': Name,
    registrar: Mail,
    'registrar-name': Name,
    evaluator: Mail.optional(),
    'evaluator-name': Name.optional(),
  })
  .refine((wanted) => new Set([wanted.administrator, wanted.registrar, wanted.evaluator]).size === 3, {
    error: 'must be different people: one decides what another has prepared',
    path: ['registrar'],
  })
  .refine((wanted) => (wanted.evaluator === undefined) === (wanted['evaluator-name'] === undefined), {
    error: 'goes with --evaluator-name',
    path: ['evaluator'],
  });
type Wanted = z.infer<typeof Wanted>;

const WantedLink = z.strictObject({ slug: Slug, 'sign-in-link': Mail });

await runCommand(async () => {
  const { values } = readOptions(usage, options, 0);
  const provision =
    values['sign-in-link'] === undefined
      ? bind(provisionOnce, parsed(Wanted, values))
      : bind(linkOnce, parsed(WantedLink, values));
  const server = await openServer(homeFolder());
  try {
    const { name, done, links } = await withClient(server.as('app_migrate'), provision);
    console.log(
      done.length === 0
        ? `${name}: everything is there already.`
        : done.map((line) => `${name}: ${line}`).join('\n'),
    );
    if (links.length > 0) tellLinks(links);
  } finally {
    await server.leave();
  }
  return 0;
});

function bind<Input>(
  work: (client: pg.Client, input: Input) => Promise<Done>,
  input: Input,
): (client: pg.Client) => Promise<Done> {
  return (client) => work(client, input);
}

function parsed<Output>(schema: z.ZodType<Output>, values: unknown): Output {
  const { data, error } = schema.safeParse(values);
  if (data !== undefined) return data;
  throw new UsageError(
    `${error?.issues.map((issue) => `--${issue.path.join('.')}: ${issue.message}`).join('\n')}\n\n${usage}`,
  );
}

function tellLinks(links: readonly Link[]): void {
  const address = process.env['NEXTAUTH_URL'] || (runningInstance(homeFolder())?.address ?? null);
  console.log(
    `\nEach link signs its person in once, within ${printedLinkMinutes} minutes, in any browser. Whoever has it is that person: hand it to nobody else.`,
  );
  for (const { who, token } of links) console.log(printedLinkLine(who, address, token));
  if (address === null) console.log('  These follow the address at which Crosswalk is reached.');
}

/** Somebody's way in; `who` is what the operator calls them by. */
interface Link {
  who: string;
  token: string;
}
interface Done {
  name: string;
  done: string[];
  links: Link[];
}

/** A link for somebody on the staff, on record. @refuses whom the institution does not have at work */
async function linkOnce(client: pg.Client, wanted: z.infer<typeof WantedLink>): Promise<Done> {
  const { slug, 'sign-in-link': email } = wanted;
  await client.query('begin');
  const {
    rows: [place],
  } = await client.query<{ id: string; name: string; is_demonstration: boolean }>(
    'select id, name, is_demonstration from institution where slug = $1',
    [slug],
  );
  if (place === undefined || place.is_demonstration)
    throw new UsageError(`There is no institution "${slug}".`);
  await client.query("select set_config('app.tenant_id', $1, true)", [place.id]);
  const { rowCount } = await client.query(
    "select from person where tenant_id = $1 and email = $2 and status = 'active'",
    [place.id, email],
  );
  if (rowCount !== 1) throw new UsageError(`${email} is not at work at ${place.name}.`);
  const done = [`sign-in link printed for ${email}`];
  const links = [{ who: email, token: await keepPrintedLink(client, email) }];
  await audit(client, place.id, done);
  await client.query('commit');
  return { name: place.name, done, links };
}

/** All or nothing; says what it did. @refuses a slug that belongs to another institution or to a demonstration */
async function provisionOnce(client: pg.Client, wanted: Wanted): Promise<Done> {
  await client.query('begin');
  const done: string[] = [];
  const tenantId = await institutionId(client, wanted, done);
  await client.query("select set_config('app.tenant_id', $1, true)", [tenantId]);
  const people = [
    { email: wanted.administrator, name: wanted['administrator-name'], role: 'administrator' as const },
    { email: wanted.registrar, name: wanted['registrar-name'], role: 'registrar' as const },
    ...(wanted.evaluator && wanted['evaluator-name']
      ? [{ email: wanted.evaluator, name: wanted['evaluator-name'], role: 'evaluator' as const }]
      : []),
  ];
  for (const person of people) await giveRole(client, tenantId, person, done);
  const links: Link[] = [];
  for (const { email, role } of people)
    if (await hasNeverSignedIn(client, tenantId, email))
      links.push({ who: `${role} ${email}`, token: await keepPrintedLink(client, email) });
  const told = [...done, ...links.map(({ who }) => `sign-in link printed for ${who}`)];
  if (told.length > 0) await audit(client, tenantId, told);
  await client.query('commit');
  return { name: wanted.name, done, links };
}

async function hasNeverSignedIn(client: pg.Client, tenantId: string, email: string): Promise<boolean> {
  const { rowCount } = await client.query(
    "select from person where tenant_id = $1 and email = $2 and user_id is null and status = 'active'",
    [tenantId, email],
  );
  return rowCount === 1;
}

async function institutionId(client: pg.Client, wanted: Wanted, done: string[]): Promise<string> {
  const {
    rows: [found],
  } = await client.query<{ id: string; name: string; home_unit: string; is_demonstration: boolean }>(
    'select id, name, home_unit, is_demonstration from institution where slug = $1',
    [wanted.slug],
  );
  if (found?.is_demonstration)
    throw new UsageError(`"${wanted.slug}" is a demonstration institution; choose another word.`);
  if (found && (found.name !== wanted.name || found.home_unit !== wanted.unit)) {
    throw new UsageError(
      `"${wanted.slug}" is ${found.name} with the unit ${found.home_unit} already. Nothing was changed.`,
    );
  }
  if (found) return found.id;
  const {
    rows: [made],
  } = await client.query<{ id: string }>(
    'insert into institution (slug, name, short_name, country, home_unit, time_zone, site_url, is_demonstration) values ($1, $2, $3, $4, $5, $6, $7, false) returning id',
    [
      wanted.slug,
      wanted.name,
      wanted['short-name'],
      wanted.country,
      wanted.unit,
      wanted['time-zone'],
      wanted.site ?? null,
    ],
  );
  if (!made) throw new Error('The institution was not written.');
  done.push('created');
  return made.id;
}

async function giveRole(
  client: pg.Client,
  tenantId: string,
  { email, name, role }: { email: string; name: string; role: Role },
  done: string[],
): Promise<void> {
  const {
    rows: [person],
  } = await client.query<{ id: string; fresh: boolean }>(
    `insert into person (tenant_id, name, email) values ($1, $2, $3)
     on conflict (tenant_id, email) do update set email = excluded.email returning id, (xmax = 0) as fresh`,
    [tenantId, name, email],
  );
  if (!person) throw new Error('The person was not written.');
  await refuseUndoing(client, tenantId, { id: person.id, email, role });
  const { rowCount } = await client.query(
    'insert into role_grant (tenant_id, person_id, role) values ($1, $2, $3) on conflict do nothing',
    [tenantId, person.id, role],
  );
  if (person.fresh || rowCount === 1) done.push(`${email} is ${role}`);
}

/** @refuses a role that undoes separation with what the person holds, under this address or one that differs only after a plus */
async function refuseUndoing(
  client: pg.Client,
  tenantId: string,
  { id, email, role }: { id: string; email: string; role: Role },
): Promise<void> {
  const { rows } = await client.query<
    Omit<StaffRoles, 'roles'> & { roles: { role: Role; isConfirmed: boolean }[] }
  >(
    `select p.id, p.user_id as "userId", p.name, p.email, p.status,
            coalesce((select json_agg(json_build_object('role', g.role, 'isConfirmed', g.proposal_id is not null)) from role_grant g
                       where g.tenant_id = p.tenant_id and g.person_id = p.id and g.ended_at is null), '[]') as roles
       from person p where p.tenant_id = $1`,
    [tenantId],
  );
  const person = rows.find((one) => one.id === id);
  // Who merely looks alike is the operator's to tell apart.
  const known = rows.filter((one) => person !== undefined && isKnownSame(one, person));
  const isHeld = person?.roles.some((held) => held.role === role) ?? false;
  const undoing = isHeld ? null : undoingOf({ role, toId: id, byId: '' }, known);
  if (undoing === null) return;
  const other = known.find((one) => one.id === undoing.otherId);
  const held = other?.roles.map((one) => one.role.replaceAll('_', ' ')).join(', ') ?? '';
  throw new UsageError(
    `${email} cannot be ${role.replaceAll('_', ' ')} here: ${other?.email ?? email} is ${held} already, and together the roles undo separation of duties. ` +
      'Nothing was changed. An administrator can propose it in the product; another one confirms it.',
  );
}

/** The entry names no actor: it was the operator of the server. Addresses stay out of the chain, in the part that can be erased. */
async function audit(client: pg.Client, tenantId: string, done: string[]): Promise<void> {
  const states = { before: null, after: { done } };
  const salt = randomBytes(16).toString('hex');
  const commitment = createHash('sha256')
    .update(salt + canonicalJson(states))
    .digest('hex');
  const {
    rows: [entry],
  } = await client.query<{ seq: string }>(
    `insert into audit_event (tenant_id, seq, at, actor_id, action, object_type, object_id, summary, request_id, commitment, prev_hash, hash)
     values ($1, 0, now(), null, 'institution.provision', 'institution', $4, 'set up on the command line', $2, $3, '', '') returning seq`,
    [tenantId, randomUUID(), commitment, tenantId],
  );
  await client.query(
    'insert into audit_detail (tenant_id, seq, salt, before, after) values ($1, $2, $3, null, $4)',
    [tenantId, entry?.seq, salt, JSON.stringify(states.after)],
  );
}

function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }) !== undefined;
  } catch {
    return false;
  }
}
