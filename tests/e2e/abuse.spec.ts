import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium, type Browser, type Page } from '@playwright/test';
import type { FoundBrowser } from '@/scripts/browser';
import { expect, pressSignIn, queryAsAdmin, signInAs, test } from '@/tests/support/e2e';

// Abuse cases that need a browser as people have one. Numbers are those of docs/security.md, "Abuse cases".
const [first, second] = [
  { email: 'hamish.baird@carrowmere.example', name: 'Hamish Baird' },
  { email: 'helen.whitcombe@northbridge.example', name: 'Helen Whitcombe' },
];

async function listening(server: http.Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

async function ended(server: http.Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

test.describe('abuse 26: two people at one browser', () => {
  let browser: Browser;
  test.beforeAll(async () => {
    const { executablePath, args, env } = JSON.parse(process.env['E2E_BROWSER'] ?? '{}') as FoundBrowser;
    // The browsers of people keep whole pages for the back button; the one for tests does not unless asked.
    browser = await chromium.launch({
      executablePath,
      args,
      env,
      ignoreDefaultArgs: ['--disable-back-forward-cache'],
    });
  });
  test.afterAll(() => browser.close());

  /** Where the first person's name is to be read; where one chooses whom to be, the demonstration names everybody. */
  const shows = (page: Page) =>
    page
      .evaluate(
        (name) =>
          document.querySelector('h1')?.textContent !== 'Sign in' && document.body.innerText.includes(name)
            ? location.pathname
            : null,
        first.name,
      )
      .catch(() => null);

  /** Presses the back button through all that the first person saw, and says where any of it was to be seen again, even for a moment. */
  async function seenGoingBack(page: Page, steps: number): Promise<string[]> {
    const seen = new Set<string | null>();
    for (let step = 0; step < steps; step += 1) {
      // Not page.goBack(): it waits for a load, and a page that was kept whole is not loaded again.
      await page.evaluate(() => history.back()).catch(() => undefined);
      const settled = page.waitForLoadState('networkidle').then(() => true);
      do seen.add(await shows(page));
      while (!(await Promise.race([settled, pause(20, false)])));
      seen.add(await shows(page));
    }
    return [...seen].filter((path) => path !== null);
  }

  test('the back button shows nothing of the one who signed out, however the pages were reached', async ({
    baseURL,
  }) => {
    const context = await browser.newContext({ ...(baseURL && { baseURL }) });
    const page = await context.newPage();
    await pressSignIn(page, first.email);
    await page.goto('/administration/people');
    const banner = page.getByRole('banner');
    for (const place of ['Audit', 'Credit mappings']) {
      await banner.getByRole('link', { name: place }).click();
      await page.waitForLoadState('networkidle');
      await expect(banner).toContainText(first.name);
    }
    await banner.getByRole('button', { name: 'Sign out' }).click();
    await expect(banner.getByRole('link', { name: 'Sign in' })).toBeVisible();
    expect(await seenGoingBack(page, 2)).toEqual([]);
    await pressSignIn(page, second.email);
    await expect(banner).toContainText(second.name);
    expect(await seenGoingBack(page, 4)).toEqual([]);
    await context.close();
  });

  test('control: the same pages without no-store are seen again', async ({ baseURL }) => {
    const product = new URL(baseURL ?? '');
    const forgetful = http.createServer((request, response) => {
      http
        .get(
          {
            host: product.hostname,
            port: product.port,
            path: request.url,
            headers: { ...request.headers, host: product.host },
          },
          (reply) => {
            const headers = { ...reply.headers };
            delete headers['cache-control'];
            response.writeHead(reply.statusCode ?? 500, headers);
            reply.pipe(response);
          },
        )
        .on('error', () => response.destroy());
    });
    const port = await listening(forgetful);
    const context = await browser.newContext({ ...(baseURL && { baseURL }), javaScriptEnabled: false });
    const page = await context.newPage();
    const session = await context.newPage();
    await signInWithoutScript(session, first.email);
    // One cookie jar for all ports of a host.
    for (const address of ['/account', '/administration'])
      await page.goto(`http://127.0.0.1:${port}${address}`);
    await expect(page.getByRole('banner')).toContainText(first.name);
    await session.getByRole('banner').getByRole('button', { name: 'Sign out' }).click();
    await expect(session.getByRole('banner').getByRole('link', { name: 'Sign in' })).toBeVisible();
    await page.goto(`http://127.0.0.1:${port}/catalog`);
    expect(await seenGoingBack(page, 2)).toEqual(['/administration', '/account']);
    await context.close();
    await ended(forgetful);
  });
});

async function signInWithoutScript(page: Page, email: string): Promise<void> {
  const [person] = await queryAsAdmin<{ value: string }>(
    "select tenant_id || '/' || id as value from person where email = $1",
    [email],
  );
  await page.goto('/sign-in');
  const button = page.locator(`button[name="person"][value="${person?.value}"]`);
  await button.evaluate((element) => element.closest('details')?.setAttribute('open', ''));
  await button.click();
  await expect(page.getByRole('banner').getByRole('button', { name: 'Sign out' })).toBeVisible();
}

test.describe('abuse 32: a page of another site', () => {
  let elsewhere: http.Server;
  let port: number;
  test.beforeAll(async () => {
    elsewhere = http.createServer((_, response) =>
      response
        .setHeader('content-type', 'text/html')
        .end('<!doctype html><title>Elsewhere</title><p>Nothing to see here.'),
    );
    port = await listening(elsewhere);
  });
  test.afterAll(() => ended(elsewhere));

  /** The form of a page of the product that holds that field, as it would be sent without a script: its hidden parts are the hardest to guess. */
  async function fieldsOf(page: Page, address: string, field: string): Promise<Record<string, string>> {
    const html = await (await page.context().request.get(address)).text();
    return page.evaluate(
      ([text = '', name = '']) => {
        const form = new DOMParser()
          .parseFromString(text, 'text/html')
          .querySelector(`form:has([name="${name}"])`);
        return Object.fromEntries(
          [...(form?.querySelectorAll('input') ?? [])].map((input) => [input.name, input.value]),
        );
      },
      [html, field],
    );
  }

  /** Sends a form from the page, as a script on it can. @returns the status of the answer */
  async function post(page: Page, address: string, fields: Record<string, string>): Promise<number> {
    const answer = Promise.all([
      page.waitForResponse((response) => response.request().method() === 'POST'),
      page.waitForEvent('load'),
    ]);
    await page.evaluate(
      ([to, given]) => {
        const form = Object.assign(document.createElement('form'), {
          method: 'post',
          action: to,
          enctype: 'multipart/form-data',
        });
        for (const [name, value] of Object.entries(given))
          form.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }));
        document.body.append(form);
        form.submit();
      },
      [address, fields] as const,
    );
    const [reply] = await answer;
    return reply.status();
  }

  const read = (
    page: Page,
    address: string,
    options: { method?: string; headers?: Record<string, string>; body?: string },
  ) =>
    page.evaluate(
      ([from, given]) =>
        fetch(from, { credentials: 'include', ...given }).then(
          (reply) => reply.text(),
          () => 'blocked',
        ),
      [address, options] as const,
    );

  // Another site has another name; another port of this host is of the same site, and its requests carry the session.
  for (const host of ['localhost', '127.0.0.1']) {
    test(`at ${host} writes nothing, signs nobody in, reads nothing and frames nothing`, async ({
      browser,
      baseURL,
    }) => {
      const product = baseURL ?? '';
      const context = await browser.newContext({ baseURL: product });
      const page = await context.newPage();
      await signInAs(page, first.email);
      const code = `F${Date.now() % 1_000_000}${host.length}`;
      const department = {
        ...(await fieldsOf(page, '/administration/departments', 'code')),
        code,
        name: 'Forged',
      };
      const [stranger] = await queryAsAdmin<{ value: string }>(
        "select tenant_id || '/' || id as value from person where email = $1",
        [second.email],
      );
      const signIn = { ...(await fieldsOf(page, '/sign-in', 'person')), person: stranger?.value ?? '' };
      const session = async () =>
        (await context.cookies(product)).find(({ name }) => name.endsWith('crosswalk-session'))?.value;
      const before = await session();
      const countForged = async () =>
        (await queryAsAdmin('select 1 from department where code = $1', [code])).length;

      const evil = `http://${host}:${port}/`;
      await page.goto(evil);
      expect(await post(page, `${product}/administration/departments`, department)).toBe(403);
      await page.goto(evil);
      expect(await post(page, `${product}/sign-in`, signIn)).toBe(403);
      await page.goto(evil);
      expect(await read(page, `${product}/account`, {})).toBe('blocked');
      expect(
        await read(page, `${product}/administration/departments`, {
          method: 'POST',
          headers: { 'next-action': '40'.padEnd(42, 'a') },
          body: '[]',
        }),
      ).toBe('blocked');
      expect([await countForged(), await session()]).toEqual([0, before]);
      const framed = async (address: string) => {
        await page.evaluate(
          (src) =>
            new Promise((resolve) =>
              document.body.append(Object.assign(document.createElement('iframe'), { src, onload: resolve })),
            ),
          address,
        );
        return page.frames().at(-1)?.url();
      };
      expect(await framed(`${product}/sign-in`)).toMatch(/^chrome-error:/);

      // Control: the same page frames what lets itself be framed, and what the product's own pages send and read is taken and given.
      expect(await framed(evil)).toBe(evil);
      await page.goto('/administration');
      expect(await read(page, '/account', {})).toContain(first.name);
      expect(await post(page, `${product}/administration/departments`, department)).toBeLessThan(400);
      expect(await countForged()).toBe(1);
      await page.goto('/account');
      expect(await post(page, `${product}/sign-in`, signIn)).toBeLessThan(400);
      expect(await session()).not.toBe(before);
      await context.close();
    });
  }
});
