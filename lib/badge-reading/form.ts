import Ajv2019, { type ErrorObject } from 'ajv/dist/2019';
import addFormats from 'ajv-formats';
import jsonld from 'jsonld';
import { type Check, checked } from '@/lib/badge/check';
import clrSchema from './schemas/clr_v2p0_clrcredential_schema.json';
import decisionSchema from './schemas/credit_decision_v1_schema.json';
import badgeSchema from './schemas/ob_v3p0_achievementcredential_schema.json';
import { contextPath } from '@/lib/signed-record/addresses';
import { idIn, isObject, type JsonObject, listOf } from './bounds';
import { closedLoader, credentialsV1, credentialsV2, hiddenNames } from './contexts';

const ajv = new Ajv2019({ strict: false, allErrors: false });
addFormats(ajv);
const judges = {
  ob3: ajv.compile(badgeSchema),
  clr2: ajv.compile(clrSchema),
  decision: ajv.compile(decisionSchema),
};

/** Whether a credential is written in the first version of its data model, which 1EdTech still accepts with a warning. */
export function isFirstModel(credential: JsonObject): boolean {
  return listOf(credential['@context'])[0] === credentialsV1;
}

/**
 * Whether a credential has the form that its standard asks for: 1EdTech's own schema, ours for a decision, every word of a vocabulary that is held here, and no
 * names of its own. The first version of the data model is judged as the same statements in the second.
 */
export async function checkForm(credential: JsonObject, kind: keyof typeof judges): Promise<Check> {
  const hidden = hiddenNames(credential);
  if (hidden === 'formOwnNames') return checked('form', 'fail', hidden);
  const judge = judges[kind];
  if (!judge(isFirstModel(credential) ? inSecondModel(credential) : credential))
    return wrongForm(judge.errors);
  if (kind === 'decision' && !namesOwnContext(credential))
    return checked('form', 'fail', 'formSchema', { place: '@context' });
  if (hidden !== null) return checked('form', 'unknown', hidden);
  try {
    await jsonld.expand(credential, { documentLoader: closedLoader(), safe: true });
    return checked('form', 'pass', 'formHolds');
  } catch {
    return checked('form', 'fail', 'formWords');
  }
}

/** Whether the vocabulary of a decision is named where the decision itself stands: a signature covers what names mean, and not where they are said. */
function namesOwnContext(credential: JsonObject): boolean {
  const [subject] = listOf(credential['credentialSubject']);
  const [, context] = listOf(credential['@context']);
  const place = idIn(subject) ?? '';
  return URL.canParse(place) && context === new URL(place).origin + contextPath;
}

/** What is missing or wrong, by its names from without to within; where that is all of it, no place is told. */
function wrongForm(errors: readonly ErrorObject[] | null | undefined): Check {
  const [first] = errors ?? [];
  const names = (first?.instancePath ?? '').split('/').filter((name) => name !== '');
  const missing: unknown = first?.keyword === 'required' ? first.params['missingProperty'] : null;
  const place = [...names, ...(typeof missing === 'string' ? [missing] : [])].join('.').slice(0, 80);
  if (place === '') return checked('form', 'fail', 'formSchemaWhole');
  // Of several forms that would do, a name that one of them lacks may be another's to leave out.
  const isMissing = typeof missing === 'string' && errors?.length === 1;
  return checked('form', 'fail', isMissing ? 'formMissing' : 'formSchema', { place });
}

/** The same statements as the second version of the data model names them, here and within. @source W3C VC Data Model 2.0, appendix B.2 */
function inSecondModel(credential: JsonObject): JsonObject {
  const { issuanceDate, expirationDate, '@context': contexts, validFrom, validUntil, ...rest } = credential;
  const from = validFrom ?? issuanceDate;
  const until = validUntil ?? expirationDate;
  return {
    ...(within(rest) as JsonObject),
    '@context': listOf(contexts).map((one) => (one === credentialsV1 ? credentialsV2 : one)),
    ...(from !== undefined && { validFrom: from }),
    ...(until !== undefined && { validUntil: until }),
  };
}

function within(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(within);
  if (!isObject(value)) return value;
  if (isFirstModel(value)) return inSecondModel(value);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, within(inner)]));
}
