import { foldText } from '@/lib/search/fold';

/** Whether each word that was typed stands in the text, as any part of it, whatever its case and accents; where nothing was typed, it does. */
export function hasAllWords(text: string, typed: string): boolean {
  const folded = foldText(text);
  return foldText(typed)
    .split(/\s+/)
    .every((word) => folded.includes(word));
}
