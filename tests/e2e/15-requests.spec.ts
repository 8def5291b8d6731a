import { expect, expectAccessible, queryAsAdmin, signInAs, test } from '@/tests/support/e2e';

const [evaluator, editor] = ['amara.okafor@northbridge.example', 'priya.raghunathan@northbridge.example'];
const here = 'Northbridge State University';

/** A certificate of which Northbridge has said nothing, and which nobody asks about yet. */
async function anUndecided(at: number): Promise<{ slug: string; title: string }> {
  const [one] = await queryAsAdmin<{ slug: string; title: string }>(
    `SELECT m.slug, m.title FROM micro_credential m
      WHERE m.kind = 'certificate' AND m.status = 'active'
        AND NOT EXISTS (SELECT FROM rule_source s WHERE s.micro_credential_id = m.id)
        AND NOT EXISTS (SELECT FROM micro_credential_component c WHERE m.id IN (c.whole_id, c.part_id))
        AND NOT EXISTS (SELECT FROM certificate_request r WHERE r.micro_credential_id = m.id)
        AND (SELECT count(*) FROM micro_credential o WHERE o.title = m.title) = 1
      ORDER BY m.title OFFSET $1 LIMIT 1`,
    [at],
  );
  if (one === undefined) throw new Error('Every certificate of the demonstration is decided.');
  return one;
}

for (const javaScriptEnabled of [false, true])
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('a visitor who finds nothing asks for it to be listed, and staff list it', async ({ page }) => {
      const title = `Underwater welding ${javaScriptEnabled ? 'by script' : 'by hand'}`;
      await page.goto('/catalog?q=qxzzvwkj');
      await expect(page.getByText('Nothing here has all of that')).toBeVisible();
      await page.getByRole('link', { name: 'Ask for it to be listed' }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ask for a certificate to be listed');
      await expect(page.getByLabel('Title of the certificate')).toHaveValue('qxzzvwkj');
      if (javaScriptEnabled) await expectAccessible(page);

      await page.getByLabel('Title of the certificate').fill(title);
      await page.getByLabel('Who offers it').fill('Guild of Divers');
      await page.getByLabel('Address of its page').fill('https://guild.example/diving');
      await page.getByLabel('Institution to ask').selectOption({ label: here });
      // What the browser would not send says the server as well, at the field, and keeps what was typed.
      await page.getByLabel('Who offers it').fill(' ');
      await page.getByRole('button', { name: 'Send the request' }).click();
      await expect(page.getByText('Say who offers it.').first()).toBeVisible();
      await expect(page.getByLabel('Title of the certificate')).toHaveValue(title);
      await expect(page.getByLabel('Address of its page')).toHaveValue('https://guild.example/diving');
      await page.getByLabel('Who offers it').fill('Guild of Divers');
      await page.getByRole('button', { name: 'Send the request' }).click();
      await expect(page.getByText(`Your request is with ${here}`)).toBeVisible();
      await expect(page.locator('script[src]')).toHaveCount(1);

      // A repeat by the same asker is the same request.
      await page.getByRole('link', { name: 'Ask another institution' }).click();
      await expect(page.getByLabel('Who offers it')).toHaveValue('Guild of Divers');
      await expect(page.getByLabel('Address of its page')).toHaveValue('https://guild.example/diving');
      await page.getByLabel('Title of the certificate').fill(title.toUpperCase());
      await page.getByLabel('Institution to ask').selectOption({ label: here });
      await page.getByRole('button', { name: 'Send the request' }).click();
      await expect(page.getByText(`Your request is with ${here}`)).toBeVisible();

      await signInAs(page, editor);
      await page.goto('/registrar');
      await page
        .getByRole('main')
        .getByRole('link', { name: /that people ask about/ })
        .click();
      await page.getByRole('link', { name: /^To list/ }).click();
      const row = page.getByRole('row').filter({ hasText: title });
      await expect(row).toHaveCount(1);
      await expect(row.getByRole('cell').first()).toHaveText('1');
      if (javaScriptEnabled) await expectAccessible(page);
      await row.getByRole('link', { name: `List ${title}` }).click();
      await expect(page.getByLabel('Title')).toHaveValue(title);
      await expect(page.getByLabel('Issuer')).toHaveValue('Guild of Divers');
      await page.getByRole('button', { name: 'Begin the draft' }).click();
      await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
      await page.goto('/registrar/demand?show=list');
      await expect(row.getByRole('link', { name: 'Being listed' })).toBeVisible();
    });

    test('a visitor asks for a decision, and staff map it or say why not', async ({ page }) => {
      const { slug, title } = await anUndecided(0);
      await page.goto(`/catalog/${slug}`);
      await page.getByRole('link', { name: 'Ask one of them to decide' }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ask for a decision');
      await expect(page.getByRole('main').getByText(title).last()).toBeVisible();
      if (javaScriptEnabled) await expectAccessible(page);
      await page.getByLabel('Institution to ask').selectOption({ label: here });
      await page.getByRole('button', { name: 'Send the request' }).click();
      await expect(page.getByText(`Your request is with ${here}`)).toBeVisible();
      if (javaScriptEnabled) await expectAccessible(page);

      await signInAs(page, evaluator);
      await page.goto('/registrar/demand');
      const row = page.getByRole('row').filter({ hasText: title });
      await row.getByRole('link', { name: `Map ${title}` }).click();
      await expect(page).toHaveURL(/\/registrar\/rules\/new\?certificate=/);
      await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();

      await page.goto('/registrar/demand');
      await row.getByRole('link', { name: `Close the request for ${title}` }).click();
      if (javaScriptEnabled) await expectAccessible(page);
      await page.getByLabel('There is nothing to decide').check();
      await page.getByRole('button', { name: 'Close it' }).click();
      await expect(page).toHaveURL(/\/registrar\/demand$/);
      await expect(row).toHaveCount(0);
    });
  });

