import * as z from 'zod';

const postgresUrl = z.url({ protocol: /^postgres(ql)?$/ });
const webOrigin = z.url({ protocol: /^https?$/ }).transform((url) => new URL(url).origin);
const flag = z.literal('1').transform(() => true);

const Env = z
  .object({
    /** Tenant data, as app_rw. */
    APP_DATABASE_URL: postgresUrl,
    /** Public data, as app_public. */
    PUBLIC_DATABASE_URL: postgresUrl,
    /** Where people reach this installation; links in mail start with it. */
    NEXTAUTH_URL: webOrigin,
    NEXTAUTH_SECRET: z.string().min(32),
    /** From which the keys are derived with which institutions sign; without it nothing is signed. */
    CROSSWALK_SIGNING_SECRET: z.string().min(32).optional(),
    /** Host names requests may carry, comma separated. */
    ALLOWED_HOSTS: z
      .string()
      .transform((hosts) =>
        hosts
          .split(',')
          .map((host) => host.trim().toLowerCase())
          .filter((host) => host !== ''),
      )
      .optional(),
    /** How many reverse proxies stand in front; only what they write into X-Forwarded-For is believed. */
    TRUSTED_PROXIES: z.coerce.number().int().min(0).max(5).default(0),
    /** Where the bundled database keeps its data; absent with a server of the operator's own. */
    CROSSWALK_DATA_FOLDER: z.string().min(1).optional(),
    /** Present only when the database holds invented people whom anybody may sign in as. */
    CROSSWALK_DEMONSTRATION: flag.optional(),
    /** Where logs, and notes for whoever watches over the product, are kept; absent where nobody supervises it. */
    CROSSWALK_LOG_FOLDER: z.string().min(1).optional(),
    /** Where the application keeps its catalog from one start to the next; absent where it may write nowhere. */
    CROSSWALK_CATALOG_FILE: z.string().min(1).optional(),
    /** Which start of the product this process comes from; says nothing else. */
    CROSSWALK_START_ID: z.uuid().optional(),
    /** Whoever brings it may read the metrics from anywhere; without it only this machine may. */
    METRICS_TOKEN: z
      .string()
      .min(32)
      .regex(/^[!-~]+$/)
      .optional(),
    SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
    MAIL_FROM: z.string().min(3).optional(),
    OIDC_ISSUER: z.url({ protocol: /^https?$/ }).optional(),
    OIDC_CLIENT_ID: z.string().min(1).optional(),
    OIDC_CLIENT_SECRET: z.string().min(1).optional(),
    OIDC_NAME: z.string().min(1).optional(),
    /** Strengths of signing in that are enough, as the provider names them (acr), separated by blanks; without it any is. */
    OIDC_ACR_VALUES: z
      .string()
      .regex(/^[!-~]+( [!-~]+)*$/)
      .transform((values) => values.split(' '))
      .optional(),
  })
  .superRefine((env, context) => {
    const lack = (key: string, message: string) => context.addIssue({ code: 'custom', path: [key], message });
    if (env.SMTP_URL !== undefined && env.MAIL_FROM === undefined)
      lack('MAIL_FROM', 'is needed with SMTP_URL');
    if (
      env.OIDC_ISSUER !== undefined &&
      (env.OIDC_CLIENT_ID === undefined || env.OIDC_CLIENT_SECRET === undefined)
    ) {
      lack('OIDC_CLIENT_ID', 'and OIDC_CLIENT_SECRET are needed with OIDC_ISSUER');
    }
  })
  .transform((env) => ({ ...env, ALLOWED_HOSTS: env.ALLOWED_HOSTS ?? [new URL(env.NEXTAUTH_URL).host] }));

export type Env = z.output<typeof Env>;

let parsed: Env | undefined;

/** The configuration of this process, checked when first asked for: a build has none and needs none. */
export function env(): Env {
  parsed ??= parseEnv(process.env);
  return parsed;
}

/** The newest migration when this build was made; next.config.ts writes it into the build. */
export function newestMigration(): string {
  return process.env.CROSSWALK_NEWEST_MIGRATION ?? '';
}

/** The version of this build; next.config.ts writes it into the build. */
export function productVersion(): string {
  return process.env.CROSSWALK_VERSION ?? '';
}

/** The addresses of all pages and routes of this build as patterns; next.config.ts writes them into the build. */
export function routePatterns(): string[] {
  return z.array(z.string()).parse(JSON.parse(process.env.CROSSWALK_ROUTES ?? '[]'));
}

/** The program that reads strangers' files, as the build made it; absent where the source itself is run. */
export function builtFileReader(): string | undefined {
  return process.env.CROSSWALK_FILE_READER;
}

/** The program that reads strangers' badges, as the build made it; absent where the source itself is run. */
export function builtBadgeReader(): string | undefined {
  return process.env.CROSSWALK_BADGE_READER;
}

/** The program that holds what was decided and suggests by it, as the build made it; absent where the source itself is run. */
export function builtSuggester(): string | undefined {
  return process.env.CROSSWALK_SUGGESTER;
}

/** Reads a configuration; an empty value counts as absent. @refuses missing or malformed keys, naming each but never its value */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== undefined && value !== ''),
  );
  const outcome = Env.safeParse(given);
  if (outcome.success) return outcome.data;
  const problems = outcome.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`The configuration is not complete:\n${problems.join('\n')}`);
}
