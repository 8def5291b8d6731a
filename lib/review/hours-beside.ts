import { defaultConversions } from '@/lib/amount/conversion';
import { formatRational, parseRational, zero } from '@/lib/amount/rational';
import type { HomeUnit } from '@/lib/amount/unit';

/** The hours of work that the courses stand for, beside those that the certificates state. */
export interface HoursBeside {
  /** Hours of work that one credit of the institution stands for; null where its policy states none. @units hours */
  perCredit: string | null;
  /** Of all courses together; null where their credit, or the hours of one, is not known. @units hours */
  asked: string | null;
  /** Of all certificates together; null where one of them states none. @units hours */
  stated: string | null;
  /** Stated of asked, rounded down; null where one of them is not known. @units percent */
  percent: number | null;
}

/**
 * Hours against the credit of this institution: by the pair from hours that its policy states, else by the one that goes with the unit.
 * What is not known stays unknown: no hours stated are not no hours. @source docs/domain.md §2.1, §11.8
 */
export function hoursBeside(
  credits: readonly (string | null)[],
  stated: readonly (string | null)[],
  homeUnit: HomeUnit,
  conversions: Readonly<Record<string, string>>,
): HoursBeside {
  const pair = `HOURS>${homeUnit}`;
  const factor = conversions[pair] ?? defaultConversions[pair];
  const perCredit = factor === undefined ? null : parseRational('1').div(parseRational(factor));
  const sum = (parts: readonly (string | null)[]) =>
    parts.length === 0 || parts.some((part) => part === null)
      ? null
      : parts.reduce((total, part) => total.add(parseRational(part ?? '0')), zero);
  const credit = sum(credits);
  const asked = credit === null || perCredit === null ? null : credit.mul(perCredit);
  const hours = sum(stated);
  const share = asked === null || hours === null || asked.equals(zero) ? null : hours.div(asked);
  return {
    perCredit: perCredit === null ? null : formatRational(perCredit),
    asked: asked === null ? null : formatRational(asked),
    stated: hours === null ? null : formatRational(hours),
    percent: share === null ? null : Number(share.mul(100).floor().toString()),
  };
}
