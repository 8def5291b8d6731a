import type { CreditCase } from './input';
import { compareText } from './text-order';

/**
 * The one text of a value: keys in code point order, no spaces. Equal values give equal bytes, whatever put them together.
 * @source domain.md §8 law 10
 */
export function canonicalText(value: unknown): string {
  return JSON.stringify(inOrder(value));
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => compareText(a, b)).map(([key, inner]) => [key, inOrder(inner)]));
}

/**
 * The same case with its lists and keys in a fixed order: holdings by day of completion and id, rules by id. Equal witnesses are
 * chosen in listed order, so a case is put in this order before it is evaluated and stored; then it replays byte for byte, also
 * after a database has put its keys in another order.
 * @source domain.md §8 law 9 and 10
 */
export function canonicalCase(input: CreditCase): CreditCase {
  const { student, rules } = input;
  return inOrder({
    ...input,
    student: { ...student, credentials: [...student.credentials].sort((a, b) => compareText(a.issuedOn, b.issuedOn) || compareText(a.id, b.id)) },
    rules: [...rules].sort((a, b) => compareText(a.id, b.id)),
  }) as CreditCase;
}
