import type { Page } from '@playwright/test';
import { expect, queryAsAdmin, test } from '@/tests/support/e2e';

/** Letters without a blank, longer than any screen is wide. */
const unbroken = 'Donaudampfschifffahrtsgesellschaftskapitaen'.repeat(4);

/** A certificate of which every text is one long word, recommended and decided. */
async function listLongWords(slug: string): Promise<void> {
  const [entry] = await queryAsAdmin<{ id: string; tenant: string }>(
    `INSERT INTO micro_credential (steward_tenant_id, slug, natural_key, title, provider, platform, awarding_body, subject, level_label, skills, source)
     SELECT id, $1, $1, $2 || 'T', $2 || 'P', $2 || 'F', $2 || 'B', $2, $2, ARRAY[$2, $2 || '2'], $2 FROM institution WHERE slug = 'northbridge-state'
     RETURNING id, steward_tenant_id AS tenant`,
    [slug, unbroken],
  );
  await queryAsAdmin(
    `INSERT INTO micro_credential_version (steward_tenant_id, micro_credential_id, label, participation, prerequisites, stackability, description, effort, duration, supervision, assessment)
     VALUES ($1, $2, $3, $3, $3, $3, $3, $3, $3, $3, ARRAY[$3])`,
    [entry?.tenant, entry?.id, unbroken],
  );
  await queryAsAdmin(
    `INSERT INTO recommendation (steward_tenant_id, micro_credential_id, natural_key, recommender, amount, confidence, unit, levels, source_url, note)
     SELECT $1, $2, $3 || n, $3 || n, '3', 'high', 'US_SEM', '{}', 'https://example.org/' || $3, $3 FROM generate_series(1, 3) n`,
    [entry?.tenant, entry?.id, unbroken],
  );
  const [rule] = await queryAsAdmin<{ id: string }>(
    `INSERT INTO equivalency_rule (tenant_id, code, title) VALUES ($1, $2, $3) RETURNING id`,
    [entry?.tenant, `e2e-${slug}`, unbroken],
  );
  const definition = {
    premise: { mc: entry?.id, evidence: [unbroken], versions: [unbroken] },
    outcomes: [{ lines: [{ kind: 'block', target: unbroken, credits: { amount: '2' } }] }],
  };
  // Past the road into force, which other tests walk.
  const [version] = await queryAsAdmin<{ id: string }>(
    `WITH quiet AS (SELECT set_config('session_replication_role', 'replica', true))
     INSERT INTO rule_version (tenant_id, rule_id, version, status, author_id, definition, basis, public_note, published_at)
     SELECT $1, $2, 1, 'published', p.id, $3, '{"kind":"ownReview"}', $4, '2026-01-10T12:00:00Z' FROM quiet, person p WHERE p.tenant_id = $1 ORDER BY p.email LIMIT 1
     RETURNING id`,
    [entry?.tenant, rule?.id, JSON.stringify(definition), unbroken],
  );
  await queryAsAdmin(
    `INSERT INTO rule_source (tenant_id, rule_version_id, micro_credential_id) VALUES ($1, $2, $3)`,
    [entry?.tenant, version?.id, entry?.id],
  );
}

/** What reaches beyond the window, where the page is wider than it; the innermost first. */
const beyondOf = (page: Page) =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    return [...document.querySelectorAll('body *')]
      .filter((one) => one.getBoundingClientRect().right > clientWidth + 1)
      .reverse()
      .slice(0, 4)
      .map((one) => `${one.tagName.toLowerCase()}.${one.className}: ${one.textContent.slice(0, 40)}`);
  });

/** Words of ordinary length that are broken in the middle, and texts that lie over one another in a table. */
const faultsOf = (page: Page) =>
  page.evaluate(() => {
    const faults: string[] = [];
    const range = document.createRange();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const lettersOfLine = (node: Node, from: number, to: number) => {
      range.setStart(node, from);
      range.setEnd(node, to);
      return new Set(
        [...range.getClientRects()].filter(({ width }) => width > 0).map(({ top }) => Math.round(top)),
      );
    };
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node.parentElement;
      if (
        element === null ||
        element.closest('script, style, .sr-only, details:not([open]) > :not(summary)') !== null
      )
        continue;
      if (!element.checkVisibility()) continue;
      const cell = element.closest('td, th')?.getBoundingClientRect();
      range.selectNodeContents(node);
      if (cell !== undefined && [...range.getClientRects()].some(({ right }) => right > cell.right + 1))
        faults.push(`over its cell: ${node.textContent}`);
      // Addresses are broken anywhere, and words where their language breaks them.
      const { hyphens, wordBreak } = getComputedStyle(element);
      if (hyphens === 'auto' || wordBreak === 'break-all') continue;
      for (const word of (node.textContent ?? '').matchAll(/(?<!\S)[\p{L}\p{N}]{2,24}(?=[\s.,;:)]|$)/gu)) {
        if (lettersOfLine(node, word.index, word.index + word[0].length).size > 1)
          faults.push(`${element.tagName.toLowerCase()}: ${word[0]}`);
      }
    }
    return faults;
  });

