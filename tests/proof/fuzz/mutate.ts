/** Changes good inputs into bad ones; the same chance gives the same changes. */
export type Chance = () => number;

export function below(chance: Chance, most: number): number {
  return Math.floor(chance() * most);
}

export function oneOf<T>(chance: Chance, list: readonly T[]): T {
  return list[below(chance, list.length)] as T;
}

/** What has broken parsers before: ends of ranges, halves of characters, other alphabets, other languages' syntax. */
export const nasty: readonly string[] = [
  '',
  ' ',
  '\u0000',
  '\ufeff',
  '\u202e',
  '\u200b',
  '\u2028',
  '\ud800',
  '\udfff',
  '\u00a0',
  '＠',
  '．',
  'ﬀ',
  'ı',
  'İ',
  'ß',
  '😀',
  '👩‍👩‍👧',
  'e\u0301'.repeat(9),
  '-1',
  '0',
  '-0',
  '00',
  '1e309',
  '1e-400',
  'NaN',
  'Infinity',
  '0x10',
  '9007199254740993',
  '99999999999999999999',
  '1/0',
  '0/0',
  '1/3',
  '.5',
  '5.',
  '1,5',
  '١٢',
  '½',
  '0000-00-00',
  '9999-12-31',
  '2024-02-30',
  '2023-02-29',
  '2024-02-29',
  '+002024-01-01',
  '2024-1-1',
  '2024-01-01T00:00:00Z',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  '__proto__.polluted',
  'a.__proto__.polluted',
  '[]',
  '.',
  '..',
  '../../etc/passwd',
  '%00',
  '%',
  '%E0%A4%A',
  '%ff',
  '\r\n',
  '\n',
  '\r',
  '\t',
  '"',
  '""',
  '"""',
  "'",
  '`',
  ',',
  ';',
  '\\',
  '\\\\',
  '/',
  '//',
  '/\\',
  '///',
  '\\/',
  '?',
  '#',
  '&',
  '=',
  '|',
  '*',
  '%25',
  '_',
  '(',
  ')',
  '()',
  '[',
  ']',
  '{',
  '}',
  '{}',
  'null',
  'true',
  '[[[[',
  '{"a":',
  '<script>alert(1)</script>',
  '</script>',
  '<!--',
  ']]>',
  'javascript:alert(1)',
  'data:text/html,x',
  'https://elsewhere.example',
  '//elsewhere.example',
  'https:elsewhere.example',
  '@elsewhere.example',
  "' or 1=1 --",
  '; drop table rule_version',
  '${7*7}',
  '{{7*7}}',
  '=cmd()',
  '+1',
  '@SUM(1)',
  '(a+)+$',
  'a'.repeat(120),
  ' '.repeat(200),
  '('.repeat(60),
  'a b '.repeat(40),
  '"'.repeat(51),
  '-'.repeat(80),
];

/** A text that was good, with one to four changes. Now and then very long. */
export function mutatedText(chance: Chance, corpus: readonly string[], longest = 4_000): string {
  let text = chance() < 0.05 ? oneOf(chance, nasty) : oneOf(chance, corpus);
  for (let left = 1 + below(chance, 4); left > 0; left -= 1)
    text = changed(chance, text, corpus).slice(0, longest);
  return chance() < 0.002 ? text.repeat(1 + below(chance, 500)).slice(0, 50_000) : text;
}

