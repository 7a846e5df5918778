import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { fullText, timeText } from '../state/time.ts';
import type { Member, Message } from '../state/types.ts';
import { useApp } from '../state/use-app.ts';
import { Avatar, BotAvatar } from './avatar.tsx';
import { EditWords } from './edit-words.tsx';
import { EyeOffIcon } from './icons.tsx';
import { MessageMenu } from './message-menu.tsx';
import { RepliedTo } from './replied-to.tsx';
import { ReplyBody } from './reply-body.tsx';
import { RichText } from './rich-text.tsx';
import { useLongPress } from './use-long-press.ts';

interface Props {
  readonly message: Message;
  readonly author: Member | undefined;
  readonly zone: string;
  /** Same author as the one above, a moment ago: no head. */
  readonly follows: boolean;
}

export function MessageRow({ message, author, zone, follows }: Props) {
  const { state } = useApp();
  const [menuOpen, setMenuOpen] = useState(false);
  const isEditing = state.editing === message.id;
  const hasMenu = message.channel === 'dm' && !isEditing;
  const longPress = useLongPress(() => hasMenu && setMenuOpen(true));
  const element = useRef<HTMLLIElement>(null);
  const wasEditing = useRef(false);
  useLayoutEffect(() => {
    // Whoever is done with it is back at the message.
    if (wasEditing.current && !isEditing)
      element.current?.querySelector<HTMLElement>('[aria-haspopup]')?.focus();
    wasEditing.current = isEditing;
  }, [isEditing]);
  const at = Date.parse(message.at);
  const isPrivate = message.visibleTo !== undefined;
  const classes = ['message', follows && 'follows', message.bot && 'by-bot', isPrivate && 'private'];
  return (
    <li
      ref={element}
      class={classes.filter(Boolean).join(' ')}
      data-id={message.id}
      data-code={message.code}
      {...longPress}
    >
      {message.answers && (
        <p class="answers">
          <span class="answers-who">{message.answers.member}</span> used{' '}
          <code>{message.answers.command}</code>
        </p>
      )}
      {message.repliesTo !== undefined && <RepliedTo id={message.repliesTo} />}
      <div class="message-grid">
        {follows ? (
          <time class="message-time-alone" dateTime={message.at} title={fullText(at, zone)}>
            {timeText(at, zone)}
          </time>
        ) : message.bot ? (
          <BotAvatar />
        ) : (
          <Avatar member={author} />
        )}
        <div class="message-main">
          {!follows && (
            <p class="message-head">
              <span class="message-author">{message.author}</span>
              {message.bot && <span class="badge">Bot</span>}
              <time class="message-time" dateTime={message.at} title={fullText(at, zone)}>
                {timeText(at, zone)}
              </time>
            </p>
          )}
          {message.bot && <ReplyBody message={message} />}
          {!message.bot && (isEditing ? <EditWords message={message} /> : <Words message={message} />)}
          {isPrivate && (
            <p class="only-you">
              <EyeOffIcon size={14} /> Only you can see this
            </p>
          )}
        </div>
      </div>
      {hasMenu && <MessageMenu message={message} open={menuOpen} setOpen={setMenuOpen} />}
    </li>
  );
}

const longText = 1600;

/** What a member wrote; a very long text shows its beginning until asked. */
function Words({ message }: { message: Message }) {
  const [whole, setWhole] = useState(false);
  const isLong = message.text.length > longText;
  return (
    <div class="words">
      <div class={isLong && !whole ? 'clamped' : ''}>
        <RichText blocks={message.blocks} />
      </div>
      {isLong && (
        <button type="button" class="link-button" onClick={() => setWhole(!whole)} aria-expanded={whole}>
          {whole ? 'Show less' : 'Show all of it'}
        </button>
      )}
      {message.editedAt !== undefined && <span class="edited">(edited)</span>}
    </div>
  );
}
