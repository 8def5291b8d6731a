const named = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
/** Regions that are no countries, though they have a code of two letters: unions, money, what is unknown, what tests use. @source Unicode CLDR, region codes */
const noCountries = ['EU', 'EZ', 'QO', 'UN', 'XA', 'XB', 'ZZ'];

/** Whether that is the code of a country, in capitals, and no former or other name of one ("UK"). @source ISO 3166-1 alpha-2 */
export function isCountryCode(text: string): boolean {
  return (
    /^[A-Z]{2}$/.test(text) &&
    !noCountries.includes(text) &&
    named.of(text) !== undefined &&
    new Intl.Locale(`und-${text}`).region === text
  );
}

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
let codeOfName: ReadonlyMap<string, string> | undefined;

/** The code of a country that somebody writes as its code or its English name ("de", "Germany"); null where it names none. */
export function readCountry(typed: string): string | null {
  const said = typed.trim().toUpperCase();
  if (isCountryCode(said)) return said;
  codeOfName ??= new Map(
    letters
      .flatMap((one) => letters.map((other) => `${one}${other}`))
      .filter(isCountryCode)
      .map((code) => [(named.of(code) ?? '').toUpperCase(), code]),
  );
  return codeOfName.get(said) ?? null;
}

/** A country in the words of a language: of a code its name, of anything else what is said. */
export function countryName(said: string, locale: string): string {
  if (!/^[A-Z]{2}$/.test(said)) return said;
  return new Intl.DisplayNames([locale], { type: 'region', fallback: 'code' }).of(said) ?? said;
}
