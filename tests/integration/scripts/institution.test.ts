import { spawn } from 'node:child_process';
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

async function provision(
  administrator: string,
  registrar: string,
): Promise<{ code: number | null; said: string }> {
  const { DATABASE_URL: _, ...inherited } = process.env;
  const child = spawn(
    process.execPath,
    [
      ...['--import', 'tsx', inProject('scripts/institution.ts')],
      ...['--slug', 'first', '--name', 'First', '--short-name', 'FST', '--country', 'US', '--unit', 'US_SEM'],
      ...['--time-zone', 'UTC', '--administrator', administrator, '--administrator-name', 'Ada Lovelace'],
      ...['--registrar', registrar, '--registrar-name', 'Rae Reyes'],
    ],
    {
      cwd: inProject(),
      env: { ...inherited, CROSSWALK_HOME: home, NEXTAUTH_URL: '', NEXTAUTH_SECRET: '' },
    },
  );
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
