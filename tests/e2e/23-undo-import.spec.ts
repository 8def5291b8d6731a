import { expect, expectAccessible, queryAsAdmin, signInAs, test } from '@/tests/support/e2e';

const registrar = 'fiona.drummond@carrowmere.example';

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('an import is looked at, undone as one act, and says so', async ({ page }) => {
      test.slow();
      const college = `Undone College ${javaScriptEnabled ? 'North' : 'South'}`;
      const [course] = await queryAsAdmin<{ code: string }>(
        `SELECT c.code FROM course_on(current_date) c JOIN person p ON p.tenant_id = c.tenant_id AND p.email = $1
          WHERE c.status = 'active' AND c.credits IS NOT NULL ORDER BY c.code LIMIT 1`,
        [registrar],
      );
      const states = () =>
        queryAsAdmin<{ status: string }>(
          `SELECT v.status FROM rule_version v JOIN equivalency_rule e ON e.tenant_id = v.tenant_id AND e.id = v.rule_id WHERE e.title LIKE '%' || $1`,
          [college],
        );
      await signInAs(page, registrar);
      await page.goto('/registrar/imports/new?kind=equivalencies');
      await page.getByLabel('File', { exact: true }).setInputFiles({
        name: 'wrong-decisions.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(
          `institution,courses,titles,targets\n${college},U 1,First,${course?.code}\n${college},U 2,Second,NONE\n`,
        ),
      });
      await page.getByRole('button', { name: 'Check the file' }).click();
      await page.getByRole('button', { name: 'Import 2 rows' }).click({ timeout: 30_000 });
      const undo = page.getByRole('link', { name: 'Undo this import' });
      await expect(undo).toBeVisible({ timeout: 30_000 });
      expect(await states()).toEqual([{ status: 'approved' }, { status: 'approved' }]);

      await undo.click();
      await expect(page.getByRole('heading', { name: 'Undo an import' })).toBeVisible();
      await expect(page.getByText('2 decisions withdrawn')).toBeVisible();
      await expect(page.getByRole('cell', { name: 'Withdrawn', exact: true })).toHaveCount(2);
      if (javaScriptEnabled) await expectAccessible(page);
      await page.getByRole('button', { name: 'Undo this import' }).click();

      await expect(page.getByText(/^Undone by Fiona Drummond on/)).toBeVisible();
      expect(await states()).toEqual([{ status: 'withdrawn' }, { status: 'withdrawn' }]);
      await expect(undo).toHaveCount(0);
      if (javaScriptEnabled) await expectAccessible(page);
      await page.goto(`${page.url()}/undo`);
      await expect(page.getByText('This import cannot be undone')).toBeVisible();
    });
  });

test('what was chosen for a column and not sent yet survives a reload, and the page says which character set it read', async ({
  page,
}) => {
  await signInAs(page, registrar);
  await page.goto('/registrar/imports/new?kind=courses');
  await page.getByLabel('File', { exact: true }).setInputFiles({
    name: 'modules.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('Kürzel;Etwas;Punkte hier\nINF 1;Einführung;5\nINF 2;Vertiefung;6\n', 'latin1'),
  });
  await page.getByRole('button', { name: 'Check the file' }).click();
  await expect(page.getByRole('heading', { name: 'Match the columns' })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(/Character set: .*Windows-1252/)).toBeVisible();
  const field = page.getByLabel('Our field for Etwas', { exact: true });
  await field.selectOption('title');
  // Leaving with something unsent asks; a reload of the page brings it back.
  page.once('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await expect(field).toHaveValue('title');
});
