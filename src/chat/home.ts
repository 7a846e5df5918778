import { type Markdown, md } from './markdown.ts';
import type { RenderedButton, RenderedReply } from './rendered.ts';
import type { Button, Reply, SuggestRef } from './reply.ts';

/** The page that a platform keeps for one person beside the messages (Slack's App Home), from top to bottom. */
export interface Home<B = Button> {
  readonly parts: readonly HomePart<B>[];
}

export type HomePart<B = Button> =
  | { readonly type: 'heading'; readonly text: string }
  | { readonly type: 'text'; readonly text: Markdown }
  | { readonly type: 'buttons'; readonly buttons: readonly B[] }
  /** A line with a menu of what can be done with it; its text is taken literally. */
  | { readonly type: 'item'; readonly text: string; readonly menu: readonly B[] }
  /** Finds one of many by typing; the choice goes to the action. */
  | {
      readonly type: 'picker';
      readonly placeholder: string;
      readonly suggest: SuggestRef;
      readonly action: B;
    };

/** Puts signed ids in the place of a home page's actions; `sign` does it for a reply. */
export function signHome(sign: (reply: Reply) => RenderedReply, { parts }: Home): Home<RenderedButton> {
  const signed = (button: Button): RenderedButton =>
    sign({ code: 'home', visibility: 'private', text: md``, buttons: [[button]] })
      .buttons?.[0]?.[0] as RenderedButton;
  return {
    parts: parts.map((part) => {
      if (part.type === 'buttons') return { ...part, buttons: part.buttons.map(signed) };
      if (part.type === 'item') return { ...part, menu: part.menu.map(signed) };
      return part.type === 'picker' ? { ...part, action: signed(part.action) } : part;
    }),
  };
}
