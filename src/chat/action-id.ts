import { createHmac, timingSafeEqual } from 'node:crypto';
import type { RenderedForm, RenderedReply } from './rendered.ts';
import type { ActionRef, Form, Reply } from './reply.ts';

const separator = '~';
const macLength = 8;
export const actionIdLimit = 100;

/** Behind the name of an action that is answered in its message's place. */
const inPlaceMark = '!';

/** Makes and checks the ids of buttons, selects and forms: `name~arg~…~mac`, at most 100 characters (Discord's limit). */
export interface ActionSigner {
  sign(action: ActionRef): string;
  /** Undefined for an id that this installation did not make. */
  verify(id: string): Required<ActionRef> | undefined;
}

/** `secret` is the installation's own and never changes, so that old buttons stay valid. */
export function actionSigner(secret: string): ActionSigner {
  const mac = (text: string): string =>
    createHmac('sha256', secret).update(text).digest('base64url').slice(0, macLength);
  return {
    sign({ name, args = [], inPlace }) {
      const body = [inPlace ? `${name}${inPlaceMark}` : name, ...args.map(encoded)].join(separator);
      const id = `${body}${separator}${mac(body)}`;
      if (id.length > actionIdLimit)
        throw new Error(`The action id of ${name} is over ${actionIdLimit} characters`);
      return id;
    },
    verify(id) {
      const end = id.lastIndexOf(separator);
      if (end < 1) return undefined;
      const body = id.slice(0, end);
      const given = Buffer.from(id.slice(end + 1));
      const expected = Buffer.from(mac(body));
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
      const [name = '', ...args] = body.split(separator);
      const inPlace = name.endsWith(inPlaceMark);
      return { name: inPlace ? name.slice(0, -1) : name, args: args.map(decodeURIComponent), inPlace };
    },
  };
}

const encoded = (arg: string): string => encodeURIComponent(arg).replaceAll(separator, '%7E');

/** Puts signed ids in the place of a reply's actions. `opensForm` tells whether an action's press opens a form. */
export function signReply(
  signer: ActionSigner,
  opensForm: (name: string) => boolean,
  reply: Reply,
): RenderedReply {
  const { buttons, select, ...rest } = reply;
  return {
    ...rest,
    ...(buttons && {
      buttons: buttons
        .filter((row) => row.length > 0)
        .map((row) =>
          row.map(({ label, action, style = 'secondary' }) => ({
            label,
            style,
            id: signer.sign(action),
            opensForm: opensForm(action.name),
          })),
        ),
    }),
    ...(select && {
      select: { placeholder: select.placeholder, choices: select.choices, id: signer.sign(select.action) },
    }),
  };
}

/** `inPlace`: it was opened by such an action, so what is typed into it is answered there, too. */
export function signForm(signer: ActionSigner, { action, ...form }: Form, inPlace = false): RenderedForm {
  return { ...form, id: signer.sign({ ...action, inPlace: inPlace || action.inPlace === true }) };
}
