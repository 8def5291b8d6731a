import type { Locator, Page } from '@playwright/test';
import { expect, test } from '@/tests/support/e2e';

// What a student comes for, over the demonstration data, from the start page. A click is a press of the mouse or a touch, into a field as well,
// and a choice from a list is one; typing is none. The answer has to stand in the first view, not a pixel of it below.

const desktop = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };
const supportCertificate = 'Google IT Support Professional Certificate';

/** Somebody with a mouse, who counts. */
class Student {
  clicks = 0;
  constructor(readonly page: Page) {}
  async click(what: Locator): Promise<void> {
    await what.click();
    this.clicks++;
  }
  async choose(what: Locator, option: string): Promise<void> {
    await what.selectOption({ label: option });
    this.clicks++;
  }
  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }
  /** Clicks into a field unless typing goes there already, types, and clicks on what is suggested. */
  async find(field: Locator, typed: string, suggestion: string): Promise<void> {
    if (!(await field.evaluate((element) => element === document.activeElement))) await this.click(field);
    await this.type(typed);
    await this.click(this.page.getByRole('option', { name: suggestion }).first());
  }
}

/** Asserts that the answer was reached in time and that all of it is in the first view, and prints both. */
async function expectAnswered(
  task: string,
  { page, clicks }: Student,
  answer: readonly Locator[],
  most: number,
): Promise<void> {
  for (const part of answer) await expect(part).toBeVisible();
  const view = page.viewportSize() ?? desktop;
  let [top, bottom] = [Infinity, 0];
  for (const part of answer) {
    const box = await part.boundingBox();
    top = Math.min(top, box?.y ?? Infinity);
    bottom = Math.max(bottom, (box?.y ?? Infinity) + (box?.height ?? 0));
  }
  const scrolled = await page.evaluate(() => Math.round(window.scrollY));
  console.log(
    `student task: ${task}: ${clicks} clicks of at most ${most}; answer from ${Math.round(top)} to ${Math.round(bottom)} of ${view.height} pixels, scrolled ${scrolled}`,
  );
  expect(clicks, `clicks: ${task}`).toBeLessThanOrEqual(most);
  expect([top >= 0, bottom <= view.height, scrolled], `first view: ${task}`).toEqual([true, true, 0]);
}

async function begin(page: Page, size: typeof desktop): Promise<Student> {
  await page.setViewportSize(size);
  await page.goto('/');
  return new Student(page);
}

const rowOf = (page: Page, institution: string) =>
  page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: institution, exact: true }) });

for (const [name, size] of Object.entries({ desktop, phone }))
  test(`what a certificate earns at one institution, on a ${name}`, async ({ page }) => {
    const student = await begin(page, size);
    await student.find(page.getByRole('searchbox'), 'google it support', supportCertificate);
    const row = rowOf(page, 'Northbridge').first();
    await expectAnswered(`what X earns at Y, ${name}`, student, [row], 2);
    await expect(row).toContainText('12 semester hours');
    await expect(row).toContainText('score at least 80');
    await expect(row).toContainText('no end date');
    // In the common unit: in a column of its own, or where that has no room beside the credit.
    await expect(row.getByText(/^about .* ECTS$/)).toBeVisible({ visible: name === 'phone' });
  });

test('three certificates with scores in a program', async ({ page }) => {
  const student = await begin(page, desktop);
  await student.click(page.getByRole('link', { name: 'What would I get?' }).first());
  for (const [held, [typed, title, score]] of (
    [
      ['google it support', supportCertificate, '85'],
      ['ibm full stack', 'IBM Full Stack Software Developer Professional Certificate', '82'],
      ['google data analytics', 'Google Data Analytics Professional Certificate', '90'],
    ] as const
  ).entries()) {
    await student.find(page.getByLabel('Add a certificate'), typed, title);
    // What was just added has the focus, at its score.
    await expect(page.locator(`input[name="score${held + 1}"]`)).toBeFocused();
    await student.type(score);
    // Enter goes on to the next certificate.
    await page.keyboard.press('Enter');
    await expect(page.getByLabel('Add a certificate')).toBeFocused();
  }
  await student.choose(page.getByLabel('Institution'), 'Northbridge State University');
  await student.choose(page.getByLabel(/^Program/), 'Computer Science (BS)');
  const answer = page
    .locator('p')
    .filter({ hasText: /semester hours would count in Computer Science \(BS\)/ });
  await expectAnswered('three certificates in a program', student, [answer], 8);
  const before = await answer.innerText();
  expect(before).toMatch(/^\d+ semester hours/);
  // It grows while one types, without a button: with 70 the certificate that asks for 80 gives nothing.
  await page.locator('input[name="score1"]').fill('70');
  await expect(answer).not.toHaveText(before);
  await expect(page.locator('input[name="score1"]')).toBeFocused();
});

test('who gives most for a certificate', async ({ page }) => {
  const student = await begin(page, desktop);
  await student.find(
    page.getByRole('searchbox'),
    'google data analytics',
    'Google Data Analytics Professional Certificate',
  );
  const rows = page.getByRole('row').filter({ hasText: 'Gives credit' });
  await expectAnswered('who gives most for X', student, await rows.all(), 3);
  const common = (await rows.locator('.answer-common').allInnerTexts()).map(Number);
  expect(common.length).toBeGreaterThan(1);
  expect(common).toEqual([...common].sort((a, b) => b - a));
});

test('what counts in a program', async ({ page }) => {
  const student = await begin(page, desktop);
  await student.click(page.getByRole('link', { name: /^Northbridge/ }).first());
  await student.click(page.getByRole('link', { name: 'Data Science (BS)' }));
  await expect(page).toHaveURL(/\/catalog\?/);
  const rows = page.getByRole('listitem').filter({ has: page.getByRole('heading', { level: 3 }) });
  await expect(rows.nth(2)).toBeVisible();
  await expectAnswered(
    'what counts in program Z',
    student,
    [page.getByRole('status').first(), ...(await rows.all()).slice(0, 3)],
    3,
  );
  for (const row of (await rows.all()).slice(0, 3)) await expect(row).toContainText('semester hour');
});
