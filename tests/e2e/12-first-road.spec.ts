import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import type { Browser, Page } from '@playwright/test';
import { inProject } from '@/scripts/project';
import { expect, expectAccessible, queryAsAdmin, test, unfold } from '@/tests/support/e2e';

// From nothing to the first published mapping, by the people who must act. What is counted is what they send: each form is an act.
const mostActs = 12;
const word = `linden-${randomUUID().slice(0, 8)}`;
const mailbox = (name: string) => `${name}@${word}.example`;
const [administrator, registrar, evaluator, chair, reviewer] = [
  mailbox('ines.baptista'),
  mailbox('oskar.lind'),
  mailbox('meera.rao'),
  mailbox('tove.aas'),
  mailbox('jonas.weber'),
];

async function command(...given: string[]): Promise<string> {
  const { DATABASE_URL: _, ...inherited } = process.env;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', inProject('scripts/institution.ts'), '--slug', word, ...given],
    {
      cwd: inProject(),
      env: {
        ...inherited,
        CROSSWALK_HOME: process.env['E2E_HOME'] ?? '',
        NEXTAUTH_URL: process.env['E2E_ADDRESS'] ?? '',
      },
    },
  );
  return stdout;
}

/** The link that the command printed for somebody. */
function linkFor(said: string, email: string): string {
  const line = said.split('\n').find((one) => one.includes(email) && one.includes('/sign-in/link?token='));
  return line?.split(`${email}: `)[1] ?? '';
}

