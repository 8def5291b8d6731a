import { foldText } from '@/lib/search/fold';
import { saysLittle } from '@/lib/search/function-words';
import { tokensOf } from '@/lib/search/tokens';
import type { ListedEntry } from './listed-entries';
import { pick, type Random } from './random';

export const kinds = [
  'title',
  'typo',
  'prefix',
  'provider',
  'about',
  'skill',
  'code',
  'script',
  'accents',
] as const;
export type QueryKind = (typeof kinds)[number];

/** A query made from an entry, and the entries that answer it: it alone, and those that it cannot be told from. */
export interface RelevanceQuery {
  kind: QueryKind;
  words: string;
  right: ReadonlySet<string>;
}

/** Queries of every kind, as many of each as there are, at most `most`; the same for the same chance. */
export function makeQueries(entries: readonly ListedEntry[], most: number, random: Random): RelevanceQuery[] {
  const maker = new Maker(entries, random);
  return kinds.flatMap((kind) => {
    const found: RelevanceQuery[] = [];
    const asked = new Set<string>();
    for (const entry of shuffled(entries, random)) {
      if (found.length === most) break;
      const made = maker.make(kind, entry);
      if (made === null || asked.has(made.words)) continue;
      asked.add(made.words);
      found.push({ kind, ...made });
    }
    return found;
  });
}

type Made = Omit<RelevanceQuery, 'kind'> | null;

class Maker {
  private readonly byTitle = new Map<string, Set<string>>();
  private readonly bySkill = new Map<string, Set<string>>();
  private readonly byCode = new Map<string, Set<string>>();

  constructor(
    private readonly entries: readonly ListedEntry[],
    private readonly random: Random,
  ) {
    for (const entry of entries) {
      note(this.byTitle, titleKey(entry), entry.id);
      for (const skill of new Set(entry.skills.map(foldText))) note(this.bySkill, skill, entry.id);
      for (const code of codesOf(entry.title)) note(this.byCode, plainCode(code), entry.id);
    }
  }

