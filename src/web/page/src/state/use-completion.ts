import { useEffect, useMemo, useState } from 'preact/hooks';
import { type CompletionItem, completionAt, valueItems } from './completion.ts';
import { useApp } from './use-app.ts';

const askAfterMs = 90;

/** The list over the composer: what it offers, which one is active, and what taking one makes of the text. */
export function useCompletion(text: string, caret: number) {
  const { state, act } = useApp();
  const found = useMemo(() => completionAt(text, caret, state.commands), [text, caret, state.commands]);
  const [asked, setAsked] = useState<{ readonly key: string; readonly items: readonly CompletionItem[] }>();
  const [dismissed, setDismissed] = useState<string>();
  const [chosen, setChosen] = useState<{ readonly key: string; readonly index: number }>();

  const key = found ? JSON.stringify([found.kind, found.from, found.typed, found.ask]) : '';
  useEffect(() => {
    const ask = found?.ask;
    if (!ask) return undefined;
    let current = true;
    const timer = window.setTimeout(async () => {
      const choices = await act.suggest(ask.command, ask.subcommand, ask.option, found.typed).catch(() => []);
      const others = choices.filter((it) => it.value !== found.typed);
      if (current) setAsked({ key, items: valueItems(others, prefixOf(text, found.from, ask.option)) });
    }, askAfterMs);
    return () => {
      current = false;
      window.clearTimeout(timer);
    };
  }, [key]);

  const items = found?.ask ? (asked?.key === key ? asked.items : []) : (found?.items ?? []);
  const isOpen = found !== undefined && items.length > 0 && dismissed !== key;
  const active = chosen?.key === key ? chosen.index : found?.eager ? 0 : -1;

  return {
    items,
    isOpen,
    active: Math.min(active, items.length - 1),
    setActive: (index: number) => setChosen({ key, index }),
    move(by: 1 | -1): void {
      const start = active === -1 && by === -1 ? 0 : active;
      setChosen({ key, index: (start + by + items.length) % items.length });
    },
    dismiss: () => setDismissed(key),
    take(index: number): { readonly text: string; readonly caret: number } | undefined {
      const item = items[index];
      if (!found || !item) return undefined;
      const after = text.slice(found.to).replace(/^\S*\s?/, '');
      const before = text.slice(0, found.from) + item.insert;
      return { text: before + after, caret: before.length };
    },
  };
}

/** A bare word gets its option's name with the value. */
const prefixOf = (text: string, from: number, option: string): string =>
  text.slice(0, from).endsWith(':') ? '' : `${option}:`;
