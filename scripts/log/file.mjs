import { open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';

// A log file of bounded size and age that whole lines are appended to. A full, slow or missing disk costs lines, which are counted,
// and never the time of whoever writes them.

export const usualBounds = {
  /** A file as long as this is set aside, and so is one of another day (UTC). @units bytes */
  largestFile: 20_000_000,
  /** Files set aside are kept, so many at most. */
  mostFiles: 25,
  /** @units milliseconds */
  oldest: 30 * 86_400_000,
  /** What waits for the disk. @units characters */
  mostWaiting: 1_000_000,
  /** After the disk has refused. @units milliseconds */
  pause: 1_000,
};

export class LogFile {
  #file;
  #bounds;
  #now;
  #waiting = [];
  #charactersWaiting = 0;
  #lost = 0;
  #lostInAll = 0;
  #refusal = '';
  #lostSince = '';
  #handle;
  #size = 0;
  #day = '';
  #working = Promise.resolve();
  #isWorking = false;
  #quietUntil = 0;

  constructor(file, bounds = {}, now = () => new Date()) {
    this.#file = file;
    this.#bounds = { ...usualBounds, ...bounds };
    this.#now = now;
  }

  /** Takes a line to be written. It is counted as lost where too much waits already. */
  add(line) {
    const text = `${JSON.stringify(line)}\n`;
    if (this.#charactersWaiting + text.length > this.#bounds.mostWaiting) {
      this.#lose(1, 'the disk is too slow');
      return;
    }
    this.#waiting.push(text);
    this.#charactersWaiting += text.length;
    this.#work();
  }

  /** Tries to write what waits, or that something was lost. @returns when it is written or lost; `within` at the latest @units milliseconds */
  async flush(within) {
    this.#quietUntil = 0;
    this.#work();
    await Promise.race([this.#working, new Promise((resolve) => setTimeout(resolve, within).unref())]);
  }

  /** Lets go of the file; the next line opens it again. */
  async close() {
    await this.#close();
  }

  /** How many lines were lost since this began, told or not. */
  get lostInAll() {
    return this.#lostInAll;
  }

  /** Comes by from time to time, so that a loss is told though nobody writes. */
  tend() {
    this.#work();
  }

  #work() {
    if (this.#isWorking || (this.#waiting.length === 0 && this.#lost === 0)) return;
    if (this.#now().getTime() < this.#quietUntil) {
      this.#drop();
      return;
    }
    this.#isWorking = true;
    this.#working = this.#writeAll().finally(() => {
      this.#isWorking = false;
    });
  }

  async #writeAll() {
    while (this.#waiting.length > 0 || this.#lost > 0) {
      const lost = this.#lost;
      const lines = this.#waiting.splice(0);
      this.#charactersWaiting = 0;
      if (lost > 0) lines.unshift(this.#tellLoss(lost));
      try {
        await this.#write(lines.join(''));
        this.#lost -= lost;
      } catch (error) {
        this.#lose(lines.length - (lost > 0 ? 1 : 0), codeOf(error));
        this.#drop();
        await this.#close();
        this.#quietUntil = this.#now().getTime() + this.#bounds.pause;
        return;
      }
    }
  }

  async #write(text) {
    const at = this.#now();
    const bytes = Buffer.from(text);
    await this.#ready(at, bytes.length);
    const before = this.#size;
    try {
      for (let done = 0; done < bytes.length; ) {
        const { bytesWritten } = await this.#handle.write(bytes, done);
        done += bytesWritten;
        this.#size += bytesWritten;
      }
    } catch (error) {
      // Half a line would spoil the next one.
      await this.#handle.truncate(before).catch(() => undefined);
      throw error;
    }
  }

  /** Opens the file, and sets aside what is too long or of another day. */
  async #ready(at, coming) {
    const today = at.toISOString().slice(0, 10);
    if (this.#handle !== undefined && (await this.#isGone())) await this.#close();
    if (this.#handle === undefined) {
      const found = await stat(this.#file).catch(() => undefined);
      this.#size = found?.size ?? 0;
      this.#day = this.#size > 0 ? found.mtime.toISOString().slice(0, 10) : today;
    }
    const isFull = this.#size > 0 && this.#size + coming > this.#bounds.largestFile;
    if (isFull || (this.#size > 0 && this.#day !== today)) {
      await this.#close();
      await rename(this.#file, `${this.#file}.${at.toISOString().replaceAll(':', '')}`);
      this.#size = 0;
      await this.#clearOut(at);
    }
    if (this.#handle !== undefined) return;
    this.#day = today;
    this.#handle = await open(this.#file, 'a', 0o600);
  }

  /** Whether what is open is no longer what stands at the place of the log: another program has set it aside, or removed it. */
  async #isGone() {
    const [ours, there] = await Promise.all([this.#handle.stat(), stat(this.#file).catch(() => undefined)]);
    return there?.ino !== ours.ino || there.dev !== ours.dev;
  }

  async #clearOut(at) {
    const folder = path.dirname(this.#file);
    const isAside = (name) => name.startsWith(`${path.basename(this.#file)}.`);
    const aside = (await readdir(folder)).filter(isAside).sort().reverse();
    for (const [n, name] of aside.entries()) {
      const { mtimeMs } = await stat(path.join(folder, name));
      if (n >= this.#bounds.mostFiles || at.getTime() - mtimeMs > this.#bounds.oldest)
        await rm(path.join(folder, name), { force: true });
    }
  }

  async #close() {
    const handle = this.#handle;
    this.#handle = undefined;
    await handle?.close().catch(() => undefined);
  }

  #drop() {
    this.#lose(this.#waiting.splice(0).length, this.#refusal);
    this.#charactersWaiting = 0;
  }

  #lose(lines, why) {
    if (this.#lost === 0) this.#lostSince = this.#now().toISOString();
    this.#lost += lines;
    this.#lostInAll += lines;
    this.#refusal = why;
  }

  #tellLoss(lost) {
    return `${JSON.stringify({
      level: 'error',
      at: this.#now().toISOString(),
      event: 'lines lost',
      lost,
      since: this.#lostSince,
      because: this.#refusal,
    })}\n`;
  }
}

const codeOf = (error) => (error instanceof Error && 'code' in error ? String(error.code) : 'unknown');