const entry = 'google-data-analytics-professional-certificate';
const estimate = (slug: string) =>
  `/estimate?mc1=${slug}&institution=northbridge-state&program=BS-DATA&course=${unbroken}`;
const compared = [entry, 'google-project-management'];

test('no text is so long that a public page goes beyond a telephone, nor ordinary words broken', async ({
  page,
}) => {
  test.setTimeout(120_000);
  const slug = 'e2e-long-words';
  await listLongWords(slug);
  const long = [
    `/catalog?q=${unbroken.slice(0, 60)}`,
    `/catalog?q=${unbroken}`,
    `/catalog?provider=${unbroken}P`,
    `/catalog/${slug}`,
    `/catalog/${slug}?unit=ECTS`,
    `/catalog/compare?compare=${slug}&compare=${entry}`,
    `/signposts?kind=skill&q=${unbroken.slice(0, 30)}`,
    `/signposts?kind=skill&q=${unbroken}`,
    '/institutions/northbridge-state?q=Donaudampf',
    `/institutions/northbridge-state?q=${unbroken}`,
    estimate(slug),
    `/estimate?q=${unbroken.slice(0, 40)}`,
    `/ask?title=${unbroken}&provider=${unbroken}`,
    `/ask?certificate=${slug}`,
  ];
  const usual = [
    '/',
    '/catalog?q=data',
    `/catalog/${entry}`,
    `/catalog/compare?${compared.map((one) => `compare=${one}`).join('&')}`,
    '/estimate?mc1=' + entry + '&on1=2025-05-01&score1=75&institution=northbridge-state&program=BS-DATA',
    '/help',
    '/ask?title=Welding',
    '/signposts?kind=skill&q=data',
    '/institutions',
    '/institutions/northbridge-state',
    '/institutions/northbridge-state/policies',
    '/institutions/hochschule-muehlenau',
    '/organizations/google',
  ];
  await expect(async () => {
    await page.goto(`/catalog/${slug}`);
    await expect(page.getByRole('heading', { name: `${unbroken}T` })).toBeVisible();
  }).toPass({ timeout: 20_000 });
  const found: Record<string, unknown> = {};
  for (const width of [390, 820, 1280]) {
    await page.setViewportSize({ width, height: 844 });
    for (const address of [...long, ...usual]) {
      await page.goto(address);
      await page.evaluate(() => document.querySelectorAll('details').forEach((one) => (one.open = true)));
      const beyond = await beyondOf(page);
      const faults = usual.includes(address) ? await faultsOf(page) : [];
      if (beyond.length > 0 || faults.length > 0)
        found[`${width} ${address.replaceAll(unbroken, '…')}`] = { beyond, faults: [...new Set(faults)] };
    }
  }
  expect(found).toEqual({});
});

