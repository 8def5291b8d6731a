import { expect, expectAccessible, queryAsAdmin, signInAs, test } from '@/tests/support/e2e';
import { type Cell, styles, workbook } from '@/tests/support/workbook';

const registrar = 'fiona.drummond@carrowmere.example';
const decisions = 300;
/** From the page of imports to rules that wait for a second person. */
const mostActs = 8;

/** Decisions as a German office keeps them: a title, names of its own, days of the workbook, a comma in some credits, a word nobody knows. */
function spreadsheet(codes: readonly string[], from: string, by: string): Buffer {
  const rows: Cell[][] = [
    ['Anerkennungen, Stand Oktober 2026'],
    [],
    [
      'Herkunftshochschule',
      'Fremdmodul',
      'Modultitel',
      'Anerkannt als',
      'Punkte',
      'Entsch.',
      'gültig ab',
      'Bem.',
      by,
    ],
    ...Array.from({ length: decisions }, (_, n): Cell[] => {
      const said = n % 50 === 49 ? 'Rückfrage' : n % 10 === 9 ? 'nein' : n % 7 === 6 ? 'teilweise' : 'ja';
      return [
        n === 0 ? from : null,
        `FM ${1_000 + n}`,
        `Fremdes Modul ${n + 1}`,
        said === 'nein' ? null : (codes[n % codes.length] ?? null),
        said === 'nein' ? null : n % 3 === 0 ? '2,5' : 5,
        said,
        { value: 45_566 + (n % 3) * 30, style: styles.day },
        n % 20 === 0 ? 'nur mit Prüfung' : null,
        'RR',
      ];
    }),
  ];
  return workbook([
    { name: 'Hinweise', rows: [['Bitte nur die zweite Tabelle verwenden.'], ['Fragen an das Prüfungsamt.']] },
    { name: 'Anerkennungen', rows, merged: ['A1:I1', `A4:A${decisions + 3}`] },
  ]);
}

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('an unknown spreadsheet of 300 decisions is matched, looked at and imported', async ({ page }) => {
      test.slow();
      const from = `Hochschule Beispiel ${javaScriptEnabled ? 'Nord' : 'Süd'}`;
      const codes = await queryAsAdmin<{ code: string }>(
        `SELECT c.code FROM course_on(current_date) c JOIN person p ON p.tenant_id = c.tenant_id AND p.email = $1
          WHERE c.status = 'active' ORDER BY c.code LIMIT 20`,
        [registrar],
      );
      // Each runs by itself: what one has matched, the other would be shown.
      const by = javaScriptEnabled ? 'Bearb.' : 'Bearb. von';
      const content = spreadsheet(
        codes.map(({ code }) => code),
        from,
        by,
      );
      await signInAs(page, registrar);
      await page.goto('/registrar/imports');
      const acts: string[] = [];
      const act = async (what: string, done: Promise<unknown>) => {
        await done;
        acts.push(what);
      };

      await act('import a file', page.getByRole('link', { name: 'Import a file' }).first().click());
      await act('decided equivalencies', page.getByRole('link', { name: 'Decided equivalencies' }).click());
      await page.waitForURL(/kind=equivalencies/);
      await expect(page.getByText('Decisions your institution made before')).toBeVisible();
      await act(
        'choose the file',
        page.getByLabel('File', { exact: true }).setInputFiles({
          name: 'Anerkennungen_2026_final.xlsx',
          mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
          buffer: content,
        }),
      );
      await act('hand it in', page.getByRole('button', { name: 'Check the file' }).click());

      await expect(page.getByRole('heading', { name: 'Match the columns' })).toBeVisible({ timeout: 30_000 });
      await expect(page.getByText('The header is line 3 of the sheet Anerkennungen.')).toBeVisible();
      const fieldOf = (name: string) => page.getByLabel(`Our field for ${name}`, { exact: true });
      for (const [name, field] of [
        ['Herkunftshochschule', 'institution'],
        ['Fremdmodul', 'courses'],
        ['Modultitel', 'titles'],
        ['Anerkannt als', 'targets'],
        ['Punkte', 'credits'],
        ['Entsch.', 'decision'],
        ['gültig ab', 'issued_from'],
        ['Bem.', 'internal_note'],
        [by, ''],
      ] as const)
        await expect(fieldOf(name), name).toHaveValue(field);
      await expect(page.getByRole('row').filter({ has: fieldOf('Punkte') })).toContainText('2.5 from 2,5');
      await expect(page.getByLabel('Meaning of nein', { exact: true })).toHaveValue('none');
      await expect(page.getByLabel('Meaning of Rückfrage', { exact: true })).toHaveValue('');
      if (javaScriptEnabled) await expectAccessible(page);
      await act(
        'settle a word that nobody knows',
        page.getByLabel('Meaning of Rückfrage', { exact: true }).selectOption('leave_out'),
      );

      // What was said is kept, and lasts through a reload; what is kept can be built on at once.
      const version = page.locator('input[name="expectedVersion"]');
      const before = await version.inputValue();
      await page.getByRole('button', { name: 'Show what becomes of it' }).click();
      await expect(version).not.toHaveValue(before);
      await expect(page.getByLabel('Meaning of Rückfrage', { exact: true })).toHaveValue('leave_out');
      const kept = await version.inputValue();
      await page.getByRole('button', { name: 'Show what becomes of it' }).click();
      await expect(version).not.toHaveValue(kept);
      await page.reload();
      await expect(page.getByLabel('Meaning of Rückfrage', { exact: true })).toHaveValue('leave_out');

      if (javaScriptEnabled) {
        // What somebody else saves meanwhile takes nothing of what was chosen.
        const other = await page.context().newPage();
        await other.goto(page.url());
        await fieldOf('Bem.').selectOption('');
        await other.getByRole('button', { name: 'Show what becomes of it' }).click();
        await expect(other.locator('input[name="expectedVersion"]')).not.toHaveValue(
          await version.inputValue(),
        );
        await other.close();
        const opened = await version.inputValue();
        await page.getByRole('button', { name: 'Show what becomes of it' }).click();
        await expect(page.getByText('Somebody saved this after you opened it.')).toBeVisible();
        // From here on the next press builds on what the other one saved.
        await expect(version).not.toHaveValue(opened);
        await expect(fieldOf('Bem.')).toHaveValue('');
        await fieldOf('Bem.').selectOption('public_note');
      }

      await act('check the file', page.getByRole('button', { name: 'Check the file' }).click());
      const button = page.getByRole('button', { name: /^Import \d+ rows/ });
      await expect(button).toBeVisible({ timeout: 60_000 });
      await expect(page.getByText('6 rows left out, as matched.')).toBeVisible();
      await expect(page.getByText(/0 rejected/)).toBeVisible();
      if (javaScriptEnabled) await expectAccessible(page);
      await act('import', button.click());
      await expect(page.getByText('Imported', { exact: true }).first()).toBeVisible({ timeout: 60_000 });
      const [made] = await queryAsAdmin<{ rules: number; half: number; dated: number }>(
        `SELECT count(*)::int AS rules, count(*) FILTER (WHERE v.definition::text ~ '"(2[.]5|5/2)"')::int AS half,
                count(*) FILTER (WHERE v.definition::text ~ '"2024-1[01]-(01|31|30)"')::int AS dated
           FROM rule_version v JOIN micro_credential m ON v.definition::text LIKE '%' || m.id || '%'
          WHERE m.provider = $1 AND v.origin = 'import'`,
        [from],
      );
      expect(made).toMatchObject({ rules: decisions - 6, dated: decisions - 6 });
      expect(made?.half).toBeGreaterThan(50);
      console.log(
        `An unknown spreadsheet of ${decisions} decisions: ${acts.length} acts.\n${acts.map((what, n) => `  ${n + 1}. ${what}`).join('\n')}`,
      );
      expect(acts.length).toBeLessThanOrEqual(mostActs);

      // The next file with the same header starts from what was matched.
      await page.goto('/registrar/imports/new?kind=equivalencies');
      await page.getByLabel('File', { exact: true }).setInputFiles({
        name: 'Anerkennungen_2027.xlsx',
        mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        buffer: content,
      });
      await page.getByRole('button', { name: 'Check the file' }).click();
      await expect(page.getByText('Matched as Fiona Drummond did on')).toBeVisible({ timeout: 30_000 });
      await expect(page.getByLabel('Meaning of Rückfrage', { exact: true })).toHaveValue('leave_out');
    });
  });
