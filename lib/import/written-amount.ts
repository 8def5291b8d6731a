/** Which sign begins the decimals in a file; the other one, where it occurs, groups thousands. */
export type DecimalSign = 'comma' | 'point';
/** What a written number says of it: a sign before other than three digits is decimal; before three, it may group them. */
export type AmountStyle = 'plain' | DecimalSign | 'either';

const longest = 40;
const unit =
  /(?:ects|lp|cp|cr|credits?|credit hours|points?|punkte|pkt|punkty|creditos|créditos|hours?|h|%)\.?$/i;
const number = /^\d{1,9}(?:[.,'’ \u00a0\u202f]\d{3})*(?:[.,]\d+)?$/;

/** Which sign a cell begins decimals with; null for what is no number. */
export function amountStyleOf(text: string): AmountStyle | null {
  const bare = withoutUnit(text);
  if (bare === null) return null;
  const [comma, point] = [bare.lastIndexOf(','), bare.lastIndexOf('.')];
  const last = Math.max(comma, point);
  if (last < 0) return 'plain';
  const sign = comma > point ? 'comma' : 'point';
  const other = sign === 'comma' ? 'point' : 'comma';
  if (comma >= 0 && point >= 0) return sign;
  const isRepeated = bare.indexOf(sign === 'comma' ? ',' : '.') !== last;
  if (isRepeated) return other;
  return bare.length - last - 1 === 3 && last <= 3 && bare[0] !== '0' ? 'either' : sign;
}

/** A number as files write it, with a point before its decimals and nothing else in it; what is none stays as it is. */
export function readAmount(text: string, sign: DecimalSign | null): string {
  const bare = withoutUnit(text);
  if (bare === null || sign === null) return bare ?? text;
  const groups = sign === 'comma' ? /[.'’ \u00a0\u202f]/g : /[,'’ \u00a0\u202f]/g;
  return bare.replace(groups, '').replace(',', '.');
}

function withoutUnit(text: string): string | null {
  if (text.length > longest) return null;
  const bare = text.trim().replace(unit, '').trimEnd();
  return number.test(bare) ? bare : null;
}
