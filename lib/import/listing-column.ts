import type { ListingField } from '@/lib/micro-credential/listing-content';

/** The column of a file of micro-credentials that says what this field of the form of a listing says. */
export function columnOfField(field: ListingField): string {
  return field === 'label' ? 'version' : field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
