import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withClient } from '@/scripts/database/connection';
import { openBundledServer, type DatabaseServer } from '@/scripts/database/server';
import { inProject } from '@/scripts/project';
import { migratedHome } from '@/tests/support/prepared-home';
import { fastAndUnsafe } from '@/tests/support/throw-away';

// `npm run institution` itself, on a home folder of its own.
let home = '';
let server: DatabaseServer;
beforeAll(async () => {
  home = await migratedHome('institution');
  server = await openBundledServer(home, { wishedPort: 0, settings: fastAndUnsafe });
}, 120_000);
afterAll(async () => {
  await server.leave();
  rmSync(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

const provision = (administrator: string, registrar: string) =>
  run([
    ...['--slug', 'first', '--name', 'First', '--short-name', 'FST', '--country', 'US', '--unit', 'US_SEM'],
    ...['--time-zone', 'UTC', '--administrator', administrator, '--administrator-name', 'Ada Lovelace'],
    ...['--registrar', registrar, '--registrar-name', 'Rae Reyes'],
  ]);

async function run(given: readonly string[]): Promise<{ code: number | null; said: string }> {
  const { DATABASE_URL: _, ...inherited } = process.env;
  const child = spawn(process.execPath, ['--import', 'tsx', inProject('scripts/institution.ts'), ...given], {
    cwd: inProject(),
    env: {
      ...inherited,
      CROSSWALK_HOME: home,
      NEXTAUTH_URL: 'https://crosswalk.first.example',
      NEXTAUTH_SECRET: '',
    },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  return { code: await new Promise((resolve) => child.once('close', resolve)), said };
}
const grants = () =>
  withClient(server.admin, async (client) =>
    (
      await client.query<{ line: string }>(
        "select p.email || ' ' || g.role as line from role_grant g join person p on p.tenant_id = g.tenant_id and p.id = g.person_id order by 1",
      )
    ).rows.map(({ line }) => line),
  );

test('one person does not become administrator and registrar on the command line, at once or later, by either address', async () => {
  const both = await provision('ada@first.example', 'ada+registrar@first.example');
  expect(both).toMatchObject({ code: 2 });
  expect(both.said).toContain(
    'ada+registrar@first.example cannot be registrar here: ada@first.example is administrator already',
  );
  expect(await grants()).toEqual([]);

  const apart = ['ada@first.example administrator', 'rae@first.example registrar'];
  expect(await provision('ada@first.example', 'rae@first.example')).toMatchObject({ code: 0 });
  expect(await grants()).toEqual(apart);
  const swapped = await provision('rae@first.example', 'ada@first.example');
  expect(swapped).toMatchObject({ code: 2 });
  expect(swapped.said).toContain('rae@first.example is registrar already');
  expect(await grants()).toEqual(apart);
  expect((await provision('ada@first.example', 'rae@first.example')).said).toContain(
    'everything is there already',
  );
});

const links = ({ said }: { said: string }) =>
  [
    ...said.matchAll(
      /^ {2}(.+): https:\/\/crosswalk\.first\.example\/sign-in\/link\?token=(printed-[\w-]{43})$/gm,
    ),
  ].map(([, who = '', token = '']) => ({ who, token }));
const kept = async (token: string) => {
  const hash = createHash('sha256').update(token).digest('hex');
  return withClient(server.admin, async (client) => {
    const { rows } = await client.query<{ minutes: number }>(
      `select round(extract(epoch from t.expires - now()) / 60)::int as minutes
         from auth_verification_token t join auth_link_browser b on b.identifier = t.identifier and b.secret = t.token where t.token = $1`,
      [hash],
    );
    return rows.map(({ minutes }) => minutes);
  });
};
const audited = () =>
  withClient(server.admin, async (client) => {
    const { rows } = await client.query<{ done: string[] }>(
      "select after -> 'done' as done from audit_detail order by seq desc limit 1",
    );
    return rows[0]?.done;
  });

test('whoever has never signed in gets a link that counts for an hour, until another one is printed or they have signed in', async () => {
  const [before] = links(await provision('ada@first.example', 'rae@first.example'));
  const printed = links(await provision('ada@first.example', 'rae@first.example'));
  expect(printed.map(({ who }) => who)).toEqual([
    'administrator ada@first.example',
    'registrar rae@first.example',
  ]);
  expect(await kept(printed[0]?.token ?? '')).toEqual([60]);
  expect(await kept(before?.token ?? '')).toEqual([]);
  expect(await audited()).toEqual(printed.map(({ who }) => `sign-in link printed for ${who}`));

  await withClient(server.admin, (client) =>
    client.query(
      `with account as (insert into auth_user (email) values ('ada@first.example') returning id)
       update person set user_id = account.id from account where person.email = 'ada@first.example'`,
    ),
  );
  const later = await provision('ada@first.example', 'rae@first.example');
  expect(links(later).map(({ who }) => who)).toEqual(['registrar rae@first.example']);

  const asked = await run(['--slug', 'first', '--sign-in-link', 'ada@first.example']);
  expect(links(asked).map(({ who }) => who)).toEqual(['ada@first.example']);
  expect(await audited()).toEqual(['sign-in link printed for ada@first.example']);
  const stranger = await run(['--slug', 'first', '--sign-in-link', 'nobody@first.example']);
  expect(stranger).toMatchObject({ code: 2 });
  expect(stranger.said).toContain('nobody@first.example is not at work at First.');
});
