import { expect, expectAccessible, queryAsAdmin, test } from '@/tests/support/e2e';

/** A certificate about which several institutions have decided, and one of those institutions that gives credit. */
async function decidedCertificate() {
  const [row] = await queryAsAdmin<{ slug: string; title: string; institution: string; name: string }>(
    `SELECT m.slug, m.title, i.slug AS institution, i.name FROM micro_credential m JOIN rule_source s ON s.micro_credential_id = m.id
       JOIN rule_version v ON v.tenant_id = s.tenant_id AND v.id = s.rule_version_id AND v.status = 'published' AND v.claim_to IS NULL AND v.claim_from IS NULL
            AND v.definition->>'deny' IS NULL AND v.definition->'premise' ? 'mc' AND v.definition->'programs' IS NULL
       JOIN institution i ON i.id = v.tenant_id
      WHERE m.kind = 'certificate' ORDER BY m.title, i.slug LIMIT 1`,
  );
  if (row === undefined) throw new Error('the demonstration data has no published rule');
  return row;
}

test('from the start page to an estimate, by search, certificate and link', async ({ page }) => {
  const { slug, title, institution, name } = await decidedCertificate();
  await page.goto('/');
  await expectAccessible(page);
  await page.getByRole('searchbox').fill(title);
  await page.getByRole('button', { name: 'Search' }).click();
  await expect(page).toHaveURL(/\/catalog\?q=/);
  await expect(page.getByRole('status')).toContainText('result');
  await page.getByRole('link', { name: title, exact: true }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
  await expect(page.getByRole('heading', { name: 'What institutions give for it' })).toBeVisible();
  await expectAccessible(page);
  await page.goto(`/estimate?mc1=${slug}&institution=${institution}&score1=100&id1=1&proctored1=1`);
  await expect(page.getByText('Estimate, not a promise')).toBeVisible();
  await expect(page.getByText(`Only a decision by ${name} gives credit.`)).toBeVisible();
  await expectAccessible(page);
});

test('an estimate names the next best certificate, and adding it gives what was promised', async ({
  page,
}) => {
  const { slug, institution } = await decidedCertificate();
  await page.goto(`/estimate?mc1=${slug}&institution=${institution}&score1=100&id1=1&proctored1=1`);
  const steps = page.getByRole('region', { name: 'What would bring you most' }).getByRole('listitem');
  const [, total] = / more, ([\d ./]+) in all/.exec(await steps.first().innerText()) ?? [];
  expect(total).toBeDefined();
  expect(await steps.count()).toBeLessThanOrEqual(3);
  await steps
    .first()
    .getByRole('link', { name: /^Add .* to the estimate$/ })
    .click();
  await expect(page).toHaveURL(/mc2=/);
  await expect(page.getByText(new RegExp(`^${total} .* would be awarded`))).toBeVisible();
  await expectAccessible(page);
});

test('an estimate works without JavaScript, and its address is the whole of it', async ({
  browser,
  baseURL,
}) => {
  const { slug, title, institution } = await decidedCertificate();
  const context = await browser.newContext({ javaScriptEnabled: false, ...(baseURL && { baseURL }) });
  const page = await context.newPage();
  await page.goto('/estimate');
  await page.getByLabel('Add a certificate').fill(title);
  await page.getByRole('button', { name: 'Search' }).click();
  await page.getByRole('button', { name: `Add ${title}`, exact: true }).click();
  await expect(page).toHaveURL(`/estimate?mc1=${slug}`);
  await page.getByLabel('Institution').selectOption(institution);
  await page.getByRole('button', { name: 'Show what I would get' }).click();
  await expect(page.getByText('Estimate, not a promise')).toBeVisible();
  const address = page.url();
  await page.getByRole('link', { name: `Remove ${title}` }).click();
  await expect(page.getByText('Your estimate will appear here')).toBeVisible();
  await page.goto(address);
  await expect(page.getByText('Estimate, not a promise')).toBeVisible();
  await context.close();
});

test('filters narrow the results and can be taken back, on a phone as well', async ({ page }) => {
  await page.goto('/catalog?kind=certificate');
  const narrowed = await page.getByRole('status').textContent();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Remove filter: Certificate' }).click();
  await expect(page).toHaveURL('/catalog');
  await expect(page.getByRole('status')).not.toHaveText(narrowed ?? '');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByText('Filters', { exact: true }).click();
  await page.getByRole('checkbox', { name: /^Exam/ }).check();
  await page.getByRole('button', { name: 'Show results' }).click();
  await expect(page).toHaveURL(/kind=exam/);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  await expectAccessible(page);
});

test('who looks for a value in a long filter comes back to it, on a phone and without script as well', async ({
  browser,
  baseURL,
}) => {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 390, height: 844 },
    ...(baseURL && { baseURL }),
  });
  const page = await context.newPage();
  await page.goto('/catalog#filter-provider');
  await page.getByRole('textbox', { name: 'Find in: Provider' }).fill('goo');
  await page.getByRole('button', { name: 'Find: Provider' }).click();
  await expect(page).toHaveURL(/providerNamed=goo.*#filter-provider$/);
  await expect(page.getByText(/^Provider with “goo”: /)).toBeInViewport();
  await context.close();
});

