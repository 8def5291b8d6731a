import { describe, expect, it } from 'vitest';
import { judgeFile, largestEvidence } from '@/lib/rule/evidence-file';

const text = (value: string) => new TextEncoder().encode(value);
const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1);

describe('what is kept as evidence', () => {
  it.each([
    ['syllabus.pdf', text('%PDF-1.7 …'), 'application/pdf'],
    ['SCAN.PNG', png, 'image/png'],
    ['photo.jpeg', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0), 'image/jpeg'],
    ['notes.txt', text('Prüfung'), 'text/plain; charset=utf-8'],
    ['scores.csv', text('a,b'), 'text/csv; charset=utf-8'],
  ])('%s', (name, content, mediaType) => {
    expect(judgeFile(name, content)).toMatchObject({ ok: true, value: { mediaType } });
  });

  it.each([
    ['evidence/type-not-allowed', 'page.html', text('<script>')],
    ['evidence/type-not-allowed', 'drawing.svg', text('<svg/>')],
    ['evidence/type-not-allowed', 'pdf', text('%PDF-1.7')],
    ['evidence/content-differs', 'page.pdf', text('<html>')],
    ['evidence/content-differs', 'picture.png', text('%PDF-1.7')],
    ['evidence/content-differs', 'binary.txt', Uint8Array.of(65, 0, 66)],
    ['evidence/content-differs', 'latin.csv', Uint8Array.of(0xe9, 0x20)],
    ['evidence/empty', 'empty.pdf', new Uint8Array()],
    ['evidence/too-large', 'large.txt', new Uint8Array(largestEvidence + 1)],
  ])('refuses with %s: %s', (reason, name, content) => {
    expect(judgeFile(name, content)).toMatchObject({ ok: false, reason });
  });

  it('keeps only the plain name', () => {
    expect(judgeFile('C:\\x\\..\\sylla"bus\r\n.txt', text('a'))).toMatchObject({
      value: { fileName: 'sylla_bus__.txt' },
    });
  });
});
