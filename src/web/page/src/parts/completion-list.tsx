import { useEffect, useRef } from 'preact/hooks';
import type { CompletionItem } from '../state/completion.ts';

interface Props {
  readonly items: readonly CompletionItem[];
  /** -1: none, Enter sends. */
  readonly active: number;
  readonly onTake: (index: number) => void;
  readonly onHover: (index: number) => void;
}

export function CompletionList({ items, active, onTake, onHover }: Props) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <div class="completions" id="completions" role="listbox" aria-label="Completions" ref={list}>
      {items.map((item, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the composer takes the keys
        <div
          key={item.insert}
          id={`completion-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          class={index === active ? 'active' : ''}
          onPointerDown={(event) => event.preventDefault()}
          onPointerMove={() => index !== active && onHover(index)}
          onClick={() => onTake(index)}
        >
          <span class="completion-label">{item.label}</span>
          <span class="completion-hint">{item.hint}</span>
        </div>
      ))}
    </div>
  );
}