test.describe('the link of a mail', () => {
  test.use({ javaScriptEnabled: false });

  test('confirms an address and deletes it, each with one press, without script', async ({ page }) => {
    const [token, title] = ['q'.repeat(43), 'Asked for by mail'];
    const stored = () =>
      queryAsAdmin<{ mailbox: string | null; confirmed: boolean }>(
        `SELECT a.mailbox, a.confirmed_at IS NOT NULL AS confirmed FROM certificate_asker a JOIN certificate_request r ON r.id = a.request_id WHERE r.title = $1`,
        [title],
      );
    await queryAsAdmin(
      `WITH asked AS (INSERT INTO certificate_request (tenant_id, kind, subject_key, title, provider)
                      SELECT id, 'list', 'list|by mail', $1, 'Guild' FROM institution WHERE slug = 'northbridge-state' RETURNING tenant_id, id)
       INSERT INTO certificate_asker (tenant_id, request_id, network_key, mailbox, token_hash, mailed_at)
       SELECT tenant_id, id, repeat('a', 64), 'asker@example.test', encode(sha256(convert_to($2, 'UTF8')), 'hex'), now() FROM asked`,
      [title, token],
    );
    await page.goto(`/ask/mail?at=northbridge-state&token=${token}`);
    await expect(page.getByText(`You asked ${here} about “${title}”`)).toBeVisible();
    expect(await stored()).toEqual([{ mailbox: 'asker@example.test', confirmed: false }]);
    await page.getByRole('button', { name: 'Yes, send me the answer' }).click();
    await expect(page.getByText('You get one mail with the answer, then your address')).toBeVisible();
    expect(await stored()).toEqual([{ mailbox: 'asker@example.test', confirmed: true }]);
    await page.getByRole('button', { name: 'Delete my address' }).click();
    await expect(page.getByText('Nothing is kept under this link')).toBeVisible();
    expect(await stored()).toEqual([{ mailbox: null, confirmed: false }]);
  });
});

test('a page of another site asks for nothing', async ({ request }) => {
  const before = await queryAsAdmin('SELECT 1 FROM certificate_request');
  const answer = await request.post('/ask', {
    headers: { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' },
    multipart: { title: 'Forged', provider: 'Nobody', institution: 'northbridge-state' },
  });
  expect(answer.status()).toBe(403);
  expect(await queryAsAdmin('SELECT 1 FROM certificate_request')).toHaveLength(before.length);
});

test('a link that is over says so', async ({ page }) => {
  await page.goto(`/ask/mail?at=northbridge-state&token=${'x'.repeat(43)}`);
  await expect(page.getByText('Nothing is kept under this link')).toBeVisible();
  await expectAccessible(page);
});
