export interface Waiting {
  batchId: string;
  tenantId: string;
}

/** How many files are worked through at once, and how many of one institution. */
export interface FileLimits {
  all: number;
  ofOne: number;
}

/**
 * Each file that is worked through holds a connection to the database and a program that reads for as long as it takes, minutes for a
 * bad one. Some at once leave the others to everybody else; one institution leaves a turn to the next.
 * @source `npm run test:proof -- worst-file`
 */
export const fileLimits: FileLimits = { all: 3, ofOne: 2 };

/** Lets files be worked through in turn: first come, first served, within the limits. One that waits or is worked on is not taken again. */
export class FilesInTurn {
  private readonly atWork: Waiting[] = [];
  private readonly waiting: (Waiting & { begin: () => void })[] = [];

  constructor(private readonly limits: FileLimits = fileLimits) {}

  /** Resolves, or fails, with the work; at once where the file is taken already. */
  async take(file: Waiting, work: () => Promise<unknown>): Promise<void> {
    if ([...this.atWork, ...this.waiting].some(({ batchId }) => batchId === file.batchId)) return;
    await new Promise<void>((resolve, reject) => {
      const begin = () => void this.carryOut(file, work).then(resolve, reject);
      this.waiting.push({ ...file, begin });
      this.next();
    });
  }

  /** Whether a file is still to be begun. */
  isWaiting(batchId: string): boolean {
    return this.waiting.some((file) => file.batchId === batchId);
  }

  private async carryOut(file: Waiting, work: () => Promise<unknown>): Promise<void> {
    this.atWork.push(file);
    try {
      await work();
    } finally {
      this.atWork.splice(this.atWork.indexOf(file), 1);
      this.next();
    }
  }

  private next(): void {
    for (;;) {
      if (this.atWork.length >= this.limits.all) return;
      const at = this.waiting.findIndex(
        ({ tenantId }) => this.atWork.filter((one) => one.tenantId === tenantId).length < this.limits.ofOne,
      );
      if (at === -1) return;
      this.waiting.splice(at, 1)[0]?.begin();
    }
  }
}