function changed(chance: Chance, text: string, corpus: readonly string[]): string {
  const [from, to] = spanIn(chance, text);
  switch (below(chance, 9)) {
    case 0:
      return text.slice(0, from) + text.slice(to);
    case 1:
      return text.slice(0, from) + oneOf(chance, nasty) + text.slice(from);
    case 2:
      return text.slice(0, from) + oneOf(chance, nasty) + text.slice(to);
    case 3:
      return text.slice(0, to) + text.slice(from, to).repeat(1 + below(chance, 8)) + text.slice(to);
    case 4:
      return (
        text.slice(0, from) +
        String.fromCharCode(below(chance, chance() < 0.7 ? 128 : 65_536)) +
        text.slice(from + 1)
      );
    case 5:
      return text.slice(0, from) + oneOf(chance, corpus).slice(-below(chance, 60) - 1);
    case 6:
      return text.slice(0, from) + text.slice(from, to).toUpperCase() + text.slice(to);
    case 7:
      return text.replace(/\d+/, () =>
        oneOf(chance, ['0', '-1', '99', '1000000000', '00', '3.5', '8/3', '1e9']),
      );
    default:
      return text.slice(from, to) + text.slice(0, from) + text.slice(to);
  }
}

function spanIn(chance: Chance, text: string): [number, number] {
  const from = below(chance, text.length + 1);
  return [from, Math.min(text.length, from + below(chance, chance() < 0.8 ? 8 : text.length + 1))];
}

const strangeValues = (chance: Chance): unknown => {
  switch (below(chance, 12)) {
    case 0:
      return null;
    case 1:
      return undefined;
    case 2:
      return oneOf(chance, [0, -0, -1, 1.5, 1e309, Number.NaN, 2 ** 53, -(2 ** 31), 1e-7]);
    case 3:
      return chance() < 0.5;
    case 4:
      return [];
    case 5:
      return {};
    case 6:
      return nested(1 + below(chance, 200));
    case 7:
      return Array.from({ length: below(chance, 200) }, () => oneOf(chance, nasty));
    case 8:
      return JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}');
    case 9:
      return oneOf(chance, nasty).repeat(1 + below(chance, 20));
    default:
      return oneOf(chance, nasty);
  }
};

function nested(depth: number): unknown {
  let value: unknown = {};
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? { all: [value] } : [value];
  return value;
}

/** A copy of a good value with a few of its places changed, taken out, doubled or added. */
export function mutatedValue(chance: Chance, corpus: readonly unknown[]): unknown {
  let value: unknown = structuredClone(oneOf(chance, corpus));
  for (let left = 1 + below(chance, 3); left > 0; left -= 1) value = changedValue(chance, value, corpus);
  return value;
}

function changedValue(chance: Chance, root: unknown, corpus: readonly unknown[]): unknown {
  const places = placesIn(root);
  if (places.length === 0 || chance() < 0.02) return strangeValues(chance);
  const [holder, key] = oneOf(chance, places);
  switch (below(chance, 6)) {
    case 0:
      if (Array.isArray(holder)) holder.splice(Number(key), 1);
      else Reflect.deleteProperty(holder, key);
      break;
    case 1:
      holder[key] =
        typeof holder[key] === 'string' ? mutatedText(chance, [holder[key]], 400) : strangeValues(chance);
      break;
    case 2:
      if (Array.isArray(holder))
        holder.push(...Array.from({ length: 1 + below(chance, 40) }, () => holder[key] as unknown));
      else holder[oneOf(chance, nasty)] = holder[key];
      break;
    case 3: {
      const others = placesIn(oneOf(chance, corpus));
      const [other, otherKey] = others.length > 0 ? oneOf(chance, others) : [{}, ''];
      holder[key] = structuredClone(other[otherKey]);
      break;
    }
    default:
      holder[key] = strangeValues(chance);
  }
  return root;
}

type Holder = Record<string, unknown>;

/** Every place of a value that can be changed; of a very large one the first thousand. */
function placesIn(root: unknown): [Holder, string][] {
  const places: [Holder, string][] = [];
  const open: unknown[] = [root];
  while (open.length > 0 && places.length < 1_000) {
    const node = open.pop();
    if (typeof node !== 'object' || node === null) continue;
    for (const key of Object.keys(node)) {
      places.push([node as Holder, key]);
      open.push((node as Holder)[key]);
    }
  }
  return places;
}
