import type { Message } from '../state/types.ts';
import { useApp } from '../state/use-app.ts';
import { FileIcon, FormIcon } from './icons.tsx';
import { ReplySelect } from './reply-select.tsx';
import { RichText } from './rich-text.tsx';
import { WithSigns } from './signs.tsx';

/** Everything that a reply of the bot can hold. */
export function ReplyBody({ message }: { message: Message }) {
  return (
    <div class="card">
      {message.text !== '' && <RichText blocks={message.blocks} />}
      {message.fields && (
        <dl class="fields">
          {message.fields.map((field) => (
            <div class="field" key={field.name}>
              <dt>{field.name}</dt>
              <dd>
                <RichText blocks={field.blocks} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      {message.picture && (
        <a class="picture" href={message.picture.url} target="_blank" rel="noopener noreferrer">
          <img
            src={message.picture.url}
            alt={message.picture.alt}
            width={message.picture.width}
            height={message.picture.height}
          />
        </a>
      )}
      {message.file && (
        <a class="file" href={message.file.url} download={message.file.name}>
          <FileIcon />
          <span class="file-name">{message.file.name}</span>
          <span class="file-size">{sizeText(message.file.size)}</span>
        </a>
      )}
      {message.buttons && <Buttons message={message} rows={message.buttons} />}
      {message.select && <ReplySelect message={message} select={message.select} />}
    </div>
  );
}

function Buttons({ message, rows }: { message: Message; rows: NonNullable<Message['buttons']> }) {
  const { state, act } = useApp();
  return (
    <div class="rows">
      {rows.map((row, index) => (
        <div class="row" key={index}>
          {row.map((button) => {
            const busy = state.pressed.includes(`${message.id}|${button.action}`);
            return (
              <button
                key={button.action}
                type="button"
                class={`button button-${button.style}`}
                disabled={busy}
                aria-busy={busy}
                aria-haspopup={button.opensForm ? 'dialog' : undefined}
                onClick={() => act.press(button.action, [], message.id)}
              >
                {button.opensForm && <FormIcon size={16} />}
                <span>
                  <WithSigns text={button.label} />
                </span>
              </button>
            );
          })}
        </div>
      ))}
    </div>
  );
}

function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(1)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
