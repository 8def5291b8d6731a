import { chromium } from '@playwright/test';
import { findBrowser } from '../browser';

/** What the first visit of a page costs a reader. @units milliseconds · kilobytes as they come over the line */
export interface FirstView {
  largestPaint: number;
  blocking: number;
  shift: number;
  requests: number;
  kilobytes: number;
}

/** @source Lighthouse `constants.js`, mobileSlow4G: 150 ms, 1.6 Mbit/s down, 750 kbit/s up, a processor four times slower */
const slow = {
  offline: false,
  latency: 150,
  downloadThroughput: (1_638.4 * 1_024) / 8,
  uploadThroughput: (750 * 1_024) / 8,
};

/** Quiet on the line before a view counts as whole. @units milliseconds */
const quiet = 1_000;

/** Visits pages on a slow telephone, each with nothing kept from before; of several visits the middle one of each measure counts. */
export async function measureFirstViews(
  origin: string,
  pages: Readonly<Record<string, string>>,
  visits: number,
): Promise<Record<string, FirstView>> {
  const { executablePath, args, env } = await findBrowser();
  const browser = await chromium.launch({ executablePath, args, env });
  try {
    const views: Record<string, FirstView> = {};
    for (const [name, path] of Object.entries(pages)) {
      const seen: FirstView[] = [];
      for (let visit = 0; visit < visits; visit++) {
        const context = await browser.newContext({ viewport: { width: 412, height: 823 } });
        const page = await context.newPage();
        const line = await context.newCDPSession(page);
        let [bytes, requests] = [0, 0];
        line.on('Network.loadingFinished', ({ encodedDataLength }) => {
          bytes += encodedDataLength;
          requests++;
        });
        await line.send('Network.enable');
        await line.send('Network.emulateNetworkConditions', slow);
        await line.send('Emulation.setCPUThrottlingRate', { rate: 4 });
        await page.addInitScript(watch);
        await page.goto(`${origin}${path}`, { waitUntil: 'load' });
        await page.waitForLoadState('networkidle');
        await page.evaluate((ms) => new Promise((resolve) => setTimeout(resolve, ms)), quiet);
        const { largestPaint, blocking, shift } = await page.evaluate(
          () =>
            (globalThis as unknown as { seen: Pick<FirstView, 'largestPaint' | 'blocking' | 'shift'> }).seen,
        );
        seen.push({ largestPaint, blocking, shift, requests, kilobytes: bytes / 1_000 });
        await context.close();
      }
      const middle = (of: keyof FirstView) =>
        seen.map((one) => one[of]).sort((a, b) => a - b)[Math.floor(seen.length / 2)] ?? 0;
      views[name] = {
        largestPaint: middle('largestPaint'),
        blocking: middle('blocking'),
        shift: middle('shift'),
        requests: middle('requests'),
        kilobytes: middle('kilobytes'),
      };
    }
    return views;
  } finally {
    await browser.close();
  }
}

/** Runs in the page, before anything of it. @source https://web.dev/articles/tbt: of each task what goes past 50 ms */
function watch(): void {
  const seen = { largestPaint: 0, blocking: 0, shift: 0 };
  (globalThis as unknown as { seen: typeof seen }).seen = seen;
  new PerformanceObserver((list) => {
    for (const { startTime } of list.getEntries()) seen.largestPaint = startTime;
  }).observe({ type: 'largest-contentful-paint', buffered: true });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.blocking += Math.max(0, duration - 50);
  }).observe({ type: 'longtask', buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) seen.shift += (entry as unknown as { value: number }).value;
  }).observe({ type: 'layout-shift', buffered: true });
}
