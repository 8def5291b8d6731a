import { named, tokensOf } from './tokens';

/** A number that two titles share when their words are the same; others share it by chance alone. @source FNV-1a, 32 bits */
export function titleHash(title: string): number {
  let hash = 0x811c9dc5;
  for (const token of tokensOf(title)) {
    const word = named(token);
    for (let at = 0; at < word.length; at++) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
    hash = Math.imul(hash ^ 32, 0x01000193);
  }
  return hash >>> 0;
}
