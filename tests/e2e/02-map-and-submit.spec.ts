import { type Browser, type Page } from '@playwright/test';
import { expect, expectAccessible, queryAsAdmin, signInAs, test, unfold } from '@/tests/support/e2e';

const evaluator = 'amara.okafor@northbridge.example';

/** A course and a certificate about which the evaluator's institution has no rule, so that a new one is in order. */
async function unmapped(skip: number): Promise<{ course: string; certificate: string }> {
  const [found] = await queryAsAdmin<{ course: string; certificate: string }>(
    `SELECT (SELECT c.code FROM course c WHERE c.tenant_id = p.tenant_id AND c.status = 'active' AND c.credits IS NOT NULL ORDER BY c.code LIMIT 1) AS course,
            (SELECT m.id FROM micro_credential m WHERE m.status = 'active' AND NOT EXISTS (SELECT FROM rule_source s WHERE s.micro_credential_id = m.id)
               AND NOT EXISTS (SELECT FROM micro_credential_component x WHERE m.id IN (x.whole_id, x.part_id)) ORDER BY m.title OFFSET $2 LIMIT 1) AS certificate
       FROM person p WHERE p.email = $1`,
    [evaluator, skip],
  );
  if (!found) throw new Error('The demonstration data lacks a course or a certificate.');
  return found;
}

async function startBlankDraft(page: Page, certificate: string, title: string): Promise<void> {
  await page.goto(`/registrar/rules/new?certificate=${certificate}`);
  await page.getByLabel('Start from nothing').check();
  await page.getByLabel('Title of the mapping').fill(title);
  await page.getByRole('button', { name: 'Start the draft' }).click();
  await page.waitForURL(/\/registrar\/rules\/[0-9a-f-]{36}$/);
}

test('an evaluator maps a certificate, sees what it would earn while it grows, and hands it in', async ({
  page,
}) => {
  const { course, certificate } = await unmapped(0);
  await signInAs(page, evaluator);
  await page.goto('/registrar/rules');
  await page.getByRole('link', { name: 'Map a certificate' }).click();
  await page.getByRole('searchbox', { name: 'Certificate' }).fill('google');
  await page.getByRole('button', { name: 'Search' }).click();
  await expect(page.getByText(/certificates? for “google”/)).toBeVisible();
  await expectAccessible(page);

  await startBlankDraft(page, certificate, 'Mapped in a test');
  await page.getByText('Conditions: No conditions').click();
  await page.getByLabel('Score at least').fill('80');
  await page.getByLabel('Which').fill(course.slice(0, 2));
  // Half a form is no fault: the checks wait, and the console stays empty.
  await expect(page.getByText('what is entered now cannot be read yet')).toBeVisible();
  await page.getByLabel('Which').fill(course);
  await page.getByLabel('Amount').fill('3');
  const sentence = page.locator('#rule-editor section').first();
  await expect(sentence).toContainText('score at least 80');
  await expect(sentence).toContainText(course);
  const aside = page.locator('#rule-editor aside');
  await expect(aside).toContainText('scores 79.99');
  await expect(aside).toContainText('The checks found nothing.');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Save the draft' }).click();
  await expect(page.getByText('The draft is saved')).toBeVisible();

  await page.getByRole('button', { name: 'Hand it in' }).click();
  await expect(
    page.getByRole('alert').filter({ hasText: 'Add at least one piece of evidence first' }),
  ).toBeVisible();
  await unfold(page, 'Another link or file');
  await page.getByLabel('What it is').fill('Syllabus');
  await page.getByLabel('or file').setInputFiles({
    name: 'syllabus.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.7 test'),
  });
  await page.getByRole('button', { name: 'Add it' }).click();
  await expect(page.getByRole('link', { name: 'Syllabus' })).toBeVisible();
  const file = await page.request.get(
    (await page.getByRole('link', { name: 'Syllabus' }).getAttribute('href')) ?? '',
  );
  expect(file.headers()).toMatchObject({
    'content-type': 'application/pdf',
    'x-content-type-options': 'nosniff',
  });
  expect(file.headers()['content-disposition']).toContain('attachment');
  expect(file.headers()['content-security-policy']).toContain('sandbox');

  await page.getByRole('button', { name: 'Hand it in' }).click();
  await expect(page.getByText('Submitted', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save the draft' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Publish' })).toHaveCount(0);

  // It was started without a department; whoever wrote it does not choose who judges: the department of the course does.
  await expect(page.getByText(/^It goes to /)).toBeVisible();
  await expect(page.getByLabel('Department that reviews it')).toHaveCount(0);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Send it to its department' }).click();
  await expect(page.getByText('In department', { exact: true })).toBeVisible();
});

