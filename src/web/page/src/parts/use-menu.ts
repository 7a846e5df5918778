import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

/**
 * The habits of a menu in `box` while it is open: its first item has the focus, the arrows move it, Escape gives it back to the button
 * (`[aria-haspopup]`), and a press beside it closes it. Returns what the menu does with a key.
 */
export function useMenu(
  box: RefObject<HTMLElement | null>,
  open: boolean,
  setOpen: (open: boolean) => void,
): { readonly close: () => void; readonly onKeyDown: (event: KeyboardEvent) => void } {
  const items = () => [...(box.current?.querySelectorAll<HTMLElement>('.menu [role^=menuitem]') ?? [])];

  useLayoutEffect(() => {
    if (!open) return undefined;
    items()[0]?.focus();
    const outside = (event: Event) => !box.current?.contains(event.target as Node) && setOpen(false);
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [open]);

  function close(): void {
    setOpen(false);
    box.current?.querySelector<HTMLElement>('[aria-haspopup]')?.focus();
  }

  function onKeyDown(event: KeyboardEvent): void {
    const all = items();
    const at = all.indexOf(document.activeElement as HTMLElement);
    if (event.key === 'Escape') close();
    else if (event.key === 'ArrowDown') all[(at + 1) % all.length]?.focus();
    else if (event.key === 'ArrowUp') all[(at - 1 + all.length) % all.length]?.focus();
    else if (event.key === 'Tab') setOpen(false);
    else return;
    if (event.key !== 'Tab') event.preventDefault();
  }

  return { close, onKeyDown };
}
