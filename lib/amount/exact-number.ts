/** An exact value in a way of writing numbers: 7.5 → 7,5 and 8/3 → 2 2/3. */
export function exactNumber(
  value: string,
  write: (number: number | bigint, options?: { maximumFractionDigits: number }) => string,
): string {
  const [top = '0', bottom] = value.split('/');
  if (bottom === undefined) return write(Number(top), { maximumFractionDigits: 6 });
  const [numerator, denominator] = [BigInt(top), BigInt(bottom)];
  const whole = numerator / denominator;
  const rest = `${numerator % denominator}/${denominator}`;
  return whole === 0n ? rest : `${write(whole)} ${rest}`;
}
