import type { Locator, Page } from '@playwright/test';
import { expect, expectAccessible, queryAsAdmin, signInAs, test } from '@/tests/support/e2e';
import { hasFocus } from '@/tests/support/keyboard';

// From the queue to handed in: one prepared certificate, mapped to one course of which the credit is known. A click is a press of the mouse or,
// by keyboard alone, one of Enter or Space; every other key is a keystroke: letters, Tab, Control. The counts are printed.
const most = { clicks: 10, keystrokes: 30 };
const evaluator = 'amara.okafor@northbridge.example';

interface Prepared {
  id: string;
  title: string;
  words: string;
  course: string;
  credits: string;
  department: string;
}

/** A certificate that nobody here has decided about and nobody recommends anything for, with a page of its own, found by the start of its title. */
async function prepared(skip: number): Promise<Prepared> {
  const [found] = await queryAsAdmin<Prepared>(
    `SELECT m.id, m.title, left(m.title, 10) AS words, c.code AS course, c.credits, d.name AS department
       FROM person p
       JOIN LATERAL (SELECT v.* FROM course v WHERE v.tenant_id = p.tenant_id AND v.status = 'active' AND v.kind = 'course' AND v.credits IS NOT NULL ORDER BY v.code DESC LIMIT 1) c ON true
       JOIN department d ON d.tenant_id = c.tenant_id AND d.id = c.department_id
       JOIN micro_credential m ON m.status = 'active' AND m.kind = 'certificate' AND m.url IS NOT NULL
      WHERE p.email = $1 AND NOT EXISTS (SELECT FROM rule_source s WHERE s.micro_credential_id = m.id)
        AND NOT EXISTS (SELECT FROM recommendation r WHERE r.micro_credential_id = m.id)
        AND NOT EXISTS (SELECT FROM micro_credential_component x WHERE m.id IN (x.whole_id, x.part_id))
        AND (SELECT count(*) FROM micro_credential o WHERE o.title ILIKE '%' || left(m.title, 10) || '%') = 1
      ORDER BY m.title DESC OFFSET $2 LIMIT 1`,
    [evaluator, skip],
  );
  if (!found) throw new Error('The demonstration has no certificate left that is prepared like this.');
  return found;
}

/** What Enter would choose. */
const marked = (page: Page) => page.getByRole('listbox').getByRole('option', { selected: true });

/** Somebody who counts. */
class Evaluator {
  clicks = 0;
  keystrokes = 0;
  tabs = 0;
  constructor(readonly page: Page) {}
  async click(what: Locator): Promise<void> {
    await what.click();
    this.clicks++;
  }
  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
    this.keystrokes += text.length;
  }
  async key(key: 'Enter' | 'Space' | 'Control+Enter'): Promise<void> {
    await this.page.keyboard.press(key);
    this.keystrokes += key.split('+').length - 1;
    this.clicks++;
  }
  /** Tabs on until it has the focus. */
  async reach(what: Locator): Promise<void> {
    await what.first().waitFor();
    for (let gone = 0; !(await hasFocus(what)); gone++) {
      expect(gone, `Tabs to ${String(what)}`).toBeLessThan(15);
      await this.page.keyboard.press('Tab');
      this.keystrokes++;
      this.tabs++;
    }
  }
}

async function expectHandedIn(
  { page, clicks, keystrokes, tabs }: Evaluator,
  how: string,
  { course, id }: Prepared,
) {
  await expect(page.getByText('Submitted', { exact: true })).toBeVisible();
  await expect(page.getByText('Handed in. It is frozen now')).toBeVisible();
  console.log(
    `from the queue to handed in, ${how}: ${clicks} clicks of at most ${most.clicks}, ${keystrokes} keystrokes of at most ${most.keystrokes} (${tabs} of them Tab)`,
  );
  expect(clicks, `clicks, ${how}`).toBeLessThanOrEqual(most.clicks);
  expect(keystrokes, `keystrokes, ${how}`).toBeLessThanOrEqual(most.keystrokes);
  const [stored] = await queryAsAdmin<{ target: string; evidence: number }>(
    `SELECT v.definition->'outcomes'->0->'lines'->0->>'target' AS target, (SELECT count(*)::int FROM evidence e WHERE e.rule_version_id = v.id) AS evidence
       FROM rule_version v JOIN rule_source s ON s.rule_version_id = v.id WHERE s.micro_credential_id = $1 AND v.status = 'submitted'`,
    [id],
  );
  expect(stored).toEqual({ target: course, evidence: 1 });
}

