import { expect, expectAccessible, queryAsAdmin, test } from '@/tests/support/e2e';

/** A course that certificates count as now, whose code has a blank or a hyphen. */
async function countedCourse() {
  const [row] = await queryAsAdmin<{ code: string; title: string; institution: string; slug: string }>(
    `SELECT c.code, c.title, i.short_name AS institution, i.slug FROM rule_version v JOIN institution i ON i.id = v.tenant_id
       CROSS JOIN LATERAL jsonb_path_query(v.definition, '$.outcomes[*].lines[*] ? (@.kind == "course").target') target
       JOIN course c ON c.tenant_id = v.tenant_id AND c.code = target #>> '{}' AND c.code ~ '[ -]'
      WHERE v.status = 'published' AND v.definition->>'deny' IS NULL AND v.claim_to IS NULL AND v.definition->'programs' IS NULL
        AND v.definition->'premise' ? 'mc'
      ORDER BY i.slug, c.code LIMIT 1`,
  );
  if (row === undefined) throw new Error('the demonstration has no certificate that counts as a course');
  return row;
}

for (const javaScriptEnabled of [true, false])
  test(`a course is found by its code however it is written, and leads to what counts as it, ${javaScriptEnabled ? 'with' : 'without'} script`, async ({
    browser,
    baseURL,
  }) => {
    const { code, title, institution } = await countedCourse();
    const context = await browser.newContext({ javaScriptEnabled, ...(baseURL && { baseURL }) });
    const page = await context.newPage();
    await page.goto('/catalog');
    await page.getByRole('searchbox').fill(code.replace(/[ -]/g, '').toLowerCase());
    await page.getByRole('button', { name: 'Search', exact: true }).click();
    const signposts = page.getByRole('region', { name: 'Also called like this' });
    await signposts.getByRole('link', { name: `${code} ${title} at ${institution}` }).click();
    await expect(page).toHaveURL(/countsAs=/);
    await expect(page.getByRole('status').first()).toContainText('result');
    await expect(
      page.getByRole('link', { name: `Remove filter: Counts as: ${code} ${title}` }),
    ).toBeVisible();
    await context.close();
  });

test('all skills that are called so stand on a page of their own, on a telephone too', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/signposts?kind=skill&q=data');
  await expect(page.getByRole('status')).toContainText('called like “data”');
  await expectAccessible(page);
  await page.getByRole('table').getByRole('link').first().click();
  await expect(page).toHaveURL(/\/catalog\?skill=/);
  await page.goto('/signposts?kind=skill&q=xqzv');
  await expect(page.getByText('None is called like that')).toBeVisible();
  await page.getByRole('link', { name: 'Search the catalog for “xqzv”' }).click();
  await expect(page).toHaveURL(/\/catalog\?q=xqzv/);
});

test('a search is kept without an account, and says what is new when its reader is back', async ({
  page,
}) => {
  const listed = async (title: string) =>
    queryAsAdmin(
      `INSERT INTO micro_credential (steward_tenant_id, slug, natural_key, title, provider, source)
       SELECT id, $1, $1, $2, 'Quokka Academy', 'test' FROM institution ORDER BY slug LIMIT 1`,
      [title.toLowerCase().replaceAll(' ', '-'), title],
    );
  await listed('Quokka care one');
  await page.goto('/catalog?q=quokka');
  await page.getByText('Keep this search').click();
  await page.getByLabel('Name').fill('Quokkas');
  await page.getByRole('button', { name: 'Keep', exact: true }).click();
  await expect(page.getByText('Kept. When you come back, this page says what is new.')).toBeFocused();
  await expectAccessible(page);
  await listed('Quokka care two');
  // As if it had been looked at an hour ago.
  await page.evaluate(() => {
    const kept = JSON.parse(localStorage.getItem('kept-searches') ?? '[]') as { lookedAt: number }[];
    localStorage.setItem('kept-searches', JSON.stringify(kept.map((one) => ({ ...one, lookedAt: 0 }))));
  });
  await page.goto('/catalog');
  const part = page.getByRole('region', { name: 'Searches you keep' });
  await expect(part).toContainText('1 new since you opened it last');
  await part.getByRole('link', { name: 'Quokkas' }).click();
  await expect(
    page.getByRole('listitem').filter({ hasText: 'Quokka care two' }).getByText('New', { exact: true }),
  ).toBeVisible();
  await page.reload();
  await expect(part).toContainText('nothing new');
  await part.getByRole('button', { name: 'Forget: Quokkas' }).click();
  await expect(page.getByText('Keep this search')).toBeVisible();
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
});