test('what was decided for the same certificate is suggested: a press puts it into the form, and only saving saves it', async ({
  page,
  browser,
  baseURL,
}) => {
  const [decided] = await queryAsAdmin<{ certificate: string; target: string; title: string }>(
    `SELECT v.definition->'premise'->>'mc' AS certificate, c.code AS target, e.title
       FROM person p JOIN rule_version v ON v.tenant_id = p.tenant_id JOIN equivalency_rule e ON e.tenant_id = v.tenant_id AND e.id = v.rule_id
       JOIN course c ON c.tenant_id = v.tenant_id AND c.status = 'active' AND c.kind = 'course' AND c.code = v.definition->'outcomes'->0->'lines'->0->>'target'
      WHERE p.email = $1 AND v.status = 'published' AND v.definition->'deny' IS NULL AND v.definition->'premise' ? 'mc' ORDER BY v.id LIMIT 1`,
    [evaluator],
  );
  if (!decided) throw new Error('The demonstration data lacks a published mapping of one certificate.');
  await signInAs(page, evaluator);
  await startBlankDraft(page, decided.certificate, 'Begun with a suggestion');
  const panel = page.getByRole('region', { name: 'Suggested from earlier decisions' });
  const choice = panel.getByRole('link', { name: `Put it in: ${decided.target}` });
  // Until what was decided has been read, the page says so instead of waiting.
  await expect(async () => {
    await page.reload();
    await expect(choice).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await expect(panel.getByRole('link', { name: decided.title }).first()).toBeVisible();
  await expectAccessible(page);
  const plain = await withoutScript(browser, page, baseURL);
  await plain.goto(page.url());
  await plain.getByRole('link', { name: `Put it in: ${decided.target}` }).click();
  await expect(plain.getByLabel('Which').first()).toHaveValue(decided.target);
  await plain.context().close();

  await choice.click();
  await expect(page.getByLabel('Which')).toHaveValue(decided.target);
  await expect(panel.getByText(`${decided.target} is in the form now. Nothing is saved yet.`)).toBeVisible();
  await expect(choice).toHaveCount(0);
  const count = () =>
    queryAsAdmin<{ shown: number }>(
      `SELECT count(*)::int AS shown FROM suggestion_shown WHERE rule_version_id = $1`,
      [new URL(page.url()).pathname.split('/').at(-1)],
    );
  expect(await count()).toEqual([{ shown: 0 }]);
  await page.getByRole('button', { name: 'Save the draft' }).click();
  await expect(page.getByText('The draft is saved')).toBeVisible();
  expect(await count()).toEqual([{ shown: 1 }]);
});

test('a stale save keeps what was entered and shows what changed', async ({ page }) => {
  const { course, certificate } = await unmapped(1);
  await signInAs(page, evaluator);
  await startBlankDraft(page, certificate, 'Edited twice');
  const other = await page.context().newPage();
  await other.goto(page.url());
  for (const [tab, amount] of [
    [other, '2'],
    [page, '5'],
  ] as const) {
    await tab.getByLabel('Which').fill(course);
    await tab.getByLabel('Amount').fill(amount);
    await tab.getByRole('button', { name: 'Save the draft' }).click();
  }
  await expect(page.getByText('Somebody saved this after you opened it.')).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'Amount. They saved: 2' })).toBeVisible();
  await expect(page.getByText('What they saved says:')).toBeVisible();
  await expect(page.getByLabel('Amount')).toHaveValue('5');
  await page.getByRole('button', { name: 'Save the draft' }).click();
  await expect(page.getByText('The draft is saved')).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Amount')).toHaveValue('5');
});