test('one certificate is mapped to one course with the mouse', async ({ page }) => {
  const wanted = await prepared(0);
  await signInAs(page, evaluator);
  await page.goto('/registrar');
  const amara = new Evaluator(page);
  await amara.click(page.getByRole('main').getByRole('link', { name: 'Map a certificate' }));
  await expect(page.getByRole('searchbox', { name: 'Certificate' })).toBeFocused();
  await amara.type(wanted.words);
  await amara.key('Enter');
  await amara.click(page.getByRole('main').getByRole('link', { name: wanted.title, exact: true }));
  await amara.click(page.getByRole('button', { name: 'Start the draft' }));
  const which = page.getByRole('combobox', { name: 'Which' });
  await expect(which).toBeFocused();
  await amara.type(wanted.course);
  // What it is called, at which level and for how much stands beside its code.
  const option = marked(page);
  await expect(option).toContainText(wanted.course);
  await expect(option).toContainText('semester hours');
  await expectAccessible(page);
  await amara.click(option);
  await expect(page.getByLabel('Amount')).toHaveValue(wanted.credits);
  await expect(page.getByText(`as ${wanted.course} gives`)).toBeVisible();
  await expect(page.getByLabel('Department that reviews it')).toContainText(`${wanted.department}, proposed`);
  await expect(page.locator('#rule-editor aside')).toContainText(wanted.course);
  await amara.click(page.getByRole('group', { name: 'Known already' }).getByRole('checkbox').last());
  await expect(page.getByText('Not saved', { exact: true })).toBeVisible();
  await expectAccessible(page);
  await amara.click(page.getByRole('button', { name: 'Hand it in' }));
  await expectHandedIn(amara, 'with the mouse', wanted);

  // A slip that is seen a minute later: nobody has voted, so that it becomes a draft again, with its evidence, and is handed in again.
  const back = page.locator('details').filter({ hasText: 'Pull it back to a draft' });
  await back.locator('summary').click();
  await expect(back).toContainText('Nobody has voted since it was handed in.');
  await expectAccessible(page);
  await back.getByRole('button', { name: 'Yes, do it' }).click();
  await expect(page.getByText('Draft', { exact: true })).toBeVisible();
  await page.getByLabel('Amount').fill('1');
  await page.getByRole('button', { name: 'Hand it in' }).click();
  await expect(page.getByText('Submitted', { exact: true })).toBeVisible();
});

test('one certificate is mapped to one course by keyboard alone', async ({ page }) => {
  const wanted = await prepared(0);
  await signInAs(page, evaluator);
  await page.goto('/registrar');
  const amara = new Evaluator(page);
  await amara.reach(page.getByRole('link', { name: 'Skip to content' }));
  await amara.key('Enter');
  await amara.reach(page.getByRole('main').getByRole('link', { name: 'Map a certificate' }));
  await amara.key('Enter');
  await amara.reach(page.getByRole('searchbox', { name: 'Certificate' }));
  await amara.type(wanted.words);
  await amara.key('Enter');
  await page.waitForURL(/words=/);
  await amara.reach(page.getByRole('main').getByRole('link', { name: wanted.title, exact: true }));
  await amara.key('Enter');
  await page.waitForURL(/certificate=/);
  await amara.reach(page.getByRole('radio', { name: 'Start from nothing' }));
  await amara.key('Enter');
  await page.waitForURL(/\/registrar\/rules\/[0-9a-f-]{36}$/);
  await amara.reach(page.getByRole('combobox', { name: 'Which' }));
  await amara.type(wanted.course);
  await expect(marked(page)).toContainText(wanted.course);
  await amara.key('Enter');
  await expect(page.getByLabel('Amount')).toHaveValue(wanted.credits);
  await amara.reach(page.getByRole('group', { name: 'Known already' }).getByRole('checkbox').first());
  await amara.key('Space');
  await amara.key('Control+Enter');
  await expectHandedIn(amara, 'by keyboard alone', wanted);
});

