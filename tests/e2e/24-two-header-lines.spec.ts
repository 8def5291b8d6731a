import { expect, expectAccessible, queryAsAdmin, signInAs, test } from '@/tests/support/e2e';
import { type Cell, workbook } from '@/tests/support/workbook';

const registrar = 'fiona.drummond@carrowmere.example';
const decisions = 1_000;
/** From the page of imports to the answer of the check. @source issue 12: in under five minutes, by somebody who never saw it */
const mostActs = 6;

/** An office's list: two lines of headers, the same names on both sides, and days as four people have written them. */
function spreadsheet(codes: readonly string[]): Buffer {
  const days = ['01.10.2024', '2023-04-01', 'WS 2022/23', 'SoSe 2021', '1.4.24', null];
  const said = ['anerkannt', 'abgelehnt', 'teilweise anerkannt', 'in Bearbeitung', 'Anerkannt '];
  const rows: Cell[][] = [
    ['Anerkennungsübersicht Prüfungsamt, Stand 12.11.2026'],
    ['Herkunft', null, null, null, 'Anerkennung an der Hochschule', null, null, null, null, null],
    [
      ...['Hochschule', 'Modul-Nr.', 'Modultitel', 'Punkte'],
      ...['Modul-Nr.', 'Modultitel', 'Punkte', 'Entscheidung', 'Gültig ab', 'Bearbeiter/in'],
    ],
    ...Array.from({ length: decisions }, (_, n): Cell[] => {
      const isNo = n % 5 === 1;
      return [
        ['TU Musterstadt', 'Uniwersytet Łódzki', 'Université de Nantes'][n % 3] ?? null,
        `MAT ${1_000 + n}`,
        `Modul ${n}`,
        '9,0',
        isNo ? null : (codes[n % codes.length] ?? null),
        isNo ? null : `Eigenes ${n}`,
        isNo ? null : n % 2 === 0 ? '2,5' : 5,
        said[n % 5] ?? null,
        days[n % 6] ?? null,
        'Fr. M.',
      ];
    }),
  ];
  return workbook([{ name: 'Übersicht', rows, merged: ['B2:D2', 'F2:J2'] }]);
}

test('an unknown list of 1,000 decisions with two lines of headers comes to a clean check', async ({
  page,
}) => {
  test.slow();
  const codes = await queryAsAdmin<{ code: string }>(
    `SELECT c.code FROM course_on(current_date) c JOIN person p ON p.tenant_id = c.tenant_id AND p.email = $1
      WHERE c.status = 'active' ORDER BY c.code LIMIT 20`,
    [registrar],
  );
  await signInAs(page, registrar);
  await page.goto('/registrar/imports');
  const began = Date.now();
  const acts: string[] = [];
  const act = async (what: string, done: Promise<unknown>) => {
    await done;
    acts.push(what);
  };
  await act('import a file', page.getByRole('link', { name: 'Import a file' }).first().click());
  await act('decided equivalencies', page.getByRole('link', { name: 'Decided equivalencies' }).click());
  await page.waitForURL(/kind=equivalencies/);
  await act(
    'choose the file',
    page.getByLabel('File', { exact: true }).setInputFiles({
      name: 'Anerkennungsübersicht.xlsx',
      mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      buffer: spreadsheet(codes.map(({ code }) => code)),
    }),
  );
  await act('hand it in', page.getByRole('button', { name: 'Check the file' }).click());

  await expect(page.getByRole('heading', { name: 'Match the columns' })).toBeVisible({ timeout: 30_000 });
  const fieldOf = (name: string) => page.getByLabel(`Our field for ${name}`, { exact: true });
  for (const [name, field] of [
    ['Hochschule', 'institution'],
    ['Herkunft: Modul-Nr.', 'courses'],
    ['Herkunft: Modultitel', 'titles'],
    ['Herkunft: Punkte', ''],
    ['Anerkennung an der Hochschule: Modul-Nr.', 'targets'],
    ['Anerkennung an der Hochschule: Punkte', 'credits'],
    ['Entscheidung', 'decision'],
    ['Gültig ab', 'issued_from'],
    ['Bearbeiter/in', ''],
  ] as const)
    await expect(fieldOf(name), name).toHaveValue(field);
  await expect(page.getByLabel('Meaning of teilweise anerkannt', { exact: true })).toHaveValue('credit');
  await expect(page.getByLabel('Meaning of WS 2022/23', { exact: true })).toHaveValue('2022-10-01');
  await expectAccessible(page);
  await act('check it', page.getByRole('button', { name: 'Check the file' }).click());

  await expect(page.getByText('800 new, 0 changed')).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('0 unchanged, 0 rejected')).toBeVisible();
  await expect(page.getByText('200 rows left out, as matched.')).toBeVisible();
  test.info().annotations.push({
    type: 'acts',
    description: `${acts.length} acts, ${Math.round((Date.now() - began) / 1_000)} s: ${acts.join(', ')}`,
  });
  expect(acts.length).toBeLessThanOrEqual(mostActs);
});
