import { gzipSync } from 'node:zlib';
import type { BatchStatus, ImportKind } from '@/lib/import/kind';
import { packed, workbookParts } from '@/tests/support/workbook';

export interface WorstFile {
  name: string;
  kind: ImportKind;
  content: string | Uint8Array;
  /** What becomes of its batch, and by which reason where there is one. */
  ends: { status: BatchStatus; reason?: string };
}

const many = (parts: number, of: (n: number) => string) =>
  Array.from({ length: parts }, (_, n) => of(n)).join('');
const top = 'code,title,credits,outcomes\n';

/** 0.9 MB; read in the process that serves, a header like this once held every institution for minutes. */
const wide: WorstFile = {
  name: 'a header of 190,000 names',
  kind: 'courses',
  content: `code,title,${many(190_000, () => 'x1,,')}\nA,B\n`.slice(0, 900_000),
  ends: { status: 'refused', reason: 'file/too-many-columns' },
};
const cells: WorstFile = {
  name: 'rows of 490,000 cells',
  kind: 'courses',
  content: top + many(9, () => `A,B${','.repeat(490_000)}\n`),
  ends: { status: 'refused', reason: 'file/too-many-columns' },
};
const deep: WorstFile = {
  name: 'a document that is two million lists deep',
  kind: 'courses',
  content: `[\n${'['.repeat(2_000_000)}${']'.repeat(2_000_000)}]`,
  ends: { status: 'checked' },
};
/** 1.9 GB of blank lines in a file of 2 MB: there is never a row to tell of. */
const silent: WorstFile = {
  name: 'nothing but blank lines, packed',
  kind: 'courses',
  content: Buffer.concat([
    gzipSync(top),
    ...Array<Buffer>(19).fill(gzipSync('\n'.repeat(100_000_000), { level: 1 })),
  ]),
  ends: { status: 'stopped', reason: 'file/stopped-time' },
};
/** Rows in which nothing stands, each of which is looked at and none told of. */
const blank: WorstFile = {
  name: 'nothing but blank cells',
  kind: 'courses',
  content: top + ',\n'.repeat(2_400_000),
  ends: { status: 'stopped', reason: 'file/stopped-time' },
};
const rows = (count: number): WorstFile => ({
  name: `${count} rows`,
  kind: 'courses',
  content: top + many(count, (n) => `C-${n},Course number ${n},3,\n`),
  ends: { status: 'checked' },
});
const tooManyRows: WorstFile = {
  name: 'more rows than any list has',
  kind: 'courses',
  content: top + 'A,B\n'.repeat(1_200_000),
  ends: { status: 'stopped', reason: 'file/stopped-rows' },
};

/** A workbook whose rows are packed a thousandfold: refused before any of them is unpacked. */
const bomb: WorstFile = {
  name: 'a workbook packed a thousandfold',
  kind: 'courses',
  content: packed({
    ...workbookParts([{ name: 'List', rows: [['code', 'title']] }]),
    'xl/media/image1.png': Buffer.alloc(300_000_000),
  }),
  ends: { status: 'refused', reason: 'file/workbook-bomb' },
};
const workbookOf = (count: number): WorstFile => ({
  name: `a workbook of ${count} rows whose names are not ours`,
  kind: 'courses',
  content: packed(
    workbookParts([
      {
        name: 'Liste',
        rows: [
          ['Modulnr', 'Bezeichnung', 'LP'],
          ...Array.from({ length: count }, (_, n) => [`C-${n}`, `Kurs ${n}`, 5]),
        ],
      },
    ]),
  ),
  ends: { status: 'matching' },
});

export const worst = { wide, cells, deep, silent, blank, rows, tooManyRows, bomb, workbookOf };