  make(kind: QueryKind, entry: ListedEntry): Made {
    const right = this.byTitle.get(titleKey(entry)) as Set<string>;
    switch (kind) {
      case 'title':
        return { words: this.random(2) === 0 ? entry.title : entry.title.toLowerCase(), right };
      case 'typo':
        return this.typo(entry, right);
      case 'prefix':
        return this.prefix(entry);
      case 'provider':
        return this.provider(entry);
      case 'about':
        return this.about(entry, right);
      case 'skill':
        return this.skill(entry);
      case 'code':
        return this.code(entry);
      case 'script': {
        const words =
          /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Arabic}\p{Script=Cyrillic}\p{Script=Thai}\p{Script=Devanagari}][^()|]*/u
            .exec(entry.title)?.[0]
            ?.trim();
        return words === undefined || [...words].length < 3 ? null : { words, right: this.having(words) };
      }
      case 'accents': {
        const plain = entry.title.normalize('NFD').replace(/[\u0300-\u036f]/g, '');
        return plain === entry.title || !/[à-öø-ÿ]/i.test(entry.title) ? null : { words: plain, right };
      }
    }
  }

  /** One wrong, lost, added or swapped letter in a word of four or more. */
  private typo(entry: ListedEntry, right: Set<string>): Made {
    const words = entry.title.split(' ');
    const long = words.flatMap((word, at) => (/^[A-Za-z]{4,}$/.test(word) ? [at] : []));
    if (long.length === 0) return null;
    const at = pick(this.random, long);
    words[at] = this.slip((words[at] as string).toLowerCase());
    return words[at] === entry.title.split(' ')[at]?.toLowerCase() ? null : { words: words.join(' '), right };
  }

  private slip(word: string): string {
    const at = 1 + this.random(word.length - 1);
    const letter = pick(this.random, [...'abcdefghijklmnopqrstuvwxyz']);
    switch (this.random(4)) {
      case 0:
        return word.slice(0, at) + word.slice(at + 1);
      case 1:
        return word.slice(0, at) + letter + word.slice(at);
      case 2:
        return word.slice(0, at) + letter + word.slice(at + 1);
      default:
        return word.slice(0, at - 1) + (word[at] ?? '') + (word[at - 1] ?? '') + word.slice(at + 1);
    }
  }

  /** The title as far as it was typed; everything that begins so is right. */
  private prefix(entry: ListedEntry): Made {
    const letters = [...entry.title];
    if (letters.length < 8) return null;
    const length = Math.max(6, Math.floor((letters.length * (50 + this.random(40))) / 100));
    const words = letters.slice(0, length).join('').trim();
    const start = foldText(words);
    const right = this.entries.filter(({ title }) => foldText(title).startsWith(start)).map(({ id }) => id);
    return { words, right: new Set(right) };
  }

  /** Two words of a title and who gives it; every entry of the provider with both is right. */
  private provider(entry: ListedEntry): Made {
    const said = contentOf(entry.title);
    if (said.length < 2 || entry.provider === '') return null;
    const at = this.random(said.length - 1);
    const words = said.slice(at, at + 2);
    const right = this.entries.filter(
      ({ title, provider }) =>
        provider === entry.provider && words.every((word) => contentOf(title).includes(word)),
    );
    const order = this.random(2) === 0 ? [...words, entry.provider] : [entry.provider, ...words];
    return { words: order.join(' '), right: new Set(right.map(({ id }) => id)) };
  }

  /** Five words of a description. */
  private about(entry: ListedEntry, right: Set<string>): Made {
    const said = [...new Set(contentOf(entry.description).filter((word) => word.length > 3))];
    if (said.length < 12) return null;
    const words = shuffled(said, this.random).slice(0, 5);
    return { words: words.join(' '), right };
  }

  /** A skill; every entry that lists it is right. */
  private skill(entry: ListedEntry): Made {
    if (entry.skills.length === 0) return null;
    const words = pick(this.random, entry.skills);
    return { words, right: this.bySkill.get(foldText(words)) as Set<string> };
  }

  /** A code, with or without what joins its parts. */
  private code(entry: ListedEntry): Made {
    const codes = codesOf(entry.title);
    if (codes.length === 0) return null;
    const code = pick(this.random, codes);
    const words = pick(this.random, [
      code,
      code.toLowerCase(),
      code.replace(/[-\s]/g, ''),
      code.replace('-', ' '),
    ]);
    return { words, right: this.byCode.get(plainCode(code)) as Set<string> };
  }

  private having(words: string): Set<string> {
    return new Set(this.entries.filter(({ title }) => title.includes(words)).map(({ id }) => id));
  }
}

function note(map: Map<string, Set<string>>, key: string, id: string): void {
  map.set(key, (map.get(key) ?? new Set()).add(id));
}

function titleKey({ title }: ListedEntry): string {
  return tokensOf(title)
    .map(({ text, sign }) => text + sign)
    .join(' ');
}

function contentOf(text: string): string[] {
  return tokensOf(text)
    .filter(({ text: word, isUnspaced }) => !isUnspaced && !saysLittle(word))
    .map(({ text: word, sign }) => word + sign);
}

function codesOf(title: string): string[] {
  return title.match(/\b[A-Z]{2,4}\d?-[A-Z]?\d{2,4}\b|\b[A-Z]{2,5} \d{3,5}\b/g) ?? [];
}

function plainCode(code: string): string {
  return code.toLowerCase().replace(/[-\s]/g, '');
}

function shuffled<T>(list: readonly T[], random: Random): T[] {
  const left = [...list];
  for (let at = left.length - 1; at > 0; at--) {
    const other = random(at + 1);
    [left[at], left[other]] = [left[other] as T, left[at] as T];
  }
  return left;
}
