export type Strength = 'strong' | 'weak';

export interface Candidate {
  readonly name: string;
  readonly text: string;
  readonly strength: Strength;
  readonly quoted: boolean;
  readonly separator: string;
  readonly ownLine: boolean;
}

const absent =
  /^(?:undefined|null|none|nil|true|false|nan|string|number|boolean|object|any|unknown|required|optional|invalid|missing|empty|wrong|incorrect|expired|valid|mismatch|yes|no|not|the|is|error|failed|denied|nothing|hidden|redacted|filtered|masked|x{3,}|[*.•…]+|<.*|\$.*|\{\{.*|%\w+%|your[-_ ].*|\[.*)$/i;
const read = /^(?:process\.env|import\.meta|os\.(?:environ|getenv)|env\b|ENV\[|System\.getenv|getenv\()/;
const expression =
  /^(?:await|new|this|self|req|res|request|config|env|options|opts|user|data|body|params|props|ctx|context|settings|args|input|form|credentials|event|state|process|crypto|jwt|bcrypt)\b[.?([]|^[A-Za-z_$][\w$.]*\(/;
const namesItself = /^[A-Za-z_$]*(?:password|passwd|pass|token|secret|key|hash|credentials?)$/i;
const sentence =
  /^[A-Z`'"]?[A-Za-z`' -]*\b(?:is|are|must|should|cannot|can't|required|invalid|incorrect|wrong|least|too|not|does|match|expired|missing|authentication)\b/i;
const identifier =
  /^(?:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{24}|[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})$/i;

/** Whether what is assigned to a secret's name is a secret, rather than code, prose or a placeholder. */
export function isSecretValue(it: Candidate): boolean {
  const value = it.text.replaceAll('\0', '').trim();
  if (value === '' || absent.test(value) || read.test(value)) return false;
  if (it.strength === 'weak') return weakly(it, value);
  if (it.quoted)
    return value.includes(' ') ? !sentence.test(value) : !namesItself.test(value) || value.length < 8;
  if (/^={2,3}|^=>/.test(it.separator.trim())) return false;
  if (/^[{([/]/.test(value) && !/\d/.test(value)) return false;
  if (/^\d{1,11}$/.test(value) && !/password|passwd|pwd/i.test(it.name)) return false;
  const spaced = it.separator !== '=';
  if (
    spaced &&
    (expression.test(value) || (namesItself.test(value) && !/^(?:password|secret)$/i.test(value)))
  )
    return false;
  if (it.separator.trim() !== ':') return true;
  return value.length >= 4 && (telling(value) || (it.ownLine && value.length >= 6));
}

const telling = (value: string): boolean => /\d|[a-z][A-Z]|[^\w\s.'/(){}[\]-]/.test(value);

function weakly(it: Candidate, value: string): boolean {
  const random =
    value.length >= 16 && /(?=[A-Za-z+/=]*\d)(?=\d*[A-Za-z])[\w+/=]{12}/.test(value) && !/\s/.test(value);
  if (!random || /^[./~]|^\w+:\/\/|:\d+$|\\|\.[a-z]{2,4}$/.test(value) || /(?:\/.*){3,}/.test(value))
    return false;
  const declared = /^[A-Z0-9_]+$/.test(it.name) && it.separator === '=';
  return declared || !identifier.test(value);
}
