/** A page that a browser opens from a folder, without a server: no script, nothing from elsewhere. */

/** Text as it stands between tags and in attributes. */
export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

const style = `body{font:16px/1.5 system-ui,sans-serif;color:#1b1b18;background:#fbfaf6;margin:2rem auto;max-width:72rem;padding:0 1rem}
h1{font:600 1.8rem/1.2 Georgia,serif}h2{font:600 1.25rem/1.3 Georgia,serif;margin-top:2.5rem}
table{border-collapse:collapse;width:100%}caption{text-align:left;padding:.5rem 0}
th,td{text-align:left;vertical-align:top;padding:.4rem .75rem .4rem 0;border-bottom:1px solid #d8d5cc;overflow-wrap:anywhere}
th{font-weight:600}code{font-size:.875em;overflow-wrap:anywhere}a{color:#0b4a5e}
@media(prefers-color-scheme:dark){body{color:#eee;background:#171614}th,td{border-color:#444}a{color:#8cc7dc}}
@media print{body{background:#fff;color:#000;margin:0;max-width:none}tr{break-inside:avoid}}`;

/** The head of a page, up to where its parts begin. */
export function pageHead(title: string, language: string): string {
  return `<!doctype html>
<html lang="${escaped(language)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}</title><style>${style}</style></head><body><main>
<h1>${escaped(title)}</h1>
`;
}

/** What closes a page. */
export const pageEnd = '</main></body></html>\n';

/** A cell: text, or text that leads to a file beside the page. */
export type PageCell = string | { text: string; href: string };

function cell(given: PageCell): string {
  return typeof given === 'string'
    ? escaped(given).replaceAll('\n', '<br>')
    : `<a href="${escaped(given.href)}">${escaped(given.text)}</a>`;
}

/** The head of a table; its rows follow, and then `tableEnd`. */
export function tableHead(caption: string, heads: readonly string[]): string {
  const cells = heads.map((head) => `<th scope="col">${escaped(head)}</th>`).join('');
  return `<table><caption>${escaped(caption)}</caption><thead><tr>${cells}</tr></thead><tbody>\n`;
}

/** A row; its first cell names it. */
export function tableRow([first = '', ...rest]: readonly PageCell[]): string {
  return `<tr><th scope="row">${cell(first)}</th>${rest.map((one) => `<td>${cell(one)}</td>`).join('')}</tr>\n`;
}

/** What closes a table. */
export const tableEnd = '</tbody></table>\n';

/** The heading of a part. */
export function heading(text: string): string {
  return `<h2>${escaped(text)}</h2>\n`;
}

/** A paragraph of text. */
export function paragraph(text: string): string {
  return `<p>${escaped(text)}</p>\n`;
}
