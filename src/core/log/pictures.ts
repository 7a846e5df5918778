import { maskSecrets } from './masking.ts';

/** R48: so many pictures belong to an entry, of these types, each at most so many bytes. */
export const picturesAtMost = 4;
export const pictureBytesAtMost = 8 * 1024 * 1024;
export const pictureTypes = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'] as const;
export type PictureType = (typeof pictureTypes)[number];

/** The message that holds a picture, on its platform. */
export interface PictureHolder {
  readonly platform: string;
  readonly team?: string;
  readonly channel: string;
  readonly message: string;
}

/**
 * A picture of an entry (R48): the message that holds it, and which file of that message it is. Neither its bytes nor its address
 * is kept: platforms' addresses expire, so it is asked for anew.
 */
export interface Picture extends PictureHolder {
  /** The platform's id of the file. */
  readonly file: string;
  /** As its author called it, secrets masked. */
  readonly name: string;
  readonly contentType: PictureType;
  /** In bytes. */
  readonly size: number;
  /** What its author wrote for those who do not see it, secrets masked. */
  readonly alt?: string;
  /** The message is the bot's own, made to hold it. */
  readonly isKept?: boolean;
}

/** A file that came with a message, as the platform describes it. */
export interface AttachedFile {
  readonly id: string;
  readonly name: string;
  readonly contentType: string;
  /** In bytes. */
  readonly size: number;
  readonly alt?: string;
  /** The platform does not let the bot read it. */
  readonly isClosed?: true;
}

/** Why a file is no picture of an entry. `closed`: the bot may not read it. */
export type LeftOutReason =
  | 'not-a-picture'
  | 'too-big'
  | 'too-many'
  | 'closed'
  | 'gone'
  | 'dm-closed'
  | 'unavailable';

export interface LeftOut {
  readonly name: string;
  readonly reason: LeftOutReason;
}

export interface ChosenPictures {
  readonly pictures: readonly Picture[];
  readonly leftOut: readonly LeftOut[];
}

export const noPictures: ChosenPictures = { pictures: [], leftOut: [] };

/** Which of a message's files become pictures of its entry, and why the others do not (R48). `room`: how many it can take. */
export function choosePictures(
  files: readonly AttachedFile[],
  holder: PictureHolder,
  room: number = picturesAtMost,
): ChosenPictures {
  const pictures: Picture[] = [];
  const leftOut: LeftOut[] = [];
  for (const file of files) {
    const reason = fileProblem(file) ?? (pictures.length >= room ? 'too-many' : undefined);
    if (reason) leftOut.push({ name: plainName(file.name), reason });
    else pictures.push(pictureIn(holder, file));
  }
  return { pictures, leftOut };
}

/** Why a file cannot be a picture, by what the platform says of it. */
export function fileProblem({ contentType, size, isClosed }: AttachedFile): LeftOutReason | undefined {
  if (typeOf(contentType) === undefined) return 'not-a-picture';
  if (isClosed) return 'closed';
  return size > pictureBytesAtMost ? 'too-big' : undefined;
}

export function pictureIn(
  holder: PictureHolder,
  { id, name, contentType, size, alt }: AttachedFile,
): Picture {
  const { platform, team, channel, message } = holder;
  const said = alt === undefined ? '' : oneLine(alt, altAtMost);
  return {
    platform,
    ...(team !== undefined && { team }),
    channel,
    message,
    file: id,
    name: plainName(name),
    contentType: typeOf(contentType) ?? 'image/png',
    size,
    ...(said !== '' && { alt: said }),
  };
}

/** `image/PNG; charset=x` as `image/png`; undefined for what is no picture. */
const typeOf = (contentType: string): PictureType | undefined => {
  const plain = contentType.split(';')[0]?.trim().toLowerCase();
  return pictureTypes.find((it) => it === plain);
};

const nameAtMost = 80;
const altAtMost = 1000;

const oneLine = (text: string, atMost: number): string =>
  maskSecrets(
    text
      .toWellFormed()
      .replace(/[\p{Cc}\p{Cf}\p{White_Space}]+/gu, ' ')
      .trim(),
  )
    .text.slice(0, atMost)
    .toWellFormed();

/** A file's name without a path before it, secrets masked. */
export const plainName = (name: string): string =>
  oneLine(name.split(/[\\/]/).at(-1) ?? '', nameAtMost) || 'picture';

/** What bytes are by their beginning, whatever anybody called them; undefined for none of `pictureTypes`. */
export function pictureTypeOf(bytes: Uint8Array): PictureType | undefined {
  const begins = (at: number, ...wanted: readonly number[]): boolean =>
    wanted.every((byte, index) => bytes[at + index] === byte);
  if (begins(0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  if (begins(0, 0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (begins(0, 0x47, 0x49, 0x46, 0x38) && (begins(4, 0x37, 0x61) || begins(4, 0x39, 0x61)))
    return 'image/gif';
  if (begins(0, 0x52, 0x49, 0x46, 0x46) && begins(8, 0x57, 0x45, 0x42, 0x50)) return 'image/webp';
  return undefined;
}
