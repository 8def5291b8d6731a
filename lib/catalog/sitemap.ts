/** A page with an address of its own. `changedAt` is when what it says last changed, ISO 8601; null where nobody noted that. */
export interface PublicAddress {
  path: string;
  changedAt: string | null;
}

/** Entries that one part names. @source sitemaps.org allows 50,000 addresses and 50 MB */
export const entriesAPart = 10_000;

const space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';
const head = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** Names the parts: the first has what is no entry, each other one some of the entries. @source https://www.sitemaps.org/protocol.html */
export function sitemapIndex(origin: string, entries: number): string {
  const parts = Array.from({ length: 1 + Math.ceil(entries / entriesAPart) }, (_, part) => part);
  const named = parts.map(
    (part) => `<sitemap><loc>${escapeForXml(`${origin}/sitemap/${part}`)}</loc></sitemap>\n`,
  );
  return `${head}<sitemapindex ${space}>\n${named.join('')}</sitemapindex>\n`;
}

/** Names pages by their whole addresses, each with when it last changed where that is known. @source https://www.sitemaps.org/protocol.html */
export function sitemapPart(origin: string, addresses: readonly PublicAddress[]): string {
  const named = addresses.map(({ path, changedAt }) => {
    const changed = changedAt === null ? '' : `<lastmod>${escapeForXml(changedAt)}</lastmod>`;
    return `<url><loc>${escapeForXml(`${origin}${path}`)}</loc>${changed}</url>\n`;
  });
  return `${head}<urlset ${space}>\n${named.join('')}</urlset>\n`;
}

/** Which part an address asks for; null where it is no number of one. */
export function partAsked(text: string): number | null {
  return /^(?:0|[1-9]\d{0,3})$/.test(text) ? Number(text) : null;
}

const named: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

function escapeForXml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => named[sign] ?? sign);
}
