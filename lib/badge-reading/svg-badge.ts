import { SaxesParser } from 'saxes';
import { refuse } from '@/lib/kernel/refusal';
import { bounds } from './bounds';

/** Where each standard puts a badge. @source Open Badges 3.0 §5.3.2; Open Badges 2.0 baking */
const places: Readonly<Record<string, string>> = {
  credential: 'https://purl.imsglobal.org/ob/v3p0',
  assertion: 'http://openbadges.org',
};

/**
 * The text that is baked into a drawing: the JSON within its badge element, else what the element's `verify` names (a signed text or an
 * address). No declaration of entities is read, and nothing that the drawing names is fetched.
 * @refuses invalid_input `badge/broken-picture`, `badge/nothing-baked`, `badge/baked-twice`
 */
export function bakedInSvg(text: string): string {
  const found: { verify: string; inner: string }[] = [];
  let own: { verify: string; inner: string } | null = null;
  let depth = 0;
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', () => refuse('invalid_input', 'badge/broken-picture'));
  // An address of a definition is ignored; definitions that stand in the file itself can name whatever they like.
  parser.on('doctype', (declared) => {
    if (declared.includes('[')) refuse('invalid_input', 'badge/broken-picture');
  });
  parser.on('opentag', ({ local, uri, attributes }) => {
    depth += 1;
    if (depth > bounds.depth * 4) refuse('invalid_input', 'badge/too-large');
    if (places[local] !== uri) return;
    own = { verify: attributes['verify']?.value.trim() ?? '', inner: '' };
    found.push(own);
  });
  const take = (part: string) => {
    if (own !== null) own.inner += part;
  };
  parser.on('text', take);
  parser.on('cdata', take);
  parser.on('closetag', ({ local, uri }) => {
    depth -= 1;
    if (places[local] === uri) own = null;
  });
  parser.write(text).close();
  if (found.length > 1) refuse('invalid_input', 'badge/baked-twice');
  const [only] = found;
  const baked = only === undefined ? '' : only.inner.trim() || only.verify;
  return baked === '' ? refuse('invalid_input', 'badge/nothing-baked') : baked;
}
