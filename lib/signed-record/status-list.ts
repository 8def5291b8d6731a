import { statusPath, type StatusPurpose, statusPurposes } from './addresses';

/** Where the lists of an institution tell of one record. */
export interface StatusPlace {
  list: number;
  place: number;
}

/**
 * Records on one list. @units records
 * @source W3C Bitstring Status List 1.0 §6.1: so many at least, so that nobody learns from a list whose record is looked at
 */
export const listLength = 131_072;

/** A list is left when it is half full, so that a free place of chance is found soon. */
export const mostOnList = listLength / 2;

/** How a record stands for those who verify it: what has ended or given way to another is neither, since it has its days. */
export type RecordStanding = 'stands' | 'suspended' | 'revoked';

/** Whether the list for that purpose has the bit of a record set. */
export function isSet(purpose: StatusPurpose, standing: RecordStanding): boolean {
  return purpose === 'suspension' ? standing === 'suspended' : standing === 'revoked';
}

/** The bits of a list, with these places set: the first place is the first bit from the left. @source W3C Bitstring Status List 1.0 §3.1 */
export function bitsOf(places: readonly number[]): Uint8Array {
  const bits = new Uint8Array(listLength / 8);
  for (const place of places) {
    if (!Number.isInteger(place) || place < 0 || place >= listLength)
      throw new RangeError('No place of a list.');
    bits[place >> 3] = (bits[place >> 3] as number) | (128 >> (place & 7));
  }
  return bits;
}

/** What a record says about where it is told whether it was taken back: on a list for each purpose, at the same place. */
export function statusEntries(institution: string, slug: string, { list, place }: StatusPlace): object[] {
  const { origin } = new URL(institution);
  return statusPurposes.map((statusPurpose) => {
    const address = `${origin}${statusPath(slug, statusPurpose, list)}`;
    return {
      id: `${address}#${place}`,
      type: 'BitstringStatusListEntry',
      statusPurpose,
      statusListIndex: String(place),
      statusListCredential: address,
    };
  });
}

/** A list before it is signed. `encodedList`: its bits, packed. It says until when it can be relied on. @units instants, ISO 8601 in UTC */
export function unsignedStatusList(said: {
  address: string;
  issuer: string;
  purpose: StatusPurpose;
  encodedList: string;
  validFrom: string;
  validUntil: string;
}): Record<string, unknown> {
  const { address, issuer, purpose, encodedList, validFrom, validUntil } = said;
  return {
    '@context': ['https://www.w3.org/ns/credentials/v2'],
    id: address,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer,
    validFrom,
    validUntil,
    credentialSubject: {
      id: `${address}#list`,
      type: 'BitstringStatusList',
      statusPurpose: purpose,
      encodedList,
    },
  };
}
