import { canonicalJson } from '@/lib/kernel/canonical-json';
import type { CreditCase } from './input';
import { compareText } from './text-order';

/**
 * The same case with its lists and keys in a fixed order: holdings by day of completion and id, rules by id. Equal witnesses are
 * chosen in listed order, so a case is put in this order before it is evaluated or stored; then the order in which somebody named
 * things decides nothing, and a stored case replays byte for byte, also after a database has put its keys in another order.
 * @source docs/domain.md §8.9, §8.10
 */
export function canonicalCase(input: CreditCase): CreditCase {
  const { student, rules } = input;
  const ordered: CreditCase = {
    ...input,
    student: {
      ...student,
      credentials: [...student.credentials].sort(
        (a, b) => compareText(a.issuedOn, b.issuedOn) || compareText(a.id, b.id),
      ),
    },
    rules: [...rules].sort((a, b) => compareText(a.id, b.id)),
  };
  return JSON.parse(canonicalJson(ordered)) as CreditCase;
}