test('the list of courses opens, is gone through, closes and gives way to what is typed', async ({
  page,
}) => {
  const { id, course, title } = await prepared(0);
  await signInAs(page, evaluator);
  await page.goto(`/registrar/rules/new?certificate=${id}`);
  await page.getByRole('button', { name: 'Start the draft' }).click();
  await page.waitForURL(/\/registrar\/rules\/[0-9a-f-]{36}$/);
  const which = page.getByRole('combobox', { name: 'Which' });
  await which.fill(course.slice(0, 2));
  const options = page.getByRole('listbox').getByRole('option');
  await expect(options.first()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ArrowDown');
  await expect(options.nth(1)).toHaveAttribute('aria-selected', 'true');
  await expect(which).toHaveAttribute(
    'aria-activedescendant',
    (await options.nth(1).getAttribute('id')) ?? '',
  );
  await page.keyboard.press('Escape');
  await expect(options).toHaveCount(0);
  await expect(which).toHaveValue(course.slice(0, 2));
  await expect(page.getByLabel('Amount')).toHaveValue('');
  // Whoever writes an amount keeps it, whichever course is chosen then.
  await page.getByLabel('Amount').fill('1');
  await which.fill(course);
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Amount')).toHaveValue('1');
  await expect(page.getByText(`as ${course} gives`)).toHaveCount(0);
  // A certificate is found by its words; what was not chosen from the list names nothing.
  const held = page.getByRole('combobox', { name: 'Certificate', exact: true });
  await expect(held).toHaveValue(title);
  await held.fill('google data');
  await expect(options.filter({ hasText: 'Google Data Analytics' }).first()).toContainText('Google');
  await page.keyboard.press('Tab');
  await expect(held).toHaveValue(title);
  await page.getByRole('button', { name: 'Save the draft' }).click();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
});

test('an answer that comes while somebody writes in another field leaves the focus there', async ({
  page,
}) => {
  const { id, title } = await prepared(0);
  await signInAs(page, evaluator);
  await page.goto(`/registrar/rules/new?certificate=${id}`);
  await page.getByRole('button', { name: 'Start the draft' }).click();
  await page.waitForURL(/\/registrar\/rules\/[0-9a-f-]{36}$/);
  const held = page.getByRole('combobox', { name: 'Certificate', exact: true });
  await expect(held).toHaveValue(title);
  let answer = () => {};
  const isWriting = new Promise<void>((resolve) => (answer = resolve));
  await page.route(/\/registrar\/rules\/[0-9a-f-]{36}$/, async (route) => {
    await isWriting;
    await route.continue();
  });
  await page.getByRole('button', { name: 'Save the draft' }).click();
  await held.fill('google data');
  const found = page.getByRole('listbox').getByRole('option').filter({ hasText: 'Google Data Analytics' });
  await expect(found.first()).toBeVisible();
  answer();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await expect(page.locator('[data-told]')).toBeVisible();
  await expect(held).toBeFocused();
  await expect(found.first()).toBeVisible();
});

for (const [name, size, mostHigh] of [
  ['desktop', { width: 1280, height: 800 }, 1_600],
  ['phone', { width: 390, height: 844 }, 2_500],
] as const)
  test(`a fresh draft is a desk and no scroll, on a ${name}`, async ({ page }) => {
    const { id } = await prepared(0);
    await page.setViewportSize(size);
    await signInAs(page, evaluator);
    await page.goto(`/registrar/rules/new?certificate=${id}`);
    await page.getByRole('button', { name: 'Start the draft' }).click();
    await page.waitForURL(/\/registrar\/rules\/[0-9a-f-]{36}$/);
    const high = (await page.locator('#rule-editor').boundingBox())?.height ?? Infinity;
    console.log(
      `the desk of a fresh draft on a ${name}: ${Math.round(high)} pixels high, of at most ${mostHigh}`,
    );
    expect(high).toBeLessThanOrEqual(mostHigh);
    // Wherever one is, the sentence and the next act are in sight.
    for (const part of ['Reviewed by', 'What it earns']) {
      await page.getByRole('heading', { name: part }).scrollIntoViewIfNeeded();
      await expect(page.locator('.desk-sentence')).toBeInViewport();
      await expect(page.getByRole('button', { name: 'Hand it in' })).toBeInViewport({ ratio: 1 });
    }
    await expectAccessible(page);
  });