test('a folded filter brings its choices when it is asked for, and what is chosen stays, without script as well', async ({
  browser,
  baseURL,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false, ...(baseURL && { baseURL }) });
  const page = await context.newPage();
  await page.goto('/catalog?kind=course');
  await expect(page.getByRole('checkbox', { name: /^Beginner/ })).toHaveCount(0);
  await page.getByRole('button', { name: 'Level', exact: true }).click();
  // An empty field is no part of the search.
  await expect(page).toHaveURL('/catalog?kind=course&show=level#filter-level');
  await page.getByRole('checkbox', { name: /^Beginner/ }).check();
  await page.getByRole('button', { name: 'Show results' }).click();
  await expect(page).toHaveURL('/catalog?kind=course&level=Beginner#found');
  await expect(page.getByRole('status')).toBeFocused();
  await expect(page.getByRole('checkbox', { name: /^Beginner/ })).toBeChecked();
  await context.close();
});

test('what is ticked goes along where a plain link leads, and is there on coming back', async ({ page }) => {
  await page.goto('/catalog?kind=certificate&q=google');
  const box = page.getByRole('checkbox', { name: /^Compare / }).first();
  await box.check();
  await expect(page).toHaveURL(/compare=/);
  await page.getByRole('link', { name: 'Remove filter: Certificate' }).click();
  await expect(page).toHaveURL(/^(?!.*kind=).*compare=/);
  await page.goto('/catalog?kind=certificate&q=google');
  await box.check();
  await page
    .getByRole('link', { name: /^Google .*Certificate/ })
    .first()
    .click();
  await expect(page.getByRole('heading', { name: 'What institutions give for it' })).toBeVisible();
  await page.goBack();
  await expect(box).toBeChecked();
});

test('rows that are ticked stand side by side, four at most, without script as well', async ({
  browser,
  baseURL,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false, ...(baseURL && { baseURL }) });
  const page = await context.newPage();
  await page.goto('/catalog?provider=Google');
  const boxes = page.getByRole('checkbox', { name: /^Compare / });
  for (const at of [0, 1]) await boxes.nth(at).check();
  await page.getByRole('button', { name: 'Compare' }).click();
  await expect(page).toHaveURL(/\/catalog\/compare\?.*compare=[^&]+&compare=[^&]+$/);
  await expect(page.getByRole('columnheader')).toHaveCount(2);
  await page.getByRole('link', { name: 'Add another' }).click();
  await expect(page).toHaveURL(/provider=Google/);
  await expect(
    page
      .getByText('2 more are chosen from before.')
      .or(boxes.and(page.locator(':checked')))
      .first(),
  ).toBeVisible();
  await page.goto('/catalog/compare?compare=a&compare=b&compare=c&compare=d&compare=e');
  await expect(page.getByText('5 of them are not in the catalog.')).toBeVisible();
  await expect(page.getByText('Nothing chosen yet')).toBeVisible();
  await context.close();
});

