import { named, tokensOf } from './tokens';

/** A title as it is compared with others and with what is typed: its words, folded, one blank between two. */
export function titleKey(title: string): string {
  return tokensOf(title).map(named).join(' ');
}
