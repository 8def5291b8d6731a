export interface StaffRecord {
  id: string;
  userId: string | null;
  name: string;
  email: string;
  status: 'active' | 'suspended';
}

/** Why two records look like one person; the first of them that holds. */
export type SamePersonReason = 'account' | 'mailbox' | 'name';
export interface LikelySame {
  ids: [string, string];
  reason: SamePersonReason;
}

/**
 * Which active staff records of one institution look like the same person, who could then judge with two voices: the same account behind
 * both, one mailbox in two spellings, or one name, where an initial stands for a given name. A hint for whoever keeps the list, never
 * a refusal: two people may be called alike. @source docs/authorization.md
 */
export function likelySamePeople(records: readonly StaffRecord[]): LikelySame[] {
  // Only those who share something are held against each other: a staff may be thousands.
  const sharing = new Map<string, Set<Read>>();
  return records
    .filter(({ status }) => status === 'active')
    .map(read)
    .flatMap((one) => {
      const others = new Set<Read>();
      for (const trait of traitsOf(one)) {
        const met = sharing.get(trait) ?? new Set();
        for (const other of met) others.add(other);
        sharing.set(trait, met.add(one));
      }
      return [...others].flatMap((other): LikelySame[] => {
        const reason = reasonOf(other, one);
        return reason === null ? [] : [{ ids: [other.id, one.id], reason }];
      });
    });
}

/** Why two records look like one person's, whether or not they are active; null where nothing says so. */
export function samePersonReason(one: StaffRecord, other: StaffRecord): SamePersonReason | null {
  return reasonOf(read(one), read(other));
}

/**
 * Whether two records are known to be one person's, which is more than looking so: one account has claimed both, or their addresses
 * differ only after a plus. The database says the same (`records_of_same_people`).
 */
export function isKnownSame(
  one: Pick<StaffRecord, 'userId' | 'email'>,
  other: Pick<StaffRecord, 'userId' | 'email'>,
): boolean {
  return (
    (one.userId !== null && one.userId === other.userId) ||
    bareMailbox(one.email) === bareMailbox(other.email)
  );
}

/** A mailbox without what stands after a plus. */
export function bareMailbox(email: string): string {
  const [address = '', host = ''] = email.toLowerCase().split('@');
  return `${address.split('+')[0] ?? ''}@${host}`;
}

function traitsOf({ userId, mailbox, name }: Read): string[] {
  return [
    ...(userId === null ? [] : [`account ${userId}`]),
    `mailbox ${mailbox.user}`,
    ...(name === null ? [] : [`name ${name.family}`]),
  ];
}

interface Read extends Pick<StaffRecord, 'id' | 'userId'> {
  mailbox: { user: string; host: string };
  name: { given: string[]; family: string } | null;
}

function read({ id, userId, name, email }: StaffRecord): Read {
  const [address = '', host = ''] = email.toLowerCase().split('@');
  // What follows a plus, and points, lead to the same mailbox with many providers.
  const [user = ''] = address.split('+');
  return {
    id,
    userId,
    mailbox: { user: user.replaceAll('.', ''), host },
    name: nameParts(name),
  };
}

function reasonOf(one: Read, other: Read): SamePersonReason | null {
  if (one.userId !== null && one.userId === other.userId) return 'account';
  if (isSameMailbox(one.mailbox, other.mailbox)) return 'mailbox';
  return one.name !== null && other.name !== null && isSameName(one.name, other.name) ? 'name' : null;
}

// Mailboxes of offices: at two hosts they are two offices.
const offices = new Set(
  'admin administrator catalog chair committee contact credit dean evaluator faculty help info mail office registrar registry reviewer staff support'.split(
    ' ',
  ),
);

function isSameMailbox(one: Read['mailbox'], other: Read['mailbox']): boolean {
  if (one.user !== other.user) return false;
  return one.host === other.host || (one.user !== '' && !offices.has(one.user));
}

const titles = new Set([
  'prof',
  'professor',
  'dr',
  'mr',
  'mrs',
  'ms',
  'mx',
  'sir',
  'dame',
  'phd',
  'msc',
  'ba',
]);

/** Given names and the family name, in plain letters; null for what has not both. `Reyes, Daniel` is Daniel Reyes. */
function nameParts(name: string): Read['name'] {
  const [before = '', ...after] = name.split(',');
  const parts = (after.length > 0 ? `${after.join(' ')} ${before}` : before)
    .normalize('NFKD')
    .replace(/[\p{M}'’]/gu, '')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((part) => part !== '' && !titles.has(part));
  const family = parts.at(-1);
  return family === undefined || parts.length < 2 || family.length < 2
    ? null
    : { given: parts.slice(0, -1), family };
}

/** The same family name, and given names that agree as far as both tell them; an initial agrees with what begins with it. */
function isSameName(one: NonNullable<Read['name']>, other: NonNullable<Read['name']>): boolean {
  return (
    one.family === other.family &&
    one.given.every((given, index) => {
      const theirs = other.given[index];
      return theirs === undefined || agree(given, theirs);
    })
  );
}

function agree(one: string, other: string): boolean {
  if (one.length === 1 || other.length === 1) return one.charAt(0) === other.charAt(0);
  return one === other;
}