test('whichever button is pressed sends what was typed, chosen and ticked, without script as well', async ({
  browser,
  baseURL,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false, ...(baseURL && { baseURL }) });
  const page = await context.newPage();
  await page.goto('/catalog');
  await page.getByLabel('Search the catalog').fill('google');
  await page
    .getByRole('checkbox', { name: /^Compare / })
    .first()
    .check();
  await page.getByRole('checkbox', { name: /^Certificate/ }).check();
  await page.getByRole('button', { name: 'Show results' }).click();
  await expect(page).toHaveURL(/q=google/);
  await expect(page).toHaveURL(/kind=certificate/);
  await expect(page).toHaveURL(/compare=/);
  await page.getByLabel('Sort by').selectOption('Title');
  await page.getByRole('button', { name: 'Sort', exact: true }).click();
  await expect(page).toHaveURL(/q=google.*sort=title|sort=title.*q=google/);
  await expect(page).toHaveURL(/compare=/);
  await page.goto('/catalog');
  await page
    .getByRole('checkbox', { name: /^Compare / })
    .first()
    .check();
  await page.getByRole('button', { name: 'Next', exact: true }).click();
  await expect(page).toHaveURL(/page=2/);
  await expect(page).toHaveURL(/compare=/);
  await context.close();
});

test('suggestions come while one types, and the keyboard takes one', async ({ page }) => {
  await page.goto('/catalog?sort=title');
  await page.getByLabel('Search the catalog').pressSequentially('google');
  const options = page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option');
  await expect(options.first()).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('Search the catalog').press('ArrowDown');
  await expect(options.first()).toHaveAttribute('aria-selected', 'true');
  await page.getByLabel('Search the catalog').press('Escape');
  await expect(options.first()).toBeHidden();
  await page.getByLabel('Search the catalog').press('ArrowDown');
  await page.getByLabel('Search the catalog').press('Enter');
  await expect(page).toHaveURL(/provider=Google.*sort=title/);
});

test('a search that finds nothing leads to one that finds something', async ({ page }) => {
  await page.goto('/catalog?q=google&provider=IBM&maxHours=1');
  await page.getByRole('link', { name: /without filters/ }).click();
  await expect(page.getByRole('status')).toContainText('result');
});

test('nothing found is not a no, and a mistyped word is put right', async ({ page }) => {
  await page.goto('/catalog?q=qqqqqqqq');
  await expect(page.getByText('says nothing about credit')).toBeVisible();
  await page.goto('/catalog?q=cybersecuritty');
  await expect(page.getByText('This comes close.')).toBeVisible();
  await expect(page.getByRole('link', { name: /cybersecurity/i }).first()).toBeVisible();
});

test('the institutions are narrowed by their names, in place and through the address, without script as well', async ({
  page,
  browser,
  baseURL,
}) => {
  await page.goto('/institutions');
  const rows = page.locator('tbody tr');
  const all = await rows.count();
  await page.getByRole('searchbox').pressSequentially('muhlenau');
  await expect(rows.filter({ visible: true })).toHaveText([/Mühlenau/]);
  await expect(page.getByText(`1 of ${all} institutions`)).toBeVisible();
  await expect(page).toHaveURL('/institutions?q=muhlenau');
  await page.getByRole('searchbox').fill('');
  await expect(rows.filter({ visible: true })).toHaveCount(all);
  const plain = await browser.newPage({
    javaScriptEnabled: false,
    ...(baseURL !== undefined && { baseURL }),
  });
  await plain.goto('/institutions');
  await plain.getByRole('searchbox').fill('muhlenau');
  await plain.getByRole('button', { name: 'Find', exact: true }).click();
  await expect(plain).toHaveURL('/institutions?q=muhlenau');
  await expect(plain.locator('tbody tr').filter({ visible: true })).toHaveText([/Mühlenau/]);
  await plain.close();
});

