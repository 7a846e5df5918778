import { useApp } from '../state/use-app.ts';
import { BotAvatar } from './avatar.tsx';
import { HashIcon } from './icons.tsx';

/** The beginning of a channel or DM, above its first message. */
export function EmptyPlace() {
  const { state } = useApp();
  const channel = state.channels.find((it) => it.id === state.open);
  if (!channel || !state.threads[state.open]) return null;
  const isDm = channel.kind === 'dm';
  return (
    <div class="beginning">
      {isDm ? (
        <BotAvatar />
      ) : (
        <span class="beginning-mark">
          <HashIcon size={24} />
        </span>
      )}
      <h2>{isDm ? 'You and Shipmate' : `This is #${channel.name}`}</h2>
      <p>
        {isDm
          ? 'The daily question arrives here. Only you can see this.'
          : `${channel.topic}. Type / to see what Shipmate can do.`}
      </p>
    </div>
  );
}
