import * as z from 'zod';

/**
 * Broad fields of education and training. What they are called stands in messages, under fields.isced.
 * @source UNESCO Institute for Statistics, ISCED Fields of Education and Training 2013 (CC BY-SA 3.0 IGO)
 */
export const IscedBroad = z.enum(['00', '01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '99']);

/** Narrow fields, of three digits, and detailed ones, of four. @source as above */
const finer = `
000 0000 001 0011 002 0021 003 0031 009 0099 011 0110 0111 0112 0113 0114
0119 018 0188 020 0200 021 0210 0211 0212 0213 0214 0215 0219 022 0220 0221
0222 0223 0229 023 0230 0231 0232 0239 028 0288 029 0299 030 0300 031 0310
0311 0312 0313 0314 0319 032 0320 0321 0322 0329 038 0388 039 0399 040 0400
041 0410 0411 0412 0413 0414 0415 0416 0417 0419 042 0421 048 0488 049 0499
050 0500 051 0510 0511 0512 0519 052 0520 0521 0522 0529 053 0530 0531 0532
0533 0539 054 0540 0541 0542 058 0588 059 0599 061 0610 0611 0612 0613 0619
068 0688 070 0700 071 0710 0711 0712 0713 0714 0715 0716 0719 072 0720 0721
0722 0723 0724 0729 073 0730 0731 0732 078 0788 079 0799 080 0800 081 0810
0811 0812 0819 082 0821 083 0831 084 0841 088 0888 089 0899 090 0900 091
0910 0911 0912 0913 0914 0915 0916 0917 0919 092 0920 0921 0922 0923 0929 098
0988 099 0999 100 1000 101 1010 1011 1012 1013 1014 1015 1019 102 1020 1021
1022 1029 103 1030 1031 1032 1039 104 1041 108 1088 109 1099 999 9999`;
const iscedCodes: ReadonlySet<string> = new Set([...IscedBroad.options, ...finer.trim().split(/\s+/)]);

/** Every field with a code, the broad ones before what is within them. */
export const iscedFields: readonly string[] = [...iscedCodes].sort();

/**
 * Series of instructional programs. What they are called stands in messages, under fields.cip.
 * @source National Center for Education Statistics, Classification of Instructional Programs 2020 (public domain), series of two digits
 */
export const CipSeries = z.enum([
  '01',
  '03',
  '04',
  '05',
  '09',
  '10',
  '11',
  '12',
  '13',
  '14',
  '15',
  '16',
  '19',
  '22',
  '23',
  '24',
  '25',
  '26',
  '27',
  '28',
  '29',
  '30',
  '31',
  '32',
  '33',
  '34',
  '35',
  '36',
  '37',
  '38',
  '39',
  '40',
  '41',
  '42',
  '43',
  '44',
  '45',
  '46',
  '47',
  '48',
  '49',
  '50',
  '51',
  '52',
  '53',
  '54',
  '60',
  '61',
]);

/**
 * The code of a field of education as people write it ("0613", "0613 Software development"); null where there is no such field. Three digits
 * that are no narrow field are the detailed one of which a spreadsheet took the zero in front ("613").
 */
export function readIsced(text: string): string | null {
  const [code = ''] = /^\d+/.exec(text.trim()) ?? [];
  if (iscedCodes.has(code)) return code;
  return code.length === 3 && iscedCodes.has(`0${code}`) ? `0${code}` : null;
}

/**
 * The code of an instructional program as people write it ("11", "11.07", "11.0701", "110701", "11.0701 Computer Science"); null where it
 * is in no series. Which programs a series has is not looked up.
 */
export function readCip(text: string): string | null {
  const [, series = '', group = '', program = ''] =
    /^(\d\d)(?:\.?(\d\d)(\d\d)?)?(?![.\d])/.exec(text.trim()) ?? [];
  if (!CipSeries.safeParse(series).success) return null;
  return group === '' ? series : `${series}.${group}${program}`;
}

/** The broad field within which a field lies. */
export function broadFieldOf(isced: string): string {
  return isced.slice(0, 2);
}

/** The series to which a program belongs. */
export function cipSeriesOf(cip: string): string {
  return cip.slice(0, 2);
}
