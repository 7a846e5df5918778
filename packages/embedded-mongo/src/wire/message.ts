import { decode } from '../bson/decode.ts';
import { encode } from '../bson/encode.ts';
import { type Doc, isDoc } from '../bson/values.ts';
import { codes, fail, MongoError } from '../errors.ts';

/** The largest message a client may send, as `hello` tells it. */
export const maxMessageSize = 48_000_000;

const opReply = 1;
const opQuery = 2004;
const opMsg = 2013;
const headerBytes = 16;
const checksumPresent = 1 << 0;
const moreToCome = 1 << 1;
/** Bits 0 to 15 must be known; the others may be passed over. */
const requiredBits = 0xffff;

export interface Request {
  readonly id: number;
  /** The command, with `$db` and its document sequences as arrays; or what is wrong with a document in it. */
  readonly command: Doc | MongoError;
  /** The old form in which drivers may say hello. */
  readonly legacy: boolean;
  /** The client waits for no answer. */
  readonly silent: boolean;
}

/** Cuts a stream of bytes into messages. */
export class Framer {
  private held: Buffer = Buffer.alloc(0);
  private chunks: Buffer[] = [];
  private size = 0;

  /** The messages that these bytes complete; an impossible size is error 17 (ProtocolError). */
  *push(bytes: Buffer): Iterable<Buffer> {
    this.chunks.push(bytes);
    this.size += bytes.length;
    while (this.size >= headerBytes) {
      if (this.held.length < 4) this.join();
      const length = this.held.readInt32LE(0);
      if (length < headerBytes || length > maxMessageSize)
        fail('ProtocolError', `a message of ${length} bytes is not possible`);
      if (this.size < length) return;
      this.join();
      const message = this.held.subarray(0, length);
      this.held = this.held.subarray(length);
      this.size -= length;
      yield message;
    }
  }

  private join(): void {
    if (this.chunks.length === 0) return;
    this.held = Buffer.concat([this.held, ...this.chunks]);
    this.chunks = [];
  }
}

/** Reads OP_MSG, and OP_QUERY on `$cmd`; anything else, and what is cut wrongly, is error 17. */
export function parseRequest(message: Buffer): Request {
  const id = message.readInt32LE(4);
  const operation = message.readInt32LE(12);
  if (operation === opMsg) {
    const flags = message.readUInt32LE(16);
    if (flags & requiredBits & ~(checksumPresent | moreToCome))
      fail('ProtocolError', `Message contains illegal flags value: ${flags}`);
    const command = orError(() => parseMsg(message, flags));
    return { id, command, legacy: false, silent: (flags & moreToCome) !== 0 };
  }
  if (operation === opQuery)
    return { id, command: orError(() => parseQuery(message)), legacy: true, silent: false };
  return fail('ProtocolError', `unsupported wire operation ${operation}`);
}

/** A document that is too deep or damaged is its sender's affair; the connection can go on. */
function orError(parse: () => Doc): Doc | MongoError {
  try {
    return parse();
  } catch (error) {
    if (error instanceof MongoError && error.code !== codes.ProtocolError) return error;
    throw error;
  }
}

function parseMsg(message: Buffer, flags: number): Doc {
  const end = message.length - (flags & checksumPresent ? 4 : 0);
  let command: Doc | undefined;
  const sequences: [string, Doc[]][] = [];
  let at = 20;
  while (at < end) {
    const kind = message[at]!;
    const size = message.readInt32LE(at + 1);
    const last = at + 1 + size;
    if (size < 5 || last > end) fail('ProtocolError', 'a section is cut short');
    if (kind === 0) {
      if (command) fail('ProtocolError', 'an OP_MSG has more than one body');
      command = decode(message, at + 1);
    } else if (kind === 1) sequences.push(parseSequence(message, at + 5, last));
    else fail('ProtocolError', `Unknown section kind ${kind}`);
    at = last;
  }
  if (!command) return fail('ProtocolError', 'OP_MSG messages must have a body');
  for (const [name, docs] of sequences) command.set(name, docs);
  return command;
}

function parseSequence(message: Buffer, start: number, end: number): [string, Doc[]] {
  const nameEnd = message.indexOf(0, start);
  const docs: Doc[] = [];
  let at = nameEnd + 1;
  while (at < end) {
    docs.push(decode(message, at));
    at += message.readInt32LE(at);
  }
  return [message.toString('utf8', start, nameEnd), docs];
}

function parseQuery(message: Buffer): Doc {
  const nameEnd = message.indexOf(0, 20);
  const namespace = message.toString('utf8', 20, nameEnd);
  if (!namespace.endsWith('.$cmd'))
    fail('ProtocolError', 'OP_QUERY is no longer supported. The client driver may require an upgrade.');
  let command = decode(message, nameEnd + 1 + 8);
  const inner = command.get('$query');
  if (isDoc(inner)) command = inner;
  command.set('$db', namespace.slice(0, -'.$cmd'.length));
  return command;
}

let lastId = 0;

/** The bytes of an answer to a request. */
export function answerBytes(request: Request, answer: Doc): Buffer {
  const body = encode(answer);
  const head = Buffer.alloc(headerBytes + (request.legacy ? 20 : 5));
  lastId = (lastId + 1) & 0x7fffffff;
  head.writeInt32LE(head.length + body.length, 0);
  head.writeInt32LE(lastId, 4);
  head.writeInt32LE(request.id, 8);
  head.writeInt32LE(request.legacy ? opReply : opMsg, 12);
  if (request.legacy) {
    // AwaitCapable, no cursor, from 0, one document.
    head.writeInt32LE(8, 16);
    head.writeInt32LE(1, 32);
  }
  return Buffer.concat([head, body]);
}
