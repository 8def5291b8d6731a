/**
 * One cell of a CSV file that we hand out. A cell that a spreadsheet would take for a formula starts with an apostrophe instead, and so does one that
 * begins with apostrophes before such a sign: whoever reads it back takes one away.
 * @source docs/security.md, "Abuse cases", 15; OWASP, CSV injection: = + - @ tab CR LF
 */
export function csvCell(value: string | number): string {
  const text = String(value);
  const safe = typeof value === 'string' && /^(?:'*[=+\-@＝＋－＠]|[\t\r\n])/.test(text) ? `'${text}` : text;
  // Of a million quotes, replacing each takes five times as long as this, and grows faster than their number.
  return /[",;\r\n\t]|^\s|\s$/.test(safe) ? `"${safe.split('"').join('""')}"` : safe;
}

/** One line of a CSV file, with its end. @source RFC 4180 */
export function csvLine(cells: readonly (string | number)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}
