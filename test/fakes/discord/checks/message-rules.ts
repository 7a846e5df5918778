import type { UploadedFile } from '../model/attachment.ts';
import { mediaUrls, walk } from '../model/components.ts';
import type { MessageBody } from '../model/compose.ts';
import type { Json } from '../model/json.ts';
import { flag } from '../model/message.ts';
import { classicLayout, componentRules, newLayout } from './component-rules.ts';
import { type Problem, problem } from './problem.ts';

/** Where a message's body stands, and what it meets there. */
export interface MessagePlace {
  readonly at: readonly (string | number)[];
  /** Flags that may be set here. */
  readonly flags: number;
  readonly files: readonly UploadedFile[];
  /** Of an edit: what the message has already. */
  readonly before?: {
    readonly flags: number;
    readonly attachments: readonly { id: string; filename: string }[];
  };
}

/** The rules for messages that Discord has and its OpenAPI schemas miss. */
export function messageProblems(body: MessageBody, place: MessagePlace): Problem[] {
  const flags = (body.flags ?? 0) | ((place.before?.flags ?? 0) & flag.componentsV2);
  const components = body.components ?? [];
  const isNew = (flags & flag.componentsV2) !== 0;
  const found = [
    ...contentProblems(body),
    ...embedProblems(body.embeds ?? []),
    ...componentRules(walk(components)),
    ...(isNew ? newLayout(body, components) : classicLayout(components)),
    ...mentionProblems(body),
    ...attachmentProblems(body, place),
  ];
  const wrongFlags = (body.flags ?? 0) & ~place.flags;
  if (wrongFlags)
    found.push(problem(['flags'], 'MESSAGE_FLAGS_INVALID', `Flags ${wrongFlags} cannot be set here.`));
  if (body.enforce_nonce && (body.nonce === undefined || body.nonce === null)) {
    found.push(problem(['nonce'], 'BASE_TYPE_REQUIRED', 'enforce_nonce needs a nonce'));
  }
  return found.map((it) => ({ ...it, path: [...place.at, ...it.path] }));
}

const contentProblems = (body: MessageBody): Problem[] =>
  (body.content?.length ?? 0) > 2_000
    ? [problem(['content'], 'BASE_TYPE_MAX_LENGTH', 'Must be 2000 or fewer in length.')]
    : [];

function embedProblems(embeds: readonly Json[]): Problem[] {
  const found: Problem[] = [];
  const total = embeds.reduce((sum, embed) => sum + embedLength(embed), 0);
  if (total > 6_000)
    found.push(problem(['embeds'], 'MAX_EMBED_SIZE_EXCEEDED', 'Embed size exceeds maximum size of 6000'));
  embeds.forEach((embed, index) => {
    const fields = (embed.fields ?? []) as { name: string; value: string }[];
    const shown = [
      embed.title,
      embed.description,
      embed.image,
      embed.thumbnail,
      embed.author,
      embed.footer,
      fields[0],
    ];
    if (!shown.some(Boolean))
      found.push(problem(['embeds', index, 'description'], 'BASE_TYPE_REQUIRED', 'This field is required'));
    fields.forEach((field, place) => {
      for (const part of ['name', 'value'] as const) {
        if (field[part].trim() === '') {
          found.push(
            problem(['embeds', index, 'fields', place, part], 'BASE_TYPE_REQUIRED', 'This field is required'),
          );
        }
      }
    });
  });
  return found;
}

function embedLength(embed: Json): number {
  const fields = (embed.fields ?? []) as { name: string; value: string }[];
  const footer = embed.footer as { text?: string } | undefined;
  const author = embed.author as { name?: string } | undefined;
  const parts = [
    embed.title,
    embed.description,
    footer?.text,
    author?.name,
    ...fields.flatMap((it) => [it.name, it.value]),
  ];
  return parts.reduce<number>((sum, part) => sum + (typeof part === 'string' ? part.length : 0), 0);
}

function mentionProblems(body: MessageBody): Problem[] {
  const allowed = body.allowed_mentions;
  return (['users', 'roles'] as const)
    .filter((kind) => allowed?.parse?.includes(kind) && (allowed[kind]?.length ?? 0) > 0)
    .map((kind) =>
      problem(
        ['allowed_mentions'],
        'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
        `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`,
      ),
    );
}

function attachmentProblems(body: MessageBody, place: MessagePlace): Problem[] {
  const found: Problem[] = [];
  const uploaded = new Map(place.files.map((file) => [/^files\[(\d+)\]$/.exec(file.field)?.[1], file.name]));
  if (uploaded.has(undefined)) found.push(problem(['files'], 'UNKNOWN_FIELD', 'Files are sent as files[n].'));
  const old = new Map((place.before?.attachments ?? []).map((it) => [it.id, it.filename]));
  body.attachments?.forEach((it, index) => {
    if (!uploaded.has(it.id) && !old.has(it.id)) {
      found.push(
        problem(
          ['attachments', index, 'id'],
          'ATTACHMENT_NOT_FOUND',
          `Neither files[${it.id}] nor an attachment of the message.`,
        ),
      );
    }
  });
  const kept = body.attachments
    ? [...old].filter(([id]) => body.attachments?.some((it) => it.id === id))
    : [...old];
  const renamed = (body.attachments ?? []).map((it) => it.filename);
  const names = new Set([...uploaded.values(), ...kept.map(([, name]) => name), ...renamed]);
  const embeds = (body.embeds ?? []).flatMap(
    (embed) => [embed.image, embed.thumbnail] as ({ url?: string } | undefined)[],
  );
  const urls = [...embeds.map((it) => it?.url), ...mediaUrls(body.components ?? [])];
  for (const url of urls) {
    if (url && !/^(https?|attachment):/i.test(url)) {
      const code = 'URL_TYPE_INVALID_SCHEME';
      found.push(problem(['embeds'], code, `Scheme of ${url} must be one of (http, https, attachment).`));
    }
    if (url?.startsWith('attachment://') && !names.has(url.slice('attachment://'.length))) {
      found.push(
        problem(['attachments'], 'ATTACHMENT_NOT_FOUND', `The referenced attachment ${url} was not found.`),
      );
    }
  }
  return found;
}
