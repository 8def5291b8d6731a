import { readdirSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { isPlainPage } from '@/lib/catalog/plain-pages';
import { plainHtml } from './plain-html';
import { pathOf } from './request-class';
import { standInFront } from './stand-in-front';

/**
 * Sends the pages that are read without the framework's script. The framework has no setting for it, and writes a page twice: as HTML, and
 * as what its script would make the same HTML from. Whoever comes before this in `register` stands nearer to the framework.
 * @source docs/decisions/0028-pages-that-are-read-carry-no-framework.md
 */
export function sendPlainPages(): void {
  const script = pageScript();
  standInFront((serve) => (request, response) => {
    if (isPlain(request)) holdAnswer(request, response, script);
    serve(request, response);
  });
}

/** What the framework's own script asks for is answered in the framework's own words. */
function isPlain({ url = '/', headers }: IncomingMessage): boolean {
  return headers['rsc'] === undefined && headers['next-action'] === undefined && isPlainPage(pathOf(url));
}

/** The address of the script of these pages, which the build names by its content; null where nothing is built. */
function pageScript(folder = path.join('.next', 'static')): string | null {
  try {
    // Of a folder that it does not know, the build would take along everything that it could be.
    const name = readdirSync(/* turbopackIgnore: true */ folder).find((one) => /^page-[\w-]+\.js$/.test(one));
    return name === undefined ? null : `/_next/static/${name}`;
  } catch {
    return null;
  }
}

type Packing = { encoding: 'br' | 'gzip' | null; pack: (text: string) => Promise<Buffer> };

const [asBrotli, asGzip] = [promisify(brotliCompress), promisify(gzip)];
/** Of the eleven levels the one that costs about what gzip does, and takes a tenth less room. */
const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

/** How to answer who reads these encodings. @source RFC 9110 §12.5.3, of which no more is used than whether a name is refused */
export function packingFor(accepted: string): Packing {
  const names = accepted
    .toLowerCase()
    .split(',')
    .flatMap((one) => {
      const [name = '', ...parameters] = one.split(';').map((part) => part.trim());
      return parameters.some((one) => /^q=0(?:\.0*)?$/.test(one)) ? [] : [name];
    });
  if (names.includes('br')) return { encoding: 'br', pack: (text) => asBrotli(text, quality) };
  if (names.includes('gzip')) return { encoding: 'gzip', pack: (text) => asGzip(text) };
  return { encoding: null, pack: (text) => Promise.resolve(Buffer.from(text)) };
}

/** Keeps what is written until it is whole, and sends it then; pages begin to be written when all of them is known. */
export function holdAnswer(request: IncomingMessage, response: ServerResponse, script: string | null): void {
  const packing = packingFor(String(request.headers['accept-encoding'] ?? ''));
  // Packed here, once it is whole.
  delete request.headers['accept-encoding'];
  // The framework sends the head of a page late to whom it does not know; without its script it would stay where it was put.
  request.headers['user-agent'] ??= 'unknown';
  const { write, end, writeHead, flushHeaders } = response;
  const parts: Buffer[] = [];
  const keep = (some: unknown, encoding?: unknown) => {
    if (typeof some === 'string')
      parts.push(Buffer.from(some, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8'));
    else if (some instanceof Uint8Array) parts.push(Buffer.from(some));
  };
  response.flushHeaders = () => undefined;
  response.writeHead = ((status: number, ...rest: unknown[]) => {
    response.statusCode = status;
    const headers = rest.find((one) => typeof one === 'object' && one !== null);
    for (const [name, value] of Object.entries(headers ?? {})) response.setHeader(name, value as string);
    return response;
  }) as ServerResponse['writeHead'];
  response.write = ((some: unknown, ...rest: unknown[]) => {
    keep(some, rest[0]);
    const done = rest.find((one) => typeof one === 'function') as (() => void) | undefined;
    if (done !== undefined) queueMicrotask(done);
    return true;
  }) as ServerResponse['write'];
  response.end = ((...given: unknown[]) => {
    const done = given.find((one) => typeof one === 'function') as (() => void) | undefined;
    keep(given[0], given[1]);
    Object.assign(response, { write, end, writeHead, flushHeaders });
    void sendWhole(request, response, Buffer.concat(parts), packing, script).then(done, () =>
      response.destroy(),
    );
    return response;
  }) as ServerResponse['end'];
}

async function sendWhole(
  { method }: IncomingMessage,
  response: ServerResponse,
  whole: Buffer,
  { encoding, pack }: Packing,
  script: string | null,
): Promise<void> {
  const isPage = String(response.getHeader('content-type') ?? '').startsWith('text/html');
  if (!isPage || whole.length === 0 || method === 'HEAD') return void response.end(whole);
  const html = whole.toString();
  const nonce = /'nonce-([^']+)'/.exec(String(response.getHeader('content-security-policy') ?? ''))?.[1];
  const plain = plainHtml(html, script === null || nonce === undefined ? null : { address: script, nonce });
  const bytes = await pack(plain ?? html);
  if (encoding !== null) response.setHeader('content-encoding', encoding);
  response.setHeader('vary', withEncoding(response.getHeader('vary')));
  response.setHeader('content-length', bytes.length);
  response.end(bytes);
}

function withEncoding(vary: ReturnType<ServerResponse['getHeader']>): string {
  const names = [vary ?? []].flat().join(', ');
  return /\baccept-encoding\b/i.test(names) ? names : [names, 'Accept-Encoding'].filter(Boolean).join(', ');
}
