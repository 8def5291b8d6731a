/** Bytes that grow as whole numbers are written, the small ones in fewer. */
export class ByteWriter {
  private bytes = new Uint8Array(1_024);
  /** @units bytes written */
  length = 0;

  /** Seven bits a byte, the lowest first; the highest bit says that more follow. */
  writeNumber(value: number): void {
    if (this.length + 5 > this.bytes.length) this.grow();
    while (value > 127) {
      this.bytes[this.length++] = (value & 127) | 128;
      value >>>= 7;
    }
    this.bytes[this.length++] = value;
  }

  writeByte(value: number): void {
    if (this.length + 1 > this.bytes.length) this.grow();
    this.bytes[this.length++] = value;
  }

  /** What was written, and nothing more. */
  finish(): Uint8Array<ArrayBuffer> {
    return this.bytes.slice(0, this.length);
  }

  private grow(): void {
    const larger = new Uint8Array(this.bytes.length * 2);
    larger.set(this.bytes);
    this.bytes = larger;
  }
}