test('institutions say what they recognise, and by which policy', async ({ page }) => {
  const { name, institution } = await decidedCertificate();
  await page.goto('/institutions');
  await expectAccessible(page);
  await page.getByRole('link', { name, exact: true }).click();
  await expect(page).toHaveURL(`/institutions/${institution}`);
  await expect(page.getByRole('heading', { name: 'How it counts' })).toBeVisible();
  await expectAccessible(page);
});

test('long, odd and hostile addresses get a page or a clear no, never a failure', async ({ request }) => {
  const odd = [
    `/catalog?q=${'x'.repeat(3_000)}`,
    `/catalog?q=${encodeURIComponent(`'; DROP TABLE x; --\u202E<script>`)}`,
    `/catalog?q=%00%FF`,
    `/catalog?${'provider=a&'.repeat(300)}`,
    '/catalog?page=-1&sort=%24%7B7*7%7D&minHours=1e9',
    `/estimate?mc1=${encodeURIComponent('//evil.example')}&on1=2024-02-30`,
    '/catalog/a-certificate?asOf=0000-00-00&unit=PARSEC',
    '/institutions/nowhere',
    `/catalog/${'a'.repeat(500)}/credit`,
  ];
  for (const address of odd)
    expect([200, 307, 404], address).toContain((await request.get(address, { maxRedirects: 0 })).status());
  for (const address of [
    `/api/v1/catalog?q=${'x'.repeat(500)}`,
    '/api/v1/catalog?cursor=none',
    '/api/v1/catalog?limit=100000',
    '/api/v1/catalog?sort=x',
  ]) {
    const reply = await request.get(address);
    expect([reply.status(), reply.headers()['content-type']], address).toEqual([
      422,
      'application/problem+json',
    ]);
  }
  expect((await request.get('/api/v1/catalog/nothing')).status()).toBe(404);
});

test('a page of another origin can read the API, and a refused search names the parameter', async ({
  request,
}) => {
  const elsewhere = { headers: { origin: 'https://app.example.edu' } };
  for (const address of ['/api/v1', '/api/v1/catalog?limit=1', '/api/v1/catalog?sort=x', '/api/v1/nothing']) {
    const { 'access-control-allow-origin': allowed, 'cross-origin-resource-policy': policy } = (
      await request.get(address, elsewhere)
    ).headers();
    expect([address, allowed, policy]).toEqual([address, '*', 'cross-origin']);
  }
  const asked = await request.fetch('/api/v1/catalog', { method: 'OPTIONS', ...elsewhere });
  expect([asked.ok(), asked.headers()['access-control-allow-origin']]).toEqual([true, '*']);
  for (const [parameter, reason] of [
    ['sort', 'not-known'],
    ['minHours', 'not-a-number'],
    ['limit', 'not-a-number'],
    ['cursor', 'not-known'],
  ])
    expect(await (await request.get(`/api/v1/catalog?${parameter}=x`)).json()).toMatchObject({
      status: 422,
      problems: [{ parameter, reason }],
    });
  expect((await request.get('/catalog', elsewhere)).headers()['access-control-allow-origin']).toBeUndefined();
  const { addresses } = (await (await request.get('/api/v1')).json()) as {
    addresses: Record<string, string>;
  };
  expect(
    (await request.get(new URL((addresses['catalog'] ?? '').replace(/\{.*/, '')).pathname)).status(),
  ).toBe(200);
});

test('open redirect: the estimate of a certificate stays on this site, whatever its address says', async ({
  request,
  baseURL,
}) => {
  for (const slug of [
    '%2F%2Fevil.example',
    '%5C%5Cevil.example',
    'https%3A%2F%2Fevil.example',
    '..%2F..%2Fsign-in',
    '@evil.example',
  ]) {
    const location =
      (await request.get(`/catalog/${slug}/credit`, { maxRedirects: 0 })).headers()['location'] ??
      '/estimate';
    expect(new URL(location, baseURL).origin).toBe(new URL(baseURL ?? '').origin);
    expect(new URL(location, baseURL).pathname).toBe('/estimate');
  }
});

test('a link to a certificate says elsewhere what it earns, in words and as a picture', async ({
  request,
  baseURL,
}) => {
  const html = await (await request.get('/catalog/google-data-analytics-professional-certificate')).text();
  const said = (name: string) =>
    new RegExp(`<meta (?:name|property)="${name}" content="([^"]*)"`).exec(html)?.[1] ?? '';
  expect(said('description')).toMatch(/ gives 6 semester hours for Google Data Analytics/);
  expect(said('og:image:alt')).toMatch(/earns: 6 semester hours at Northbridge/);
  expect(html).toContain(
    `<link rel="canonical" href="${baseURL}/catalog/google-data-analytics-professional-certificate"/>`,
  );
  const data = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html)?.[1] ?? '';
  expect((JSON.parse(data) as { '@type': string }[]).map((one) => one['@type'])).toEqual([
    'Course',
    'BreadcrumbList',
  ]);
  const picture = await request.get(said('og:image'));
  expect([picture.status(), picture.headers()['content-type']]).toEqual([200, 'image/png']);
  expect((await picture.body()).subarray(1, 4).toString()).toBe('PNG');
  const again = await request.get(said('og:image'), {
    headers: { 'if-none-match': picture.headers()['etag'] ?? '' },
  });
  expect(again.status()).toBe(304);
  expect((await request.get('/picture/nothing-there')).status()).toBe(404);
});

