import { useState } from 'preact/hooks';
import { fullText, timeText } from '../state/time.ts';
import type { Member, Message } from '../state/types.ts';
import { Avatar, BotAvatar } from './avatar.tsx';
import { EyeOffIcon } from './icons.tsx';
import { ReplyBody } from './reply-body.tsx';
import { RichText } from './rich-text.tsx';

interface Props {
  readonly message: Message;
  readonly author: Member | undefined;
  readonly zone: string;
  /** Same author as the one above, a moment ago: no head. */
  readonly follows: boolean;
}

export function MessageRow({ message, author, zone, follows }: Props) {
  const at = Date.parse(message.at);
  const isPrivate = message.visibleTo !== undefined;
  const classes = ['message', follows && 'follows', message.bot && 'by-bot', isPrivate && 'private'];
  return (
    <li class={classes.filter(Boolean).join(' ')} data-id={message.id} data-code={message.code}>
      {message.answers && (
        <p class="answers">
          <span class="answers-who">{message.answers.member}</span> used{' '}
          <code>{message.answers.command}</code>
        </p>
      )}
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
          {message.bot ? <ReplyBody message={message} /> : <Words message={message} />}
          {isPrivate && (
            <p class="only-you">
              <EyeOffIcon size={14} /> Only you can see this
            </p>
          )}
        </div>
      </div>
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
    </div>
  );
}
