import type { Locator, Page } from '@playwright/test';
import { expect, queryAsAdmin } from './e2e';

/** Where the focus is, in words, and what is wrong with it there. */
interface Stop {
  name: string;
  faults: string[];
  isWanted: boolean;
}

type Marked = Document & { lastStop?: Element | null };

/**
 * Looks at the element with the focus; null when nothing has it. In the browser, so it stands alone.
 * @source WCAG 2.2: 1.4.11 non-text contrast, 2.4.3 focus order, 2.4.7 focus visible, 2.4.11 focus not obscured (minimum)
 */
function lookAtFocus(wanted: Element[], isForward: boolean): Stop | null {
  const [focused, last] = [document.activeElement, (document as Marked).lastStop];
  if (focused === null || focused === document.body) return null;
  (document as Marked).lastStop = focused;
  focused.setAttribute('data-passed', '');
  const label = (focused as Partial<HTMLInputElement>).labels?.[0]?.textContent;
  const words = (focused.getAttribute('aria-label') ?? label ?? focused.textContent)
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 60);
  const faults: string[] = [];
  const { clientWidth, clientHeight } = document.documentElement;
  const boxes = [...focused.getClientRects()]
    .map(({ left, top, right, bottom }) => ({
      left: Math.max(left, 0),
      top: Math.max(top, 0),
      right: Math.min(right, clientWidth),
      bottom: Math.min(bottom, clientHeight),
    }))
    .filter(({ left, top, right, bottom }) => right - left > 1 && bottom - top > 1);
  const [box] = boxes;
  if (box === undefined) faults.push('out of sight');
  const isSeenAt = (x: number, y: number) => {
    const hit = document.elementFromPoint(x, y);
    return hit !== null && (focused.contains(hit) || hit.contains(focused));
  };
  if (
    box !== undefined &&
    !boxes.some(({ left, top, right, bottom }) => isSeenAt((left + right) / 2, (top + bottom) / 2))
  )
    faults.push('covered by something else');
  const { outlineStyle, outlineWidth, outlineOffset, outlineColor } = getComputedStyle(focused);
  // The button inside a date field is the browser's own, and so is its outline.
  if (focused.matches(':focus')) {
    if (outlineStyle === 'none' || parseFloat(outlineWidth) < 2)
      faults.push(`no outline (${outlineWidth} ${outlineStyle})`);
    const luminance = (color: string) => {
      const [red = 0, green = 0, blue = 0] = (color.match(/[\d.]+/g) ?? [])
        .map((part) => Number(part) / 255)
        .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    let behind = focused.parentElement;
    while (behind !== null && getComputedStyle(behind).backgroundColor === 'rgba(0, 0, 0, 0)')
      behind = behind.parentElement;
    const [one, other] = [
      luminance(outlineColor),
      luminance(getComputedStyle(behind ?? document.documentElement).backgroundColor),
    ];
    const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    if (contrast < 3) faults.push(`outline of little contrast (${contrast.toFixed(1)})`);
  }
  const reach = parseFloat(outlineOffset) + parseFloat(outlineWidth);
  for (
    let around = focused.parentElement;
    box !== undefined && around !== null && around !== document.body;
    around = around.parentElement
  ) {
    const { overflow, overflowX } = getComputedStyle(around);
    if (overflow === 'visible') continue;
    const edge = around.getBoundingClientRect();
    const cut = [
      box.left - reach < edge.left - 1 && 'left',
      box.top - reach < edge.top - 1 && 'top',
      box.right + reach > edge.right + 1 && 'right',
      box.bottom + reach > edge.bottom + 1 && 'bottom',
    ].filter(Boolean);
    // A scroller comes to rest once the control itself is in view; an outline on three sides is seen.
    const spared = /auto|scroll/.test(overflowX) ? 1 : 0;
    if (cut.length > spared) faults.push(`outline cut off (${cut.join(', ')})`);
  }
  const wrongSide = isForward ? Node.DOCUMENT_POSITION_PRECEDING : Node.DOCUMENT_POSITION_FOLLOWING;
  if (
    last?.isConnected === true &&
    last !== focused &&
    (last.compareDocumentPosition(focused) & wrongSide) !== 0
  )
    faults.push('stands on the wrong side of the stop before');
  return { name: `${focused.tagName.toLowerCase()} “${words}”`, faults, isWanted: wanted.includes(focused) };
}

const rememberFocus = (page: Page) =>
  page.evaluate(() => {
    (document as Marked).lastStop = document.activeElement === document.body ? null : document.activeElement;
  });

/** Whether one of what was found has the focus. */
export const hasFocus = (wanted: Locator) =>
  wanted.evaluateAll((found) => found.some((one) => one === document.activeElement));

async function stop(page: Page, wanted: Locator, key: 'Tab' | 'Shift+Tab'): Promise<Stop | null> {
  await page.keyboard.press(key);
  const reached = await wanted.evaluateAll(lookAtFocus, key === 'Tab');
  if (reached !== null) expect(reached.faults, `what is wrong with the focus at ${reached.name}`).toEqual([]);
  return reached;
}

