import { expect, expectAccessible, signInAs, test } from '@/tests/support/e2e';
import { approved } from '@/tests/support/e2e-world';

const [registrar, author] = ['helen.whitcombe@northbridge.example', 'amara.okafor@northbridge.example'];

test('a registrar publishes what somebody else wrote, and the public page tells it at once', async ({
  page,
}) => {
  const { id, slug } = await approved('Published in a test', author, 0);
  await page.goto(`/catalog/${slug}`);
  await expect(page.getByText('Testing')).toHaveCount(0);
  await signInAs(page, registrar);
  await page.goto('/registrar');
  await expect(page.getByRole('link', { name: 'Approved, to be published' })).toBeVisible();
  await expect(page.getByRole('table').getByRole('cell', { name: 'Publish' }).first()).toBeVisible();
  await expectAccessible(page);
  await page.goto(`/registrar/rules/${id}`);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Publish' }).click();
  await expect(page.getByText('Published', { exact: true })).toBeVisible();
  await page.goto(`/catalog/${slug}`);
  await expect(page.getByText('Testing').filter({ visible: true }).first()).toBeVisible();

  await page.goto(`/registrar/rules/${id}`);
  await page.locator('summary').filter({ hasText: 'Suspend' }).click();
  await page.getByLabel('Why').first().fill('The provider is under inquiry.');
  await page.getByRole('button', { name: 'Yes, do it' }).first().click();
  await expect(page.getByText('Suspended', { exact: true })).toBeVisible();
  await page.goto(`/registrar/rules/${id}/history`);
  await expect(page.getByRole('cell', { name: 'The provider is under inquiry.' })).toBeVisible();
  await expectAccessible(page);
});

test('who wrote it does not publish it, and reads why', async ({ page }) => {
  const { id } = await approved('Written by the registrar', registrar, 1);
  await signInAs(page, registrar);
  await page.goto(`/registrar/rules/${id}`);
  await expect(page.getByText('Publish: You wrote this, so this is for somebody else to do.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Publish' })).toHaveCount(0);
});

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('publishing many says how many were published, also where nothing is left to choose', async ({
      page,
    }) => {
      const title = `Published with the others ${javaScriptEnabled ? 'by script' : 'by hand'}`;
      await approved(title, author, 0);
      await signInAs(page, registrar);
      await page.goto(`/registrar/rules?state=ready&words=${encodeURIComponent(title)}`);
      const confirm = page.getByRole('button', { name: 'Publish', exact: true });
      const publish = async () => {
        if (!(await confirm.isVisible()))
          await page.locator('summary').filter({ hasText: 'Publish the chosen ones' }).click();
        await confirm.click();
      };
      await publish();
      await expect(page.getByText('Tick at least one mapping.')).toBeVisible();
      await page.getByRole('checkbox', { name: /^Choose/ }).check();
      await publish();
      await expect(page.getByText('1 of 1 published')).toBeVisible();
      await expect(page.getByRole('checkbox', { name: /^Choose/ })).toHaveCount(0);
    });
  });
