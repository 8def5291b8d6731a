/** What the framework writes where a page is not whole without its script: an error, or a part that comes later. */
const unfinished = ['<html id="__next_error__"', '<template id="B:', '<template id="P:'];

/** Of the scripts of a page these are its own: what it says to search engines. */
const ownScript = 'type="application/ld+json"';

/** Where what comes later would be put. */
const place = '<div hidden=""></div>';

/**
 * The same page without what only the framework's script reads: that script, what it is told, and the marks by which it would find its
 * place. Text cannot look like any of it, since the framework writes `<` as `&lt;`. Null where the page is not whole without.
 */
export function plainHtml(html: string, script: { address: string; nonce: string } | null): string | null {
  if (unfinished.some((sign) => html.includes(sign))) return null;
  const tag =
    script === null ? '' : `<script src="${script.address}" nonce="${script.nonce}" defer=""></script>`;
  const kept: string[] = [];
  let from = 0;
  for (let at = html.indexOf('<'); at !== -1; at = html.indexOf('<', Math.max(at + 1, from))) {
    const end = endOfDropped(html, at);
    if (end === null) continue;
    kept.push(html.slice(from, at));
    from = end;
  }
  kept.push(html.slice(from));
  return kept
    .join('')
    .replace(place, '')
    .replace('</head>', () => `${tag}</head>`);
}

/** Where what begins here ends, if nobody but the framework's script reads it. */
function endOfDropped(html: string, at: number): number | null {
  const until = (sign: string) => {
    const found = html.indexOf(sign, at);
    return found === -1 ? null : found + sign.length;
  };
  if (html.startsWith('<!--', at)) return until('-->');
  if (html.startsWith('<template', at)) return until('</template>');
  const isScript = html.startsWith('<script', at);
  if (!isScript && !html.startsWith('<link', at)) return null;
  const end = until('>');
  const tag = html.slice(at, end ?? at);
  if (isScript) return tag.includes(ownScript) ? null : until('</script>');
  return tag.includes('as="script"') ? end : null;
}