/** Tabs on until the wanted control has the focus; says what it passed when that does not come about. */
export async function reach(
  page: Page,
  wanted: Locator,
  { within = 60, key = 'Tab' as 'Tab' | 'Shift+Tab' } = {},
): Promise<void> {
  // A page that has just arrived may still be without what is wanted.
  await wanted.first().waitFor();
  await rememberFocus(page);
  const passed: string[] = [];
  for (let isThere = await hasFocus(wanted); !isThere; ) {
    const reached = passed.length < within ? await stop(page, wanted, key) : null;
    if (reached === null)
      throw new Error(
        `${key} did not come to ${String(wanted)} within ${within} stops. It passed:\n${passed.join('\n')}`,
      );
    passed.push(reached.name);
    isThere = reached.isWanted;
  }
}

/** Goes to a control and presses a key there. */
export async function press(page: Page, wanted: Locator, key = 'Enter', within?: number): Promise<void> {
  await reach(page, wanted, within === undefined ? {} : { within });
  await page.keyboard.press(key);
}

/** Goes to a field and types; a list of choices takes what is typed for the one that begins with it. */
export async function type(page: Page, wanted: Locator, text: string, within?: number): Promise<void> {
  await reach(page, wanted, within === undefined ? {} : { within });
  await page.keyboard.type(text);
}

/** Tabs from the start of the page to its end: nothing holds the focus, nothing that can be pressed or filled in is left out. */
export async function walkThrough(page: Page, within = 200): Promise<void> {
  await rememberFocus(page);
  let stops = 0;
  for (; (await stop(page, page.locator('body'), 'Tab')) !== null; stops += 1) {
    if (stops === within) throw new Error(`The end of the page did not come within ${within} stops.`);
  }
  const left = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary')]
      .filter(
        (one) =>
          one.tabIndex >= 0 &&
          !one.matches(':disabled, [data-passed]') &&
          one.checkVisibility({ contentVisibilityAuto: true }),
      )
      // One stop for a group of radio buttons; arrows lead to the others.
      .filter(
        (one) =>
          !(
            one instanceof HTMLInputElement &&
            one.type === 'radio' &&
            document.querySelector(`input[name="${one.name}"][data-passed]`) !== null
          ),
      )
      .map((one) => one.outerHTML.slice(0, 120)),
  );
  expect(left, 'controls that Tab left out').toEqual([]);
}

/** The focus has come to rest in it, where reading goes on. */
export async function expectFocusIn(place: Locator): Promise<void> {
  await expect
    .poll(() => place.evaluateAll((found) => found.some((one) => one.contains(document.activeElement))), {
      message: `the focus is in ${String(place)}`,
    })
    .toBe(true);
}

/** Words that are cut off, and whether the page has to be scrolled sideways to read them all. */
export async function lossesOn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const cut = [...document.body.querySelectorAll<HTMLElement>('*')].filter((one) => {
      const { overflow, position } = getComputedStyle(one);
      const isHidden = /hidden|clip/.test(overflow) && position !== 'absolute'; // what only a screen reader reads is one pixel large
      return (
        isHidden &&
        one.checkVisibility() &&
        (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1)
      );
    });
    return [
      ...(scrollWidth > clientWidth ? [`${scrollWidth - clientWidth} pixels stand out sideways`] : []),
      ...cut.map((one) => `cut off: ${one.textContent.trim()}`),
    ];
  });
}

/** Controls that nothing tells from the page around them: no words, no border, no mark of the browser's own. */
export async function unseenControlsOn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const isDrawn = (one: Element) => {
      const { borderTopStyle, borderTopWidth, borderTopColor, backgroundColor, appearance } =
        getComputedStyle(one);
      if (one.matches('input[type=checkbox], input[type=radio]')) return appearance !== 'none';
      if (one.matches('input, select, textarea'))
        return (
          borderTopStyle !== 'none' && parseFloat(borderTopWidth) > 0 && borderTopColor !== backgroundColor
        );
      return one.textContent.trim() !== '' || one.querySelector('svg') !== null;
    };
    return [...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary')]
      .filter((one) => one.checkVisibility() && !isDrawn(one))
      .map((one) => one.outerHTML.slice(0, 120));
  });
}

/** Signs in on the page where one chooses whom to be. Most people of an institution are folded away. */
export async function signInByKeys(page: Page, email: string, then: string): Promise<void> {
  const [person] = await queryAsAdmin<{ name: string; place: string }>(
    'SELECT p.name, i.name AS place FROM person p JOIN institution i ON i.id = p.tenant_id WHERE p.email = $1',
    [email],
  );
  await page.goto(`/sign-in?next=${encodeURIComponent(then)}`);
  const button = page.getByRole('button', { name: `Sign in as ${person?.name}`, exact: true });
  if (!(await button.isVisible()))
    await press(
      page,
      page
        .locator('form')
        .filter({ hasText: person?.place ?? '' })
        .locator('summary'),
    );
  await press(page, button);
  await page.waitForURL((url) => url.pathname !== '/sign-in');
}