test('the number beside an institution is what is found once it is ticked, where an amount is chosen', async ({
  request,
}) => {
  const ask = async (query: string) =>
    (await (await request.get(`/api/v1/catalog?limit=1&${query}`)).json()) as {
      total: number;
      facets: { givenAt: { value: string; count: number }[] };
    };
  // Amounts are known a moment after the start; until then the interface refuses to count by them.
  await expect
    .poll(async () => (await request.get('/api/v1/catalog?limit=1&facets=true')).status())
    .toBe(200);
  for (const band of ['below-3', '3-to-6', '6-to-12', '12-to-30', 'from-30']) {
    const { facets } = await ask(`credit=${band}&facets=true`);
    for (const { value, count } of facets.givenAt)
      expect([band, value, (await ask(`credit=${band}&givenAt=${value}`)).total]).toEqual([
        band,
        value,
        count,
      ]);
  }
});

test('the catalog can be walked by machines', async ({ request }) => {
  const first = (await (await request.get('/api/v1/catalog?kind=exam&limit=2')).json()) as {
    total: number;
    entries: { slug: string }[];
    next: string;
  };
  const second = (await (
    await request.get(`/api/v1/catalog?kind=exam&limit=2&cursor=${first.next}`)
  ).json()) as typeof first;
  expect(new Set([...first.entries, ...second.entries].map(({ slug }) => slug)).size).toBe(4);
  expect(second.total).toBe(first.total);
  const [, ...parts] = (await (await request.get('/sitemap.xml')).text()).matchAll(/<loc>([^<]+)<\/loc>/g);
  const texts = await Promise.all(parts.map(async ([, part = '']) => (await request.get(part)).text()));
  const entry = `/catalog/${first.entries[0]?.slug}</loc><lastmod>2`;
  expect(texts.filter((text) => text.includes(entry))).toHaveLength(1);
  expect((await request.get('/sitemap/999')).status()).toBe(404);
  expect(await (await request.get('/robots.txt')).text()).toMatch(/^Sitemap: http.*\/sitemap\.xml$/m);
});

test('who reads of a certificate elsewhere hears what was decided about it, and never that nobody did', async ({
  request,
}) => {
  for (const [standing, words] of [
    ['suspended', 'Suspended'],
    ['refused', 'Decided: no credit'],
    ['revoked', 'Revoked'],
    ['considered', 'Considered'],
  ] as const) {
    const found = await request.get(`/api/v1/catalog?standing=${standing}&limit=1`);
    const { entries } = (await found.json()) as { entries: { slug: string }[] };
    const page = await (await request.get(`/catalog/${entries[0]?.slug ?? ''}`)).text();
    const [, description = ''] = /<meta name="description" content="([^"]*)"/.exec(page) ?? [];
    expect([standing, description]).toEqual([standing, expect.stringContaining(`: ${words}.`)]);
    expect(description).not.toContain('No university has decided');
  }
});