test('everything that a second press would undo is named in words, and nothing else', async ({
  page,
  browser,
  baseURL,
}) => {
  const { course, certificate } = await unmapped(3);
  await signInAs(page, evaluator);
  await startBlankDraft(page, certificate, 'Two tabs');
  await page.getByLabel('Which').fill(course);
  await page.getByLabel('Amount').fill('3');
  await page.getByRole('button', { name: 'Save the draft' }).click();
  await expect(page.getByText('The draft is saved')).toBeVisible();
  const other = await page.context().newPage();
  await other.goto(page.url());
  await unfold(other, 'Notes');
  await other.getByLabel('Internal note').fill('From the colleague');
  await unfold(other, 'Title and more');
  await other.getByLabel('Title', { exact: true }).fill('Renamed by the colleague');
  await other.getByLabel('Department that reviews it').selectOption({ label: 'Information Technology' });
  await other.getByRole('button', { name: 'Save the draft' }).click();
  await expect(other.getByText('The draft is saved')).toBeVisible();

  await unfold(page, 'Notes');
  await page.getByLabel('Public note').fill('Mine');
  await page.getByRole('button', { name: 'Save the draft' }).click();
  const panel = page.getByRole('alert').filter({ hasText: 'Somebody saved this after you opened it' });
  for (const words of [
    'Internal note. They saved: From the colleague',
    'Title. They saved: Renamed by the colleague',
    'Department that reviews it. They saved: Information Technology',
  ])
    await expect(panel.getByRole('listitem').filter({ hasText: words })).toBeVisible();
  await expect(panel.getByRole('listitem')).toHaveCount(3);
  await expect(page.getByText('What they saved says:')).toHaveCount(0);
  await expect(page.getByLabel('Public note')).toHaveValue('Mine');
  await expectAccessible(page);

  // Another save meanwhile is another conflict: what was shown is what the next press builds on, and nothing later.
  await saveAs(other, 'Once more');
  await page.getByLabel('Internal note').fill('From the colleague');
  await page.getByRole('button', { name: 'Save the draft' }).click();
  await expect(
    page.getByRole('listitem').filter({ hasText: 'Internal note. They saved: Once more' }),
  ).toBeVisible();

  // The same without script, where every difference is shown.
  const plain = await withoutScript(browser, page, baseURL);
  await plain.goto(page.url());
  await other.reload();
  await saveAs(other, 'Without script');
  await unfold(plain, 'Notes');
  await plain.getByLabel('Public note').fill('Plain');
  await plain.getByRole('button', { name: 'Save the draft' }).click();
  await expect(plain.getByText('They saved: Without script')).toBeVisible();
  await expect(plain.getByLabel('Public note')).toHaveValue('Plain');
  await plain.context().close();
});

test('handing in takes what is on the screen; leaving it asks first', async ({ page }) => {
  const { course, certificate } = await unmapped(4);
  await signInAs(page, evaluator);
  await startBlankDraft(page, certificate, 'Handed in unsaved');
  const draft = page.url();
  await unfold(page, 'Another link or file');
  await page.getByLabel('What it is').fill('Syllabus');
  await page.getByLabel('or file').setInputFiles({
    name: 'syllabus.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.7 test'),
  });
  await page.getByRole('button', { name: 'Add it' }).click();
  await expect(page.getByRole('link', { name: 'Syllabus' })).toBeVisible();
  await page.getByLabel('Which').fill(course);
  await page.getByLabel('Amount').fill('2');
  await unfold(page, 'Notes');
  await page.getByLabel('Public note').fill('Never saved by itself');

  const questions: string[] = [];
  page.on('dialog', (dialog) => {
    questions.push(`${dialog.type()}: ${dialog.message()}`);
    void (questions.length === 1 ? dialog.dismiss() : dialog.accept());
  });
  await page.getByRole('link', { name: 'History' }).click();
  await expect.poll(() => questions).toHaveLength(1);
  expect(questions[0]).toContain('What you entered here has not been saved');
  expect(page.url()).toBe(draft);
  await expect(page.getByLabel('Public note')).toHaveValue('Never saved by itself');

  await page.getByRole('button', { name: 'Hand it in' }).click();
  await expect(page.getByText('Submitted', { exact: true })).toBeVisible();
  await expect(page.getByText('Never saved by itself')).toBeVisible();
  await page.getByRole('link', { name: 'History' }).click();
  await page.waitForURL(/\/history$/);
  expect(questions).toHaveLength(1);
});