test('a new institution comes from one command to its first published mapping, led by the list of next steps', async ({
  browser,
  baseURL,
}) => {
  test.setTimeout(240_000);
  const tally = { acts: [] as string[], signIns: 0, sent: 0 };

  /** A browser of their own, with every form counted that is sent from it. */
  const comeIn = async (link: string): Promise<Page> => {
    const page = await browserOf(browser, baseURL);
    page.on('request', (request) => {
      if (request.method() === 'POST' && request.headers()['next-action'] !== undefined) tally.sent++;
    });
    await page.goto(link);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('heading', { name: 'To the first published mapping' })).toBeVisible();
    tally.signIns++;
    return page;
  };
  const act = async (page: Page, button: string, what: string): Promise<void> => {
    await page.getByRole('button', { name: button, exact: true }).click();
    tally.acts.push(what);
  };
  /** One press from the list to the form of the step that is this person's turn. */
  const follow = async (page: Page, step: string, from = '/start'): Promise<void> => {
    await page.goto(from);
    const row = page.getByRole('listitem').filter({ hasText: step });
    await expect(row).toContainText('Your turn');
    await row.getByRole('link', { name: step }).click();
    await page.waitForURL((url) => url.pathname !== from && url.pathname !== '/start');
  };

  const printed = await command(
    ...['--name', 'Linden University', '--short-name', 'Linden', '--country', 'DE', '--unit', 'ECTS'],
    ...['--time-zone', 'Europe/Berlin', '--administrator', administrator],
    ...['--administrator-name', 'Ines Baptista', '--registrar', registrar, '--registrar-name', 'Oskar Lind'],
    ...['--evaluator', evaluator, '--evaluator-name', 'Meera Rao'],
  );

  const ines = await comeIn(linkFor(printed, administrator));
  await expectAccessible(ines);
  await follow(ines, 'Add a department with its chair and a reviewer');
  await ines.getByLabel('Code', { exact: true }).fill('INF');
  await ines.getByLabel('Name', { exact: true }).fill('Informatics');
  await ines.getByLabel('Name of the chair').fill('Tove Aas');
  await ines.getByLabel('E-mail address of the chair').fill(chair);
  await ines.getByLabel('Name of a reviewer').fill('Jonas Weber');
  await ines.getByLabel('E-mail address of the reviewer').fill(reviewer);
  await act(ines, 'Add', 'adds the department with its chair and a reviewer');
  await expect(ines.getByText('Chair: Tove Aas · 1 reviewer')).toBeVisible();
  await expectAccessible(ines);

  const oskar = await comeIn(linkFor(printed, registrar));
  await follow(oskar, 'Draft the first policy');
  await expectAccessible(oskar);
  await act(oskar, 'Draft the first policy', 'drafts the first policy');
  await expect(oskar.getByText('This draft waits for a second person')).toBeVisible();

  await follow(ines, 'Adopt the policy');
  await ines.locator('summary').filter({ hasText: 'Adopt this version' }).click();
  await act(ines, 'Adopt this version', 'adopts it');
  await expect(ines.getByRole('cell', { name: 'In force' })).toBeVisible();

  const meera = await comeIn(linkFor(printed, evaluator));
  await follow(meera, 'Add a course');
  await meera.locator('summary').filter({ hasText: 'Add a course' }).click();
  await meera.getByLabel('Code', { exact: true }).fill('INF-204');
  await meera.getByLabel('Department', { exact: true }).selectOption({ label: 'Informatics' });
  await meera.getByLabel('Title', { exact: true }).fill('Data Analysis');
  await meera.getByLabel('Credit', { exact: true }).fill('6');
  await act(meera, 'Add', 'adds a course');
  await expect(meera.getByRole('link', { name: 'Data Analysis' })).toBeVisible();

  const [certificate] = await queryAsAdmin<{ title: string }>(
    `SELECT m.title FROM micro_credential m WHERE m.status = 'active' AND m.kind = 'certificate'
        AND NOT EXISTS (SELECT FROM recommendation r WHERE r.micro_credential_id = m.id)
        AND NOT EXISTS (SELECT FROM micro_credential_component x WHERE m.id IN (x.whole_id, x.part_id))
        AND (SELECT count(*) FROM micro_credential o WHERE o.title ILIKE '%' || m.title || '%') = 1 ORDER BY m.title LIMIT 1`,
  );
  await follow(meera, 'Map a certificate to the course');
  await meera.getByRole('searchbox', { name: 'Certificate' }).fill(certificate?.title ?? '');
  await meera.getByRole('button', { name: 'Search' }).click();
  await meera
    .getByRole('link', { name: certificate?.title ?? '', exact: true })
    .first()
    .click();
  await meera.getByLabel('Start from nothing').check();
  await act(meera, 'Start the draft', 'starts a mapping');
  await meera.waitForURL(/\/registrar\/rules\/[0-9a-f-]{36}$/);

  await follow(meera, 'Say what it earns and hand it in');
  // Evidence goes along with the rest: what hands in adds it.
  await unfold(meera, 'Another link or file');
  await meera.getByLabel('What it is').fill('Syllabus');
  await meera.getByLabel('Link', { exact: true }).fill('https://example.org/syllabus');
  await meera.getByLabel('Which').fill('INF-204');
  await meera.getByLabel('Amount').fill('3');
  await act(meera, 'Hand it in', 'says what it earns and on what it rests, and hands it in');
  await expect(meera.getByText('Submitted', { exact: true })).toBeVisible();
  await expect(meera.getByRole('link', { name: 'Syllabus' })).toBeVisible();

  await follow(oskar, 'Send it to its department');
  await oskar.getByRole('checkbox', { name: 'Jonas Weber' }).check();
  await expectAccessible(oskar);
  await act(oskar, 'Send it to its department', 'sends it to the department and chooses the reviewer');
  await expect(oskar.getByText('In department', { exact: true })).toBeVisible();

  const jonas = await comeIn(linkFor(await command('--sign-in-link', reviewer), reviewer));
  await follow(jonas, 'Review it and vote');
  await jonas.getByRole('radio', { name: 'No, I have none' }).check();
  await act(jonas, 'Continue', 'declares no conflict');
  await expect(jonas.getByRole('heading', { name: 'Rubric' })).toBeVisible();
  const criteria = jonas
    .getByRole('listitem')
    .filter({ has: jonas.getByRole('group', { name: /^Score for/ }) });
  for (const criterion of await criteria.all()) {
    await criterion.getByRole('radio', { name: '3' }).check();
  }
  await jonas.getByRole('radio', { name: 'Approve' }).check();
  await jonas.getByRole('textbox', { name: 'In words' }).fill('It covers what the course asks for.');
  await act(jonas, 'Cast vote', 'judges and votes');
  await expect(jonas.getByRole('list', { name: 'Stages of this review' })).toContainText(
    'closed by its votes',
  );

  await follow(oskar, 'Publish it');
  await act(oskar, 'Publish', 'publishes it');
  await expect(oskar.getByText('Published', { exact: true })).toBeVisible();

  // The list ends there.
  for (const page of [oskar, ines, meera, jonas]) {
    await page.goto('/start');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByRole('heading', { name: 'To the first published mapping' })).toHaveCount(0);
  }
  const [stored] = await queryAsAdmin<{ published: number }>(
    `SELECT count(*)::int AS published FROM rule_version v JOIN institution i ON i.id = v.tenant_id WHERE i.slug = $1 AND v.status = 'published'`,
    [word],
  );
  expect(stored?.published).toBe(1);
  // What was sent is what was counted, and the presses that signed in; a judgement besides saves itself on the way.
  expect(tally.sent).toBeGreaterThanOrEqual(tally.acts.length + tally.signIns);
  console.log(
    `From nothing to the first published mapping: ${tally.acts.length} acts, ${tally.signIns} sign-ins, 1 command that makes the institution.\n${tally.acts.map((what, index) => `  ${index + 1}. ${what}`).join('\n')}`,
  );
  expect(tally.acts.length).toBeLessThanOrEqual(mostActs);
});

async function browserOf(browser: Browser, baseURL: string | undefined): Promise<Page> {
  return (await browser.newContext({ ...(baseURL && { baseURL }) })).newPage();
}

test('a printed link signs in without script', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, ...(baseURL && { baseURL }) });
  const page = await context.newPage();
  await page.goto(linkFor(await command('--sign-in-link', registrar), registrar));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(
    page.getByRole('link', { name: 'Sign out' }).or(page.getByRole('button', { name: 'Sign out' })),
  ).toBeVisible();
  await context.close();
});
