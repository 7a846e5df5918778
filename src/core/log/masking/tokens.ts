import { matches, type Span } from './spans.ts';

/** A token begins where no letter or digit precedes it, or after an escape (`\n`, `%20`) or a prefix's underscore. */
const start = String.raw`(?:(?<![A-Za-z0-9])|(?<=\\[nrt])|(?<=%[0-9A-Fa-f]{2}))`;
/** The same, and not inside a run of base64url: for patterns in which something must follow the run. */
const strict = String.raw`(?:(?<![\w-])|(?<=\\[nrt])|(?<=%[0-9A-Fa-f]{2}))`;

/** Kind and form. Every form is a literal beginning and bounded or single-class runs, so that none can backtrack far. */
const forms: readonly (readonly [kind: string, form: string])[] = [
  ['aws-key-id', `${start}(?:AKIA|ASIA|AGPA|AIDA|AROA|ANPA|ABIA|ACCA)[A-Z0-9]{16}(?![A-Za-z0-9])`],
  ['aws-session-token', `${start}(?:FwoGZXIvYXdz|FQoGZXIvYXdz|IQoJb3JpZ2lu)[A-Za-z0-9+/=]{20,}`],
  ['google-key', `${start}(?:AIza[\\w-]{30,}|GOCSPX-[\\w-]{20,}|ya29\\.[\\w-]{20,}|1//0[\\w-]{30,})`],
  ['azure-key', '(?<![A-Za-z0-9+/]|sha512-)[A-Za-z0-9+/]{86}==(?![A-Za-z0-9+/=])'],
  ['azure-secret', '(?<![\\w~.-])[\\w~.-]{3}\\dQ~[\\w~.-]{30,}'],
  ['digitalocean-token', `${start}(?:do[opr]_v1_[a-f0-9]{32,}|DO00[A-Z0-9]{16})`],
  ['github-token', `${start}(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{22,})`],
  [
    'gitlab-token',
    `${start}gl(?:pat|dt|rt|cbt|ptt|ft|imt|agent|oas|soat|ffct)-[\\w-]{16,}(?:\\.[0-9a-z]{2,}){0,2}`,
  ],
  ['npm-token', `${start}npm_[A-Za-z0-9]{30,}`],
  ['pypi-token', `${start}pypi-AgE[\\w-]{16,}`],
  ['slack-token', `${start}(?:xox[abeoprs](?:\\.xox[bp])?-[A-Za-z0-9-]{10,}|xapp-\\d-[A-Za-z0-9-]{10,})`],
  ['slack-webhook', '(?<=hooks\\.slack\\.com/(?:services|workflows|triggers)/)[\\w/-]{8,}'],
  ['discord-token', `${strict}[MNO][\\w-]{23,27}\\.[\\w-]{6,7}\\.[\\w-]{27,}`],
  ['discord-webhook', '(?<=discord(?:app)?\\.com/api/(?:v\\d+/)?webhooks/)\\d{5,25}/[\\w-]{20,}'],
  ['stripe-key', `${start}(?:[rsp]k_(?:live|test)_[A-Za-z0-9]{10,}|whsec_[A-Za-z0-9+/=]{16,})`],
  ['anthropic-key', `${start}sk-ant-[\\w-]{10,}`],
  ['openai-key', `${start}sk-(?:proj|svcacct|admin|None|or-v1)-[\\w-]{16,}`],
  ['openai-key', `${start}sk-(?=[a-z_-]{0,60}[A-Z0-9])(?=[\\w-]{0,60}\\d)[\\w-]{20,}`],
  ['sendgrid-key', `${strict}SG\\.[\\w-]{16,64}\\.[\\w-]{16,}`],
  ['twilio-key', `${start}(?:AC|SK)[0-9a-f]{32}(?![0-9A-Za-z])`],
  ['telegram-token', '(?<![\\d:.])\\d{8,10}:[\\w-]{35}(?![\\w-])'],
  [
    'mail-key',
    `${start}(?:key-[0-9a-f]{32}|[0-9a-f]{32}-us\\d{1,2}|re_[A-Za-z0-9]{6,10}_[A-Za-z0-9]{16,})(?!\\w)`,
  ],
  ['session-cookie', '(?<![\\w%])s(?:%3A|:)[\\w-]{16,64}\\.[\\w%+/-]{20,}=?'],
  ['jwt', `${strict}eyJ[\\w-]{5,}\\.[\\w-]{5,}(?:\\.[\\w-]*){0,3}`],
  ['jwt', `${strict}eyJhbGciOi[\\w-]{10,}`],
  ['password-hash', '\\$(?:2[abxy]\\$\\d\\d\\$[./A-Za-z0-9]{40,}|argon2id?\\$[\\w=,$+/-]{30,})'],
  ['shopify-token', `${start}shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32,}`],
  [
    'api-token',
    `${start}(?:hf|gsk|sbp|nfp|figd|sntrys|sntryu|dckr_pat|lin_api|sb_secret|ntn|fm2|pscale_(?:tkn|pw|oauth))_(?=[\\w-]{0,200}\\d)[\\w+/=.-]{20,}`,
  ],
  [
    'api-token',
    `${start}(?:xai|pplx|HRKU|PMAK|NRAK|ATATT3|dapi|AGE-SECRET-KEY-1)-?(?=[\\w-]{0,200}\\d)[\\w=-]{24,}`,
  ],
  [
    'api-token',
    `${start}(?:hv[sbr]\\.[\\w-]{20,}|[\\w-]{14}\\.atlasv1\\.[\\w-]{40,}|sq0[a-z]{3}-[\\w-]{22,})`,
  ],
];
/** The shortest token of all, `eyJxxxxx.xxxxx`, has so many characters: most texts have no word as long. */
const longWord = /\S{14}/;
const patterns = forms.map(([kind, form]) => [kind, new RegExp(form, 'g')] as const);

const awsHint = /\b(?:aws|AKIA|ASIA|secret)/i;
const awsSecret =
  /(?<![A-Za-z0-9+/=.-])(?=[A-Za-z+/]{0,39}\d)(?=[^A-Z]{0,39}[A-Z])(?=[^a-z]{0,39}[a-z])[A-Za-z0-9+/]{40}(?![\w+/=.-])/g;

/** Secrets that their own form gives away, whatever stands around them. */
export function* knownTokens(text: string): Generator<Span> {
  if (!longWord.test(text)) return;
  for (const [kind, pattern] of patterns) yield* matches(text, pattern, kind);
  if (awsHint.test(text)) yield* matches(text, awsSecret, 'aws-secret');
}
