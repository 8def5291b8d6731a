import type { Unit } from '@/lib/amount/unit';
import type { Credits } from '@/lib/credit/input';
import type { RuleDefinition } from '@/lib/rule/rule-version';
import words from '@/messages/en/accreditation.json';
import { fillIn } from '../mail-words';

const said = words.archive.credit;

/** What a decision gives: amount, unit and what each part counts as; all of one alternative, or of another. A "no" gives none. */
export function creditInWords({ deny, outcomes }: RuleDefinition, homeUnit: Unit): string {
  if (deny) return said.none;
  return outcomes
    .map(({ lines }) =>
      lines
        .map(({ kind, target, credits }) => `${target}: ${amountOf(credits, homeUnit)} (${said[kind]})`)
        .join(' + '),
    )
    .join(said.or);
}

function amountOf(credits: Credits, homeUnit: Unit): string {
  if ('amount' in credits) return `${credits.amount} ${credits.unit ?? homeUnit}`;
  if ('catalog' in credits) return said.asCourse;
  const { max } = credits;
  return max === undefined
    ? said.asEarned
    : fillIn(said.asEarnedUpTo, { amount: max.amount, unit: max.unit ?? homeUnit });
}