test('what was written before the script of the page ran stays in the form, counts as unsaved, and is saved', async ({
  page,
}) => {
  const { course, certificate } = await unmapped(5);
  await signInAs(page, evaluator);
  await startBlankDraft(page, certificate, 'Written early');
  await unfold(page, 'Notes');
  await page.getByLabel('Public note').fill('As it was stored');
  await page.getByRole('button', { name: 'Save the draft' }).click();
  await expect(page.getByText('The draft is saved')).toBeVisible();

  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/_next/static/**/*.js', (route) => released.then(() => route.continue()));
  await page.reload({ waitUntil: 'commit' });
  await page.getByLabel('Which').fill(course);
  await page.getByLabel('Amount').fill('3');
  await unfold(page, 'Notes');
  await page.getByLabel('Public note').fill('Written early');
  await page.getByText('Conditions: No conditions').click();
  await page.getByLabel('Proctored exam').check();
  release();
  // The checks are asked about it without another press.
  const sentence = page.locator('#rule-editor section').first();
  await expect(sentence).toContainText(course);
  await page.getByLabel('Score at least').fill('80');
  await expect(sentence).toContainText('score at least 80');
  const holds = async () => {
    await expect(page.getByLabel('Which')).toHaveValue(course);
    await expect(page.getByLabel('Amount')).toHaveValue('3');
    await expect(page.getByLabel('Proctored exam')).toBeChecked();
    await expect(page.getByLabel('Public note')).toHaveValue('Written early');
  };
  await holds();
  await page.getByRole('button', { name: 'Save the draft' }).click();
  await expect(page.getByText('The draft is saved')).toBeVisible();
  await page.unroute('**/_next/static/**/*.js');
  await page.reload();
  await holds();
});

test('a note written before the script of the page ran is asked about when the page is left', async ({
  page,
}) => {
  const { certificate } = await unmapped(6);
  await signInAs(page, evaluator);
  await startBlankDraft(page, certificate, 'Left early');
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/_next/static/**/*.js', (route) => released.then(() => route.continue()));
  await page.reload({ waitUntil: 'commit' });
  await unfold(page, 'Notes');
  await page.getByLabel('Internal note').fill('Nowhere else');
  release();
  const questions: string[] = [];
  page.on('dialog', (dialog) => {
    questions.push(dialog.message());
    void dialog.dismiss();
  });
  // The script has run when the form answers to what is entered.
  const sentence = page.locator('#rule-editor section').first();
  await page.getByText('Conditions: No conditions').click();
  await page.getByLabel('Score at least').fill('80');
  await expect(sentence).toContainText('score at least 80');
  await page.getByLabel('Score at least').fill('');
  await expect(sentence).not.toContainText('score at least 80');
  await page.getByRole('link', { name: 'History' }).click();
  await expect.poll(() => questions).toHaveLength(1);
  expect(questions[0]).toContain('What you entered here has not been saved');
  await expect(page.getByLabel('Internal note')).toHaveValue('Nowhere else');
});

test('a note written while the script of the page wakes it up is the one that is kept', async ({ page }) => {
  const { certificate } = await unmapped(7);
  await signInAs(page, evaluator);
  await startBlankDraft(page, certificate, 'Written meanwhile');
  await unfold(page, 'Notes');
  await page.getByLabel('Public note').fill('As it was stored');
  await page.getByLabel('Internal note').fill('As it was stored');
  await page.getByRole('button', { name: 'Save the draft' }).click();
  await expect(page.getByText('The draft is saved')).toBeVisible();
  // React looks at a textarea's text, then puts it back as its value. Somebody types before the one, and after the other.
  await page.addInitScript(() => {
    const text = Object.getOwnPropertyDescriptor(Node.prototype, 'textContent');
    const value = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value');
    if (!text?.get || !value?.set || !value.get) throw new Error('This browser has no such properties.');
    const [getText, getValue, setValue] = [text.get, value.get, value.set];
    const typed = new Set<string>();
    const type = (field: HTMLTextAreaElement) => {
      if (typed.has(field.name) || getValue.call(field) !== 'As it was stored') return;
      typed.add(field.name);
      setValue.call(field, 'Written meanwhile');
      field.dispatchEvent(new Event('input', { bubbles: true }));
    };
    Object.defineProperty(Node.prototype, 'textContent', {
      ...text,
      get(this: Node) {
        if (this instanceof HTMLTextAreaElement && this.name === 'internalNote') type(this);
        return getText.call(this) as unknown;
      },
    });
    Object.defineProperty(HTMLTextAreaElement.prototype, 'value', {
      ...value,
      set(this: HTMLTextAreaElement, next: string) {
        setValue.call(this, next);
        if (this.name === 'publicNote') type(this);
      },
    });
  });
  await page.reload();
  await page.getByText('Conditions: No conditions').click();
  await page.getByLabel('Score at least').fill('80');
  await expect(page.locator('#rule-editor section').first()).toContainText('score at least 80');
  await expect(page.getByLabel('Public note')).toHaveValue('Written meanwhile');
  await expect(page.getByLabel('Internal note')).toHaveValue('Written meanwhile');
});

