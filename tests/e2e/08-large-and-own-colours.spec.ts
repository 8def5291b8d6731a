import { expect, queryAsAdmin, test } from '@/tests/support/e2e';
import { aReview } from '@/tests/support/e2e-world';
import { lossesOn, press, signInByKeys, unseenControlsOn, walkThrough } from '@/tests/support/keyboard';

// See 07-keyboard.spec.ts for why there is no trace.
test.use({ trace: 'off' });
const institution = 'hochschule-muehlenau';
const registrar = 'birgit.grossmann@muehlenau.example';

/** Three pages that hold much: filters and results, a table with all its heads, a review with everything that is filled in there. */
const densePages: { name: string; address: () => Promise<{ path: string; as?: string }> }[] = [
  { name: 'the catalog', address: () => Promise.resolve({ path: '/catalog?q=data' }) },
  {
    name: 'the list of mappings',
    address: () => Promise.resolve({ path: '/registrar/rules', as: registrar }),
  },
  {
    name: 'a review',
    address: async () => {
      const {
        caseId,
        stageId,
        reviewers: [reviewer],
      } = await aReview(institution, 1);
      await queryAsAdmin('UPDATE review_assignment SET conflict_declared = false WHERE stage_id = $1', [
        stageId,
      ]);
      return { path: `/faculty/cases/${caseId}`, as: reviewer?.email ?? '' };
    },
  },
];

for (const { name, address } of densePages) {
  test(`${name} loses nothing with text twice as large, at four times the size, and in colours of the reader's own`, async ({
    page,
  }) => {
    const { path, as } = await address();
    await (as === undefined ? page.goto(path) : signInByKeys(page, as, path));
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    const usual = await lossesOn(page);
    const sizes = () =>
      page.evaluate(() =>
        [...document.querySelectorAll('main *')]
          .filter((one) => one.childElementCount === 0 && one.textContent !== '')
          .map((one) => parseFloat(getComputedStyle(one).fontSize)),
      );

    const before = await sizes();
    // @source WCAG 2.2, 1.4.4 Resize text: up to 200 percent
    const settings = await page.context().newCDPSession(page);
    await settings.send('Page.setFontSizes', { fontSizes: { standard: 32 } });
    expect(
      (await sizes())
        .map((size, index) => size / (before[index] ?? size))
        .filter((factor) => Math.abs(factor - 2) > 0.01),
    ).toEqual([]);
    expect((await lossesOn(page)).filter((loss) => !usual.includes(loss))).toEqual([]);
    await walkThrough(page);

    await settings.send('Page.setFontSizes', { fontSizes: { standard: 16 } });
    await page.emulateMedia({ forcedColors: 'active' });
    await page.goto(path);
    expect(await unseenControlsOn(page)).toEqual([]);
    await walkThrough(page);
    await page.emulateMedia({ forcedColors: null });

    // @source WCAG 2.2, 1.4.10 Reflow: 1280 by 1024 pixels at 400 percent
    await page.setViewportSize({ width: 320, height: 256 });
    await page.goto(path);
    expect((await lossesOn(page)).filter((loss) => !usual.includes(loss))).toEqual([]);
    // One that opens may take another away.
    const summaries = page.locator('summary:visible');
    for (let at = 0; at < (await summaries.count()); at++)
      if ((await summaries.nth(at).evaluate((element) => element.closest('details')?.open)) === false)
        await press(page, summaries.nth(at), 'Enter', 200);
    await page.keyboard.press('Shift+Tab');
    expect((await lossesOn(page)).filter((loss) => !usual.includes(loss))).toEqual([]);
    await page.goto(path);
    await walkThrough(page);
  });
}
