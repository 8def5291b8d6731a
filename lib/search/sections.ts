/** Writes texts and lists of numbers one after the other, so that they are read back in the same order without being copied. */
export class SectionWriter {
  private readonly parts: Uint8Array[] = [];
  private length = 0;

  numbers(list: Uint8Array | Uint32Array | Float64Array): void {
    this.push(new Uint8Array(new Float64Array([list.length]).buffer));
    this.push(new Uint8Array(list.buffer, list.byteOffset, list.byteLength));
  }

  text(text: string): void {
    this.numbers(new TextEncoder().encode(text));
  }

  /** Texts without a line break. */
  lines(texts: readonly string[]): void {
    this.numbers(Uint32Array.of(texts.length));
    this.text(texts.join('\n'));
  }

  /** Everything, with a sum over it before. */
  finish(): Uint8Array {
    const all = new Uint8Array(8 + this.length);
    let at = 8;
    for (const part of this.parts) {
      all.set(part, at);
      at += eighths(part.length);
    }
    new Uint32Array(all.buffer, 0, 2).set([sumOf(all), version]);
    return all;
  }

  private push(part: Uint8Array): void {
    this.parts.push(part);
    this.length += eighths(part.length);
  }
}

/** Changes when what is written changes, or what words become: then what was written before is made anew. */
const version = 3;

/** Reads what a `SectionWriter` wrote. */
export class SectionReader {
  private at = 8;
  private constructor(private readonly all: Uint8Array) {}

  /** Null where the bytes are not whole, not these, or of another version. */
  static over(all: Uint8Array): SectionReader | null {
    if (all.length < 8 || all.length % 8 !== 0) return null;
    const aligned = all.byteOffset % 8 === 0 ? all : all.slice();
    const [sum, written] = new Uint32Array(aligned.buffer, aligned.byteOffset, 2);
    return written === version && sum === sumOf(aligned) ? new SectionReader(aligned) : null;
  }

  bytes(): Uint8Array {
    return this.next((buffer, from, length) => new Uint8Array(buffer, from, length), 1);
  }

  whole(): Uint32Array {
    return this.next((buffer, from, length) => new Uint32Array(buffer, from, length), 4);
  }

  numbers(): Float64Array {
    return this.next((buffer, from, length) => new Float64Array(buffer, from, length), 8);
  }

  text(): string {
    return new TextDecoder().decode(this.bytes());
  }

  lines(): string[] {
    const [count] = this.whole();
    const text = this.text();
    return count === 0 ? [] : text.split('\n');
  }

  private next<T>(view: (buffer: ArrayBufferLike, from: number, length: number) => T, size: number): T {
    const { buffer, byteOffset } = this.all;
    const length = new Float64Array(buffer, byteOffset + this.at, 1)[0] as number;
    const found = view(buffer, byteOffset + this.at + 8, length);
    this.at += 8 + eighths(length * size);
    return found;
  }
}

function eighths(length: number): number {
  return Math.ceil(length / 8) * 8;
}

/** Over everything but itself, four bytes at a time. @source FNV-1a, 32 bits */
function sumOf(all: Uint8Array): number {
  const words = new Uint32Array(all.buffer, all.byteOffset, all.length / 4);
  let sum = 0x811c9dc5;
  for (let at = 2; at < words.length; at++) sum = Math.imul(sum ^ (words[at] as number), 0x01000193);
  return sum >>> 0;
}