test('four certificates stand side by side without one lying over the other, on screen and on paper', async ({
  page,
}) => {
  const four = await queryAsAdmin<{ slug: string }>(
    `SELECT m.slug FROM micro_credential m JOIN rule_source s ON s.micro_credential_id = m.id JOIN rule_version v ON v.id = s.rule_version_id AND v.status = 'published'
      WHERE m.title NOT LIKE 'Donau%' GROUP BY m.slug ORDER BY count(*) DESC, m.slug LIMIT 4`,
  );
  await page.goto(`/catalog/compare?${four.map(({ slug }) => `compare=${slug}`).join('&')}`);
  const faults: Record<string, string[]> = {};
  for (const width of [390, 700, 768, 800, 820, 1023, 1024, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    expect([width, await beyondOf(page)]).toEqual([width, []]);
    faults[width] = await faultsOf(page);
  }
  await page.emulateMedia({ media: 'print' });
  // A4 and Letter without their margins.
  for (const width of [673, 695]) {
    await page.setViewportSize({ width, height: 900 });
    faults[`paper ${width}`] = await faultsOf(page);
  }
  expect(Object.fromEntries(Object.entries(faults).filter(([, some]) => some.length > 0))).toEqual({});
});

test('who has not decided about any of them is told as that beside what others gave', async ({ page }) => {
  const [some] = await queryAsAdmin<{ slug: string; silent: string }>(
    `SELECT m.slug, i.short_name AS silent FROM micro_credential m JOIN institution i ON i.is_demonstration
       AND NOT EXISTS (SELECT FROM rule_source s WHERE s.micro_credential_id = m.id AND s.tenant_id = i.id)
      WHERE NOT EXISTS (SELECT FROM micro_credential_component c WHERE m.id IN (c.whole_id, c.part_id)) AND m.same_as_id IS NULL
        AND EXISTS (SELECT FROM rule_source s JOIN rule_version v ON v.id = s.rule_version_id WHERE s.micro_credential_id = m.id AND v.status = 'published')
      ORDER BY m.slug, i.slug LIMIT 1`,
  );
  await page.goto(`/catalog/compare?compare=${some?.slug}`);
  const row = page.getByRole('table').locator('tbody tr').last();
  await expect(row).toContainText(some?.silent ?? '');
  await expect(row).toContainText(/not decided yet/i);
});

test('on paper nothing that one reads stays folded', async ({ page }) => {
  await page.goto(`/catalog/${entry}`);
  await page.emulateMedia({ media: 'print' });
  const folded = await page.evaluate(() =>
    [...document.querySelectorAll('details')]
      .filter((one) => one.closest('.no-print') === null)
      .filter((one) => one.querySelector('input, select, button, textarea') === null)
      .filter((one) => {
        const inner = one.querySelector(':scope > :not(summary)');
        return inner === null || !inner.checkVisibility({ contentVisibilityAuto: true });
      })
      .map((one) => one.querySelector('summary')?.textContent),
  );
  expect(folded).toEqual([]);
});

test('advice that has lapsed is told as that everywhere on its page, and elsewhere not as advice', async ({
  page,
}) => {
  const [advised] = await queryAsAdmin<{ id: string; tenant: string }>(
    `INSERT INTO micro_credential (steward_tenant_id, slug, natural_key, title, provider, source)
     SELECT id, 'e2e-lapsed', 'e2e-lapsed', 'Lapsed advice', 'Wombat Academy', 'test' FROM institution WHERE slug = 'northbridge-state'
     RETURNING id, steward_tenant_id AS tenant`,
  );
  await queryAsAdmin(
    `INSERT INTO recommendation (steward_tenant_id, micro_credential_id, natural_key, recommender, amount, confidence, unit, levels, source_url, valid_to)
     VALUES ($1, $2, 'e2e-lapsed', 'ACE', '3', 'high', 'US_SEM', '{}', 'https://example.org/', '2020-12-31')`,
    [advised?.tenant, advised?.id],
  );
  await page.goto('/catalog/e2e-lapsed');
  const words = page.getByText('Advice that lapsed after 31 Dec 2020', { exact: true });
  await expect(words).toHaveCount(3);
  await expect(page.locator('meta[name="description"]')).not.toHaveAttribute('content', /recommends/);
});

test('paper is white and its words are dark, whatever appearance was chosen', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: /dark/i }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.goto(`/catalog/${entry}`);
  await page.emulateMedia({ media: 'print' });
  const brightness = (of: string, property: 'color' | 'backgroundColor') =>
    page
      .locator(of)
      .first()
      .evaluate((element, name) => {
        const [red = 0, green = 0, blue = 0] = (getComputedStyle(element)[name].match(/\d+/g) ?? []).map(
          Number,
        );
        return (red + green + blue) / 3;
      }, property);
  expect(await brightness('html', 'backgroundColor')).toBe(255);
  expect(await brightness('dd', 'color')).toBeLessThan(110);
  expect(await brightness('.answers td.answer-condition', 'color')).toBeLessThan(110);
});

test('an address that is too long is answered by a page that looks like all others', async ({
  page,
  request,
  expectedErrors,
}) => {
  expectedErrors.push(/414/);
  const address = `/catalog?q=${'a'.repeat(9_000)}`;
  const answer = await page.goto(address);
  expect(answer?.status()).toBe(414);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('That could not be read');
  await expect(page.getByText('The address is too long')).toBeVisible();
  await page.getByRole('link', { name: 'Go to the start page' }).click();
  await expect(page).toHaveURL('/');
  const plain = await request.get(address, { headers: { accept: '*/*' } });
  expect([plain.status(), plain.headers()['content-type']]).toEqual([414, 'text/plain; charset=utf-8']);
});
