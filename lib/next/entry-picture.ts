import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { ImageResponse } from 'next/og';
import { createElement, type ReactNode } from 'react';

/** What a picture says; null is left out. Only what `drawableText` lets through, or the drawing would ask the network for letters. */
export interface PictureWords {
  product: string;
  title: string | null;
  amount: string | null;
  by: string | null;
  /** What decides whether somebody gets it. */
  conditions: string | null;
  note: string;
}

/** @units pictures kept · pictures waited for at once; to draw one takes a processor for a fifth of a second */
const most = { kept: 200, waiting: 4 };

/** What several places show at the same size. @source https://ogp.me/ names no size; 1200 by 630 is the largest that is shown whole by those who draw links */
const size = { width: 1_200, height: 630 };

/** Pictures by what they say, drawn one after the other. */
const kept = new Map<string, Buffer>();
let waiting = 0;
let last: Promise<unknown> = Promise.resolve();
let fonts: Promise<Buffer[]> | undefined;

/** By what a picture is known: the same words make the same picture. */
export function pictureName(words: PictureWords): string {
  return createHash('sha256').update(JSON.stringify(words)).digest('hex').slice(0, 32);
}

/** The picture, drawn where it is not kept; null where so many are being drawn that nobody should wait. */
export async function drawPicture(words: PictureWords): Promise<Buffer | null> {
  const name = pictureName(words);
  const known = kept.get(name);
  if (known !== undefined) return known;
  if (waiting >= most.waiting) return null;
  waiting++;
  const turn = last.then(async () => {
    const drawn = kept.get(name) ?? (await draw(words));
    kept.set(name, drawn);
    const [oldest] = kept.keys();
    if (kept.size > most.kept && oldest !== undefined) kept.delete(oldest);
    return drawn;
  });
  last = turn.catch(() => undefined);
  return turn.finally(() => waiting--);
}

async function draw({ product, title, amount, by, conditions, note }: PictureWords): Promise<Buffer> {
  fonts ??= Promise.all(
    ['latin', 'latin-ext'].map((subset) =>
      readFile(
        path.join(
          'node_modules/@fontsource/source-serif-4/files',
          `source-serif-4-${subset}-600-normal.woff`,
        ),
      ),
    ),
  );
  const serif = await fonts;
  const box = (tw: string, ...children: ReactNode[]) =>
    createElement('div', { tw: `flex ${tw}` }, ...children);
  const answer = new ImageResponse(
    box(
      'w-full h-full flex-col justify-between bg-[#fcfaf6] text-[#1d1b18] p-[72px]',
      box('text-[36px] text-[#5b554c]', product),
      box(
        'flex-col',
        title === null ? null : box('text-[52px] leading-tight mb-[28px]', title),
        amount === null ? null : box('text-[112px] leading-none mb-[20px]', amount),
        by === null ? null : box('text-[40px] leading-tight', by),
        conditions === null ? null : box('text-[34px] leading-tight text-[#5b554c] mt-[14px]', conditions),
      ),
      box('text-[30px] text-[#5b554c] border-t-2 border-[#d9d2c5] pt-[24px]', note),
    ),
    {
      ...size,
      // Each under a name of its own: of two with one name the drawing would look for letters in the first alone.
      fonts: serif.map((data, at) => ({
        name: `serif-${at}`,
        data,
        weight: 600 as const,
        style: 'normal' as const,
      })),
    },
  );
  return Buffer.from(await answer.arrayBuffer());
}