test('what was marked before the script of the page ran is still marked, so that typing replaces it', async ({
  page,
}) => {
  const { course, certificate } = await unmapped(8);
  await signInAs(page, evaluator);
  await startBlankDraft(page, certificate, 'Marked early');
  await unfold(page, 'Notes');
  await page.getByLabel('Internal note').fill('As it was stored');
  await page.getByRole('button', { name: 'Save the draft' }).click();
  await expect(page.getByText('The draft is saved')).toBeVisible();
  for (const [part, field, typed] of [
    ['Notes', 'Internal note', 'Written anew'],
    ['Title and more', 'Title', 'Titled anew'],
  ] as const) {
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    await page.route('**/_next/static/**/*.js', (route) => released.then(() => route.continue()));
    await page.reload({ waitUntil: 'commit' });
    // The checks are asked about these once the script has run, without another press.
    await page.getByLabel('Which').fill(course);
    await page.getByLabel('Amount').fill('3');
    await unfold(page, part);
    await page.getByLabel(field, { exact: true }).selectText();
    release();
    await expect(page.locator('#rule-editor section').first()).toContainText(course);
    await page.keyboard.insertText(typed);
    await expect(page.getByLabel(field, { exact: true })).toHaveValue(typed);
    await page.unroute('**/_next/static/**/*.js');
    await page.getByLabel('Which').fill('');
    await page.getByLabel('Amount').fill('');
    await page.getByRole('button', { name: 'Save the draft' }).click();
    await expect(page.getByText('The draft is saved')).toBeVisible();
  }
});

test('a mapping can be written without script', async ({ page, browser, baseURL }) => {
  const { course, certificate } = await unmapped(2);
  await signInAs(page, evaluator);
  const plain = await withoutScript(browser, page, baseURL);
  await startBlankDraft(plain, certificate, 'Without script');
  await plain.getByLabel('Which').first().fill(course);
  await plain.getByLabel('Amount').first().fill('three');
  await plain.getByRole('button', { name: 'Save the draft' }).click();
  await expect(plain.getByText('This is not a number.').first()).toBeVisible();
  await expect(plain.getByLabel('Amount').first()).toHaveValue('three');
  await plain.getByLabel('Amount').first().fill('3,5');
  const spare = plain.locator('input[name="definition.premise.branches.2.assessment"]');
  await spare.fill('Challenge exam');
  await plain.locator('input[name="definition.premise.branches.2.minScore"]').fill('60');
  await plain.getByRole('button', { name: 'Save the draft' }).click();
  await expect(plain.locator('#rule-editor section').first()).toContainText('Challenge exam');
  await plain.context().close();
});

/** Saves another internal note, and comes back when it is stored. */
async function saveAs(page: Page, internalNote: string): Promise<void> {
  await unfold(page, 'Notes');
  await page.getByLabel('Internal note').fill(internalNote);
  await page.getByRole('button', { name: 'Save the draft' }).click();
  const stored = () =>
    queryAsAdmin('SELECT id FROM rule_version WHERE id = $1 AND internal_note = $2', [
      new URL(page.url()).pathname.split('/').at(-1),
      internalNote,
    ]);
  await expect.poll(async () => (await stored()).length).toBe(1);
}

async function withoutScript(browser: Browser, signedIn: Page, baseURL: string | undefined): Promise<Page> {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    ...(baseURL && { baseURL }),
    storageState: await signedIn.context().storageState(),
  });
  return context.newPage();
}
