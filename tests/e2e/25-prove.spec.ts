import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { CompactSign, type JWK } from 'jose';
import { inProject } from '@/scripts/project';
import { expect, expectAccessible, test } from '@/tests/support/e2e';
import { inPng, mia, unsignedBadge } from '@/tests/support/baked-badges';

const title = 'Google Data Analytics Professional Certificate';

/** A badge of an entry of the demonstration, signed with a key that it carries, so that nothing has to be asked. */
async function aBadge(more: Record<string, unknown> = {}): Promise<string> {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  const unsigned = unsignedBadge({
    issuer: { id: 'https://google.example/issuer', type: ['Profile'], name: 'Google' },
    ...more,
  });
  const subject = unsigned['credentialSubject'] as { achievement: object };
  const achievement = { ...subject.achievement, id: 'urn:uuid:1', name: title };
  const badge = { ...unsigned, credentialSubject: { ...subject, achievement } };
  return new CompactSign(Buffer.from(JSON.stringify(badge)))
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', jwk: publicKey.export({ format: 'jwk' }) as JWK })
    .sign(privateKey);
}

for (const javaScriptEnabled of [false, true])
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('a visitor checks a badge and goes on to the estimate with it filled in', async ({ page }) => {
      await page.goto('/estimate');
      await page.getByRole('link', { name: 'Check it and start from there' }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Check a badge');
      await page.getByLabel('Badge file').setInputFiles({
        name: 'badge.png',
        mimeType: 'image/png',
        buffer: inPng('openbadgecredential', await aBadge()),
      });
      await page.getByLabel('Your e-mail address or name').fill(mia);
      await page.getByRole('button', { name: 'Check the badge' }).click();
      const answer = page.locator('[data-answer]');
      await expect(
        answer.getByRole('heading', { name: 'Unaltered, but nothing shows who issued it' }),
      ).toBeVisible();
      // Validity is no trust: whoever made the key could have written any name.
      await expect(answer.getByText('Nothing shows that it comes from Google.')).toBeVisible();
      await expect(answer.getByText('It was issued to the address that you entered.')).toBeVisible();
      await expect(answer.getByText('has the same title and issuer')).toBeVisible();
      if (javaScriptEnabled) await expectAccessible(page);
      await page.setViewportSize({ width: 320, height: 640 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
      await answer.getByRole('link', { name: 'What would it earn?' }).click();
      await expect(page).toHaveURL(
        /\/estimate\?mc1=google-data-analytics-professional-certificate&on1=2026-05-30&until1=2031-06-01/,
      );
      await expect(page.getByText(title).first()).toBeVisible();
    });

    test('a badge of a trusted issuer is told with who trusts it and why, and by one institution alone where one was chosen', async ({
      page,
    }) => {
      const badge = readFileSync(
        inProject('tests', 'fixtures', 'badges', 'ob3', 'own', 'demonstration-academy.json'),
        'utf8',
      );
      const check = async () => {
        await page.getByLabel('Or its text or address').fill(badge);
        await page.getByRole('button', { name: 'Check the badge' }).click();
      };
      await page.goto('/prove');
      await check();
      const answer = page.locator('[data-answer]');
      await expect(answer.getByRole('heading', { name: 'Valid', exact: true })).toBeVisible();
      await expect(answer.getByText('is a trusted issuer')).toBeVisible();
      await expect(
        answer.getByText(/^Trusted by Northbridge.* since .*because: Signs the sample badges/),
      ).toBeVisible();
      await expect(answer.getByText(/^Was trusted by .*Carrowmere.* until /)).toBeVisible();
      if (javaScriptEnabled) await expectAccessible(page);
      await page.goto('/estimate?institution=carrowmere');
      await page.getByRole('link', { name: 'Check it and start from there' }).click();
      await expect(page.getByText('is said for', { exact: false })).toContainText('Carrowmere');
      await check();
      await expect(answer.getByText(/^Was trusted by .*Carrowmere/)).toBeVisible();
      await expect(answer.getByText('Nobody here trusts this issuer on')).toBeVisible();
      await expect(answer.getByText('Northbridge')).toHaveCount(0);
    });

    test('what was issued to somebody else is named in the headline, and so is its estimate', async ({
      page,
    }) => {
      await page.goto('/prove');
      await page.getByLabel('Or its text or address').fill(await aBadge());
      await page.getByLabel('Your e-mail address or name').fill('leo@home.example');
      await page.getByLabel('Day of the claim').fill('2026-07-01');
      await page.getByRole('button', { name: 'Check the badge' }).click();
      const answer = page.locator('[data-answer]');
      await expect(answer.getByRole('heading', { level: 2 })).toHaveText(
        'Unaltered, but nothing shows who issued it. Failed: Recipient',
      );
      await expect(answer.getByText('is another person’s')).toBeVisible();
      await expect(answer.getByRole('link', { name: 'What would it earn that person?' })).toHaveAttribute(
        'href',
        /&claim=2026-07-01$/,
      );
    });

    test('what was entered stays beside the answer, so that one thing can be changed', async ({ page }) => {
      await page.goto('/prove');
      const text = page.getByLabel('Or its text or address');
      const who = page.getByLabel('Your e-mail address or name');
      const day = page.getByLabel('Day of the claim');
      const [badge, check] = [
        JSON.stringify(unsignedBadge({ name: '</textarea><b>"Welding" & more</b>' })),
        page.getByRole('button', { name: 'Check the badge' }),
      ];
      await text.fill(badge);
      await who.fill(mia);
      await day.fill('2026-07-01');
      for (const heading of ['Not valid. Failed: Signature', 'Not valid. Failed: Signature, Recipient']) {
        await check.click();
        await expect(page.locator('[data-answer]').getByRole('heading', { level: 2 })).toHaveText(heading);
        await expect(text).toHaveValue(badge);
        await expect(day).toHaveValue('2026-07-01');
        await who.fill('leo@home.example');
      }
    });

    test('what is altered, over or no badge at all is told, each with its reason', async ({ page }) => {
      await page.goto('/prove');
      const text = page.getByLabel('Or its text or address');
      const press = () => page.getByRole('button', { name: 'Check the badge' }).click();
      await press();
      await expect(page.getByText('Choose a file, or paste the badge or its address.').first()).toBeVisible();
      await text.fill('I passed, believe me');
      await press();
      await expect(page.getByText('This is not a badge that can be read.').first()).toBeVisible();
      await expect(text).toHaveValue('I passed, believe me');
      await text.fill('https://169.254.169.254/latest/meta-data/');
      await press();
      await expect(page.getByText('This address is not asked').first()).toBeVisible();
      const [head, body, signature] = (await aBadge({ validUntil: '2026-06-30T00:00:00Z' })).split('.');
      await text.fill([head, body, signature].join('.'));
      await press();
      const answer = page.locator('[data-answer]');
      await expect(answer.getByRole('heading', { name: 'Not valid' })).toBeVisible();
      await expect(answer.getByText('That it was completed on 30 May 2026 stays so.')).toBeVisible();
      await expect(answer.getByRole('link', { name: 'What would it earn?' })).toHaveCount(0);
      const altered = Buffer.from(
        Buffer.from(body ?? '', 'base64url')
          .toString()
          .replace('Google', 'Goggle'),
      ).toString('base64url');
      await text.fill([head, altered, signature].join('.'));
      await press();
      await expect(answer.getByText('it was altered after it was signed')).toBeVisible();
    });
  });

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a file that is too large is told with what may be sent, and with the way back', async ({
    page,
    expectedErrors,
  }) => {
    expectedErrors.push(/413/);
    await page.goto('/prove');
    await page.getByLabel('Badge file').setInputFiles({
      name: 'photo.png',
      mimeType: 'image/png',
      buffer: Buffer.alloc(3 * 1024 * 1024, 'a'),
    });
    await page.getByRole('button', { name: 'Check the badge' }).click();
    await expect(page.getByText('a badge file has at most 2 MB')).toBeVisible();
    await page.getByRole('link', { name: 'Back to checking a badge' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Check a badge');
  });
});
