import { expect, expectAccessible, signInAs, test } from '@/tests/support/e2e';

const registrar = 'fiona.drummond@carrowmere.example';

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('a rejected row is opened, its cell put right in all rows that say the same, and the file imported', async ({
      page,
    }) => {
      test.slow();
      const mark = javaScriptEnabled ? 'N' : 'S';
      const rows = [1, 2, 3].map((n) => `FIX-${mark}${n},Course to be put right ${n},3,Fal`);
      await signInAs(page, registrar);
      await page.goto('/registrar/imports/new?kind=courses');
      await page.getByLabel('File', { exact: true }).setInputFiles({
        name: 'terms.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(
          `code,title,credits,status\n${rows.join('\n')}\nFIX-${mark}4,Another,three,active\n`,
        ),
      });
      await page.getByRole('button', { name: 'Check the file' }).click();
      await expect(page.getByText('0 unchanged, 4 rejected')).toBeVisible({ timeout: 30_000 });
      await page.getByRole('link', { name: 'Fix line 2', exact: true }).click();

      await expect(page.getByRole('heading', { name: 'Line 2', exact: true })).toBeVisible();
      const status = page.getByLabel('status', { exact: true });
      await expect(status).toHaveValue('Fal');
      await expect(status).toHaveAccessibleDescription(/“Fal” in status is not one of/);
      if (javaScriptEnabled) await expectAccessible(page);
      await status.fill('active');
      await page.getByLabel('Also in the 2 other rejected rows that say “Fal” here').check();
      await status.press('Enter');
      await expect(page.getByText('Saved in 3 rows.')).toBeVisible();
      await expect(page.getByText('This row is now: New.')).toBeVisible();
      await page.reload();
      await expect(page.getByText(/The file says “Fal”\. Changed by Fiona Drummond/)).toBeVisible();

      await page.getByRole('link', { name: 'Next rejected row: line 5' }).click();
      await page.getByLabel('credits', { exact: true }).fill('3');
      await page.getByRole('button', { name: 'Save and check again' }).click();
      await expect(page.getByText('This row is now: New.')).toBeVisible();
      await page.getByRole('link', { name: 'All rows' }).click();
      await expect(page.getByText('4 rows were changed and checked by themselves')).toBeVisible();
      if (javaScriptEnabled) await expectAccessible(page);
      await page.getByRole('button', { name: 'Check the whole file' }).click();
      await page.getByRole('button', { name: 'Import 4 rows' }).click({ timeout: 30_000 });
      await expect(page.getByText('4 new, 0 changed')).toBeVisible({ timeout: 30_000 });
      await expect(page.getByLabel('Where it stands').getByText('Imported', { exact: true })).toBeVisible({
        timeout: 30_000,
      });
    });

    test('the button says what is chosen, and a cell that somebody else has saved is shown before it is replaced', async ({
      page,
      browser,
    }) => {
      test.slow();
      const mark = javaScriptEnabled ? 'T' : 'P';
      await signInAs(page, registrar);
      await page.goto('/registrar/imports/new?kind=courses');
      await page.getByLabel('File', { exact: true }).setInputFiles({
        name: 'two.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(
          `code,title,credits\nTWO-${mark}1,One that is right,3\nTWO-${mark}2,One that is not,three\n`,
        ),
      });
      await page.getByRole('button', { name: 'Check the file' }).click();
      await expect(page.getByRole('button', { name: 'Import nothing', exact: true })).toBeVisible({
        timeout: 30_000,
      });
      await page.getByLabel('Leave them out and import the rest').check();
      await expect(page.getByRole('button', { name: 'Import 1 row', exact: true })).toBeVisible();
      await expect(page.getByRole('button', { name: 'Import nothing' })).toBeHidden();
      await page.getByRole('radio', { name: 'Import nothing' }).check();
      await expect(page.getByRole('button', { name: 'Import nothing', exact: true })).toBeVisible();

      await page.getByRole('link', { name: 'Fix line 3', exact: true }).click();
      const credits = page.getByLabel('credits', { exact: true });
      await expect(credits).toHaveValue('three');
      const other = await browser.newContext();
      const theirs = await other.newPage();
      await signInAs(theirs, registrar);
      await theirs.goto(page.url());
      await theirs.getByLabel('credits', { exact: true }).fill('4');
      await theirs.getByRole('button', { name: 'Save and check again' }).click();
      await expect(theirs.getByText('Saved.', { exact: true })).toBeVisible();
      await other.close();

      await credits.fill('5');
      await page.getByRole('button', { name: 'Save and check again' }).click();
      await expect(page.locator('[data-theirs="cells.2.value"]')).toHaveText('They saved: 4');
      await expect(credits).toHaveValue('5');
      if (javaScriptEnabled) await expectAccessible(page);
      await page.getByRole('button', { name: 'Save and check again' }).click();
      await expect(page.getByText('Saved.', { exact: true })).toBeVisible();
      await expect(page.getByText('Somebody saved this after you opened it.')).toBeHidden();
      await expect(credits).toHaveValue('5');
    });
  });
