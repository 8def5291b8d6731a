import { test as base, type BrowserContext, type ConsoleMessage, expect, type Page } from '@playwright/test';
import axe from 'axe-core';
import pg from 'pg';

export { expect };

type Fixtures = {
  /** Console errors that a test provokes on purpose; any other one fails it. */
  expectedErrors: RegExp[];
};

/** The test of every end-to-end file: it knows the product's address, and an error in the browser's console fails it. */
export const test = base.extend<Fixtures>({
  baseURL: async ({}, use) => use(productAddress()),
  expectedErrors: async ({}, use) => use([]),
  page: async ({ page, expectedErrors }, use) => {
    const errorsSoFar = hearErrors(page);
    await use(page);
    expect(errorsSoFar().filter((error) => !expectedErrors.some((expected) => expected.test(error)))).toEqual(
      [],
    );
  },
});

/** Hears what a page tells the browser's console as an error, until it is asked what it heard. */
export function hearErrors(page: Page): () => string[] {
  const errors: string[] = [];
  const hearMessage = (message: ConsoleMessage) =>
    message.type() === 'error' && errors.push(`${message.text()} (${message.location().url})`);
  const hearError = (error: Error) => errors.push(String(error));
  page.on('console', hearMessage).on('pageerror', hearError);
  return () => {
    page.off('console', hearMessage).off('pageerror', hearError);
    return errors;
  };
}

/** Where the product is served. */
export function productAddress(): string {
  return required('E2E_ADDRESS');
}

/** Sessions that this worker has opened, by address. Most tests are not about signing in, and begin where it has been done. */
const opened = new Map<string, Awaited<ReturnType<BrowserContext['cookies']>>>();

/** Is signed in as a person of the demonstration: with the session that an earlier test opened, where it still lasts. */
export async function signInAs(page: Page, personEmail: string): Promise<void> {
  const context = page.context();
  const cookies = opened.get(personEmail);
  if (cookies !== undefined) {
    await context.addCookies(cookies);
    if ((await context.request.get('/account', { maxRedirects: 0 })).status() === 200) return;
  }
  await pressSignIn(page, personEmail);
  opened.set(
    personEmail,
    (await context.cookies()).filter(({ name }) => name === 'crosswalk-session'),
  );
}

/** Signs in as a person of the demonstration, the way a visitor does: one press on the sign-in page. */
export async function pressSignIn(page: Page, personEmail: string): Promise<void> {
  const [person] = await queryAsAdmin<{ tenant_id: string; id: string; name: string }>(
    'select tenant_id, id, name from person where email = $1 order by name',
    [personEmail],
  );
  if (person === undefined)
    throw new Error(`The demonstration data has nobody with the address ${personEmail}.`);
  await page.goto('/sign-in');
  const button = page.locator(`button[name="person"][value="${person.tenant_id}/${person.id}"]`);
  // Most people of an institution are folded away.
  await button.evaluate((element) => element.closest('details')?.setAttribute('open', ''));
  await button.click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
}

/**
 * No violation of WCAG 2.2 A and AA that axe can see, in light and in dark. What counts is what stays: axe reads colours piece by
 * piece, and a page that changes its scheme while its script wakes it up can be half of each for a moment.
 */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expect(
      async () => expect(await violationsOn(page, colorScheme)).toEqual([]),
      `in ${colorScheme}`,
    ).toPass({ timeout: 15_000 });
  }
  await page.emulateMedia({ colorScheme: null });
}

/** Opens a part of the desk on which a mapping is written, where it is folded; what is not there to be opened stands open. */
export async function unfold(page: Page, part: string): Promise<void> {
  await page.locator('#rule-editor').waitFor();
  const fold = page
    .locator('#rule-editor details')
    .filter({ has: page.locator('> summary').filter({ hasText: part }) })
    .last();
  if ((await fold.count()) > 0 && (await fold.getAttribute('open')) === null)
    await fold.locator('> summary').click();
}

const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** What can be another in dark than in light: colours, and the button that chooses between the two. tests/architecture/dark.test.ts holds the styles to that. */
const ofAppearance = ['color-contrast', 'link-in-text-block', 'button-name', 'target-size'];

/** Texts that have the same colours, on the same backgrounds, in the same size and weight, have the same contrast: one of each is read. */
const readOncePerColours = [{ id: 'color-contrast', selector: '[data-colours]' }];

async function violationsOn(page: Page, colorScheme: 'light' | 'dark'): Promise<string[]> {
  // Half a megabyte of script: once a page, since taking it in costs as much as half of a look at a small page.
  if (!(await page.evaluate(() => 'axe' in window)))
    await page.evaluate(
      `${axe.source}; axe.configure(${JSON.stringify({ rules: readOncePerColours })}); undefined`,
    );
  // There are no frames in these pages, so there is nothing to put together from several.
  const found = await page.evaluate(
    async (runOnly) => {
      const marked = new Map<string, Element>();
      const looks = new Map<Element, string>();
      const lookOf = (element: Element): string => {
        const known = looks.get(element);
        if (known !== undefined) return known;
        const { color, backgroundColor, backgroundImage, opacity, fontSize, fontWeight, textDecorationLine } =
          getComputedStyle(element);
        const above = element.parentElement === null ? '' : lookOf(element.parentElement);
        const own = `${color} ${backgroundColor} ${backgroundImage} ${opacity} ${fontSize} ${fontWeight} ${textDecorationLine}`;
        // What lies over nothing of its own, in the look of its parent, looks like its parent.
        const isOver = backgroundColor !== 'rgba(0, 0, 0, 0)' || opacity !== '1';
        const look = !isOver && above.endsWith(own) ? above : `${above}/${own}`;
        looks.set(element, look);
        return look;
      };
      for (const element of document.body.querySelectorAll('*')) {
        const isRead =
          element.matches('input, select, textarea') ||
          [...element.childNodes].some(
            ({ nodeType, nodeValue }) => nodeType === 3 && nodeValue?.trim() !== '',
          );
        if (!isRead || !element.checkVisibility()) continue;
        const key = `${element.tagName}${lookOf(element)}`;
        if (!marked.has(key)) marked.set(key, element);
      }
      for (const element of marked.values()) element.setAttribute('data-colours', '');
      // Nobody reads what passed: to name it all and hand it over takes longer than to find what is wrong.
      const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, {
        runOnly,
        resultTypes: ['violations'],
      });
      for (const element of marked.values()) element.removeAttribute('data-colours');
      return violations.map(({ id, nodes }) => ({
        id,
        nodes: nodes.map(({ target, any }) => ({
          target: target.join(' '),
          data: any.map(({ data }) => data as unknown),
        })),
      }));
    },
    colorScheme === 'light'
      ? { type: 'tag' as const, values: levels }
      : { type: 'rule' as const, values: ofAppearance },
  );
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, data }) => `${id}: ${target} ${JSON.stringify(data)}`),
  );
}

/** Asks the database of the run past all privileges: for looking at what is really stored. */
export async function queryAsAdmin<Row extends pg.QueryResultRow>(
  sql: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client(required('E2E_ADMIN_URL'));
  await client.connect();
  try {
    return (await client.query<Row>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set; tests/support/e2e-setup.ts sets it.`);
  return value;
}
