import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, expectAccessible, signInAs, test } from '@/tests/support/e2e';

const registrar = 'helen.whitcombe@northbridge.example';

async function taken(
  page: Page,
  link: string,
  about: RegExp = / as a file:/,
): Promise<{ name: string; lines: string[] }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('paragraph').filter({ hasText: about }).getByRole('link', { name: link }).click(),
  ]);
  const text = await readFile(await download.path(), 'utf8');
  return { name: download.suggestedFilename(), lines: text.trimEnd().split(/\r?\n/) };
}

test('whoever keeps the catalog takes out the certificates that the list shows, and what is advised about them', async ({
  page,
}) => {
  const certificates = /certificates? as a file:/;
  await signInAs(page, registrar);
  await page.goto('/registrar/certificates?words=data');
  const table = await taken(page, 'table (CSV)', certificates);
  expect(table.name).toMatch(/^certificates-filtered-northbridge-state-\d{4}-\d\d-\d\d\.csv$/);
  expect(table.lines[0]).toContain('address_word');
  expect(table.lines.length).toBeGreaterThan(1);
  await expectAccessible(page);
  await page.goto('/registrar/certificates');
  const advice = await taken(page, 'JSON lines', /^Recommendations about/);
  expect(advice.name).toMatch(/^recommendations-northbridge-state-\d{4}-\d\d-\d\d\.jsonl$/);
  expect(Object.keys(JSON.parse(advice.lines[0] ?? '{}') as object)).toContain('recommender');
  const workbook = await taken(page, 'workbook (XLSX)', certificates);
  expect(workbook.name).toMatch(/^certificates-northbridge-state-\d{4}-\d\d-\d\d\.xlsx$/);
  expect(workbook.lines[0]?.slice(0, 2)).toBe('PK');
  await page.goto('/registrar/certificates?show=others');
  const { name } = await taken(page, 'JSON lines', certificates);
  expect(name).toMatch(/^certificates-of-others-northbridge-state-/);
});

test('a registrar takes out the mappings that the list shows, the courses and the programs', async ({
  page,
}) => {
  await signInAs(page, registrar);
  await page.goto('/registrar/rules?state=force');
  const said = await page.getByText(/^These \d+ mappings as a file:$/).textContent();
  const table = await taken(page, 'table (CSV)');
  expect(table.name).toMatch(/^rules-filtered-northbridge-state-\d{4}-\d\d-\d\d\.csv$/);
  expect(`These ${table.lines.length - 1} mappings as a file:`).toBe(said);
  await expectAccessible(page);
  const lines = await taken(page, 'JSON lines');
  expect(lines.lines.map((line) => (JSON.parse(line) as { state: string }).state)).toContain('published');
  expect(lines.lines).toHaveLength(table.lines.length - 1);
  for (const [place, column] of [
    ['courses', 'credits'],
    ['programs', 'total_credits'],
  ] as const) {
    await page.goto(`/administration/${place}`);
    const { name, lines } = await taken(page, 'table (CSV)');
    expect(name).toContain(place);
    expect(lines[0]).toContain(column);
    expect(lines.length).toBeGreaterThan(1);
  }
});
