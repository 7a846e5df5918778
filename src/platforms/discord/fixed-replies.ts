import { md } from '../../chat/markdown.ts';
import type { RenderedReply } from '../../chat/rendered.ts';

/** What only this platform has to say: a form has to come within 3 s, and never after another one. */
export const formTooSlow: RenderedReply = {
  code: 'form-too-slow',
  visibility: 'private',
  text: md`That took too long for Discord to open a form. Please try again.`,
};

/** In place of an answer that Discord did not take. */
export const notShown: RenderedReply = {
  code: 'not-shown',
  visibility: 'private',
  text: md`It's done, but Discord wouldn't show my answer. The people who run this bot can find out why.`,
};
