import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FileEncoding } from '@/lib/import/kind';
import { decodedText, encodingOf, headText } from '@/lib/reading/decoded-text';

async function read(bytes: Uint8Array, size = 3): Promise<{ text: string; encoding: FileEncoding | null }> {
  let [text, encoding]: [string, FileEncoding | null] = ['', null];
  const chunks = async function* () {
    await Promise.resolve();
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  };
  for await (const part of decodedText(
    chunks(),
    encodingOf(bytes.subarray(0, 4_096)),
    (told) => (encoding = told),
  ))
    text += part;
  return { text, encoding };
}

const bytesOf = {
  'utf-8': (text: string) => Buffer.from(text),
  'utf-16le': (text: string) => Buffer.from(text, 'utf16le'),
  'utf-16be': (text: string) => Buffer.from(text, 'utf16le').swap16(),
  // What the two have in common; the rest of Windows-1252 is asked for below.
  'windows-1252': (text: string) => Buffer.from(text, 'latin1'),
};

/** Text as a file of one byte a sign. */
function bytesIn(text: string, encoding: string): Uint8Array {
  const signs = [...new TextDecoder(encoding).decode(Uint8Array.from({ length: 256 }, (_, byte) => byte))];
  return Uint8Array.from([...text], (sign) => signs.indexOf(sign));
}

describe('the character set of a file', () => {
  const table = fc
    .array(fc.string({ unit: fc.constantFrom(...'abz ,;"\n19äöüÄéèñçßøÅ'), maxLength: 40 }), {
      maxLength: 20,
    })
    .map((lines) => `code,title\n${lines.join('\n')}`);

  test.each(['utf-8', 'utf-16le', 'utf-16be'] as const)(
    'with a byte order mark, %s is read as it was written, in pieces of any size',
    async (encoding) => {
      await fc.assert(
        fc.asyncProperty(table, fc.integer({ min: 1, max: 9 }), async (text, size) => {
          expect(await read(bytesOf[encoding](`\ufeff${text}`), size)).toEqual({ text, encoding });
        }),
      );
    },
  );

  test.each(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const)(
    'without one, %s is told by its bytes',
    async (encoding) => {
      await fc.assert(
        fc.asyncProperty(table, fc.integer({ min: 1, max: 9 }), async (lines, size) => {
          const text = `${lines}\nKöln, Málaga`;
          expect(await read(bytesOf[encoding](text), size)).toEqual({ text, encoding });
        }),
      );
    },
  );

  test.each([
    ['windows-1250', 'Uczelnia;Tytuł;Kod\nA;Analysis;M 1\n'],
    ['iso-8859-2', 'Kierunek;Umiejętności\nA;B\n'],
    ['windows-1252', 'Titel;Gültig ab\nA;2026-10-01\n'],
    ['windows-1252', 'Intitulé;Crédits\nA;3\n'],
  ] as const)(
    'where its header alone has letters beyond ASCII, its words tell: %s',
    async (encoding, text) => {
      expect(await read(bytesIn(text, encoding), 7)).toEqual({ text, encoding });
    },
  );

  test('what is ASCII throughout is UTF-8', async () => {
    expect(await read(Buffer.from('code,title\nA,B\n'))).toEqual({
      text: 'code,title\nA,B\n',
      encoding: 'utf-8',
    });
    expect(await read(new Uint8Array())).toEqual({ text: '', encoding: 'utf-8' });
  });

  test('signs of Windows-1252 that Latin-1 has not', async () => {
    const bytes = Buffer.from([0x80, 0x20, 0x93, 0x61, 0x94, 0x20, 0x96, 0x20, 0x9c]);
    expect(await read(bytes)).toEqual({ text: '€ “a” – œ', encoding: 'windows-1252' });
  });

  test('it is settled by the first signs beyond ASCII, however late they come', async () => {
    const late = Buffer.concat([Buffer.from('a,b\n'.repeat(50_000)), Buffer.from('Caf\u00e9', 'latin1')]);
    const { text, encoding } = await read(late, 4_096);
    expect({ encoding, end: text.slice(-5), length: text.length }).toEqual({
      encoding: 'windows-1252',
      end: '\nCafé',
      length: late.length,
    });
  });

  test('a sign that was cut off does not make another character set of a file in UTF-8', async () => {
    const cut = Buffer.concat([
      Buffer.from('Universit'),
      Buffer.from([0xc3]),
      Buffer.from('\nKöln\nMálaga\n'),
    ]);
    expect(await read(cut)).toEqual({ text: 'Universit\ufffd\nKöln\nMálaga\n', encoding: 'utf-8' });
  });

  test('a sign that says of itself that it is lost is UTF-8, and stays lost', async () => {
    expect(await read(Buffer.from('a\ufffdb'))).toEqual({ text: 'a\ufffdb', encoding: 'utf-8' });
  });

  test('where bytes stop is no fault: a sign in the middle of which 64 kB are over counts for nothing', async () => {
    for (let before = 65_530; before < 65_540; before += 1) {
      const text = `é${'a'.repeat(before)}€ö`;
      expect(await read(Buffer.from(text), 1_000)).toEqual({ text, encoding: 'utf-8' });
    }
  });

  test('half a sign of UTF-16 is lost, and what stands before it is not', async () => {
    const odd = Buffer.concat([Buffer.from('\ufeffcode\nA', 'utf16le'), Buffer.from([0x42])]);
    expect(await read(odd)).toEqual({ text: 'code\nA\ufffd', encoding: 'utf-16le' });
  });
});

test('the beginning of a file is text in its character set, without a mark', () => {
  expect(headText(Buffer.from('\ufeffcode', 'utf16le'))).toBe('code');
  expect(headText(Buffer.from('\ufeffcode'))).toBe('code');
  expect(headText(Buffer.from('Köl', 'latin1'))).toBe('K\ufffdl');
});

/** A text in a character set of one byte, by what each byte means in it. */
function inOneByte(encoding: 'windows-1250' | 'iso-8859-2' | 'windows-1252', text: string): Uint8Array {
  const decoder = new TextDecoder(encoding);
  const byteOf = new Map(
    Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte] as const),
  );
  return Uint8Array.from(text, (sign) => byteOf.get(sign) ?? 0x3f);
}

describe('Central European text of one byte', () => {
  const polish = 'kod,tytuł\nMAT 1,Część matematyczna: wstęp do szkoły\nINF 2,Bazy danych, Łódź\n';
  const czech = 'kód,název\nMAT 1,Předmět o číslech\nINF 2,Základy tříd a žáků, Plzeň\n';

  test.each(['windows-1250', 'iso-8859-2'] as const)('in %s is read as it was written', async (encoding) => {
    for (const text of [polish, czech])
      expect(await read(inOneByte(encoding, text))).toEqual({ text, encoding });
  });

  test.each([
    'Größe in m³, 5 m² und 3¹ Zeilen',
    '¿Qué? Sí, señor, 3 £',
    'Smørrebrød på à la carte, é è',
    'Perché così è più, città',
    'Œuvre d’été où ça naît',
    'São Tomé, ½ ± 1 µm',
  ])('is not seen in Western text: %s', async (text) => {
    expect(await read(inOneByte('windows-1252', text))).toEqual({ text, encoding: 'windows-1252' });
  });
});
