import type { Member } from '../state/types.ts';

/** A member's first letter on their colour; the bot's is the product's mark. Decorative: the name stands beside it. */
export function Avatar({
  member,
  size = 'normal',
}: {
  member?: Member | undefined;
  size?: 'normal' | 'small';
}) {
  const letter = [...(member?.name ?? '?')][0]?.toUpperCase();
  return (
    <span class={`avatar avatar-${size} avatar-${member ? member.colour % 8 : 'gone'}`} aria-hidden="true">
      {letter}
    </span>
  );
}

export function BotAvatar({ size = 'normal' }: { size?: 'normal' | 'small' }) {
  return (
    <img
      class={`avatar avatar-${size} avatar-bot`}
      src="/playground/mark.svg"
      alt=""
      width="64"
      height="64"
    />
  );
}
