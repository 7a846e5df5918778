import { ClapIcon, ConfettiIcon } from './icons.tsx';

const signs = {
  '👏': { name: 'clapping hands', Icon: ClapIcon },
  '🎉': { name: 'confetti', Icon: ConfettiIcon },
} as const;

/** A text, with the emoji that the bot uses drawn: not every system has a font for them. */
export function WithSigns({ text }: { text: string }) {
  return (
    <>
      {text.split(/(👏|🎉)/u).map((part, index) => {
        const sign = signs[part as keyof typeof signs];
        if (!sign) return part;
        return (
          <span class="sign" role="img" aria-label={sign.name} key={index}>
            <sign.Icon size={17} />
          </span>
        );
      })}
    </>
  );
}
