import type { Context } from '../../src/chat/context.ts';
import type { Answer, FormErrors } from '../../src/chat/reply.ts';
import { type ChosenPictures, isBlank, type PainState } from '../../src/core/log/index.ts';
import { fingerprint } from '../../src/core/why/index.ts';
import type { TypedPain } from '../../src/messages/pain-form.ts';
import type { AudienceChosen } from '../log/audience.ts';
import { writeEntry } from '../log/write.ts';

interface NewPain extends TypedPain, AudienceChosen {
  readonly date?: string;
  readonly state?: string;
  readonly pictures?: () => Promise<ChosenPictures>;
  /** The options that could have been typed with the text. */
  readonly optionNames?: readonly string[];
}

/** Logs a pain point. Without words of its own the line of the error that says what went wrong stands for them. */
export function writePain(
  { text = '', error, cause, fix, state, ...rest }: NewPain,
  context: Context,
): Promise<Answer | FormErrors> {
  const pain = {
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause }),
    ...(fix !== undefined && { fix }),
    ...(state !== undefined && { state: state as PainState }),
  };
  const said = isBlank(text) && error !== undefined ? fingerprint(error).headline : text;
  return writeEntry({ ...rest, text: said, kind: 'pain', pain }, context);
}
