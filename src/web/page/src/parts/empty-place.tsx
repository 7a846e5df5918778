import { dayText, timeText } from '../state/time.ts';
import type { Channel, State } from '../state/types.ts';
import { useApp, useMe } from '../state/use-app.ts';
import { BotAvatar } from './avatar.tsx';
import { HashIcon } from './icons.tsx';

/** The beginning of a channel or DM, above its first message; while there is none, what will be there. */
export function EmptyPlace() {
  const { state } = useApp();
  const me = useMe();
  const channel = state.channels.find((it) => it.id === state.open);
  const thread = state.threads[state.open];
  if (!channel || !thread) return null;
  const isDm = channel.kind === 'dm';
  const isEmpty = thread.messages.length === 0;
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
          ? `${questionText(state, me)} Only you can see this.`
          : `${channel.topic}. ${channelText(channel, isEmpty)}`}
      </p>
    </div>
  );
}

function channelText({ name }: Channel, isEmpty: boolean): string {
  if (name === 'general') return 'Type / to see what Shipmate can do.';
  return isEmpty
    ? `Nothing is here yet. An organiser can send shared entries and the weekly roundup here with /setup channel #${name}.`
    : '';
}

function questionText(
  { clock }: State,
  me: { readonly zone: string; readonly dmOpen: boolean } | undefined,
): string {
  if (me?.dmOpen === false) return 'Your DMs are closed, so no question can arrive here.';
  if (!me || clock.nextPrompt === undefined) return 'The daily question arrives here.';
  const day = dayText(clock.nextPrompt, Date.now() + clock.aheadMs, me.zone);
  const when = day === 'Today' ? 'today' : `on ${day}`;
  return `The daily question arrives here. The next one comes ${when} at ${timeText(clock.nextPrompt, me.zone)}.`;
}
